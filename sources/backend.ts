import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { SourceError, type Snapshot } from "./snapshot";
import { readState } from "./state";

/**
 * A self-managed backend, as `pulumi login file://…` makes one: a checkpoint for each stack, below the project's name or,
 * in older ones, without it. https://www.pulumi.com/docs/iac/concepts/state-and-backends/
 */
const STACKS = join(".pulumi", "stacks");

/** The folder of the checkpoints, where the path or URL is that of a backend. */
export function backendFolder(path: string): string | undefined {
  const folder = path.startsWith("file://") ? folderOfUrl(path) : path;
  return [join(folder, STACKS), join(folder, "stacks")].find(
    (stacks) => stacks.endsWith(STACKS) && statSync(stacks, { throwIfNoEntry: false })?.isDirectory(),
  );
}

/** `file://~` and `file://./x` are the CLI's own; they are no URLs by the book. */
function folderOfUrl(url: string): string {
  const rest = url.slice("file://".length);
  return rest.startsWith("/") ? fileURLToPath(url) : rest.replace(/^~/, process.env.HOME ?? "~");
}

/** The stacks of a backend, one after the other. What stands beside the checkpoints (`.bak`, `.attrs`) is none. */
export function* readBackend(stacks: string): Generator<Snapshot> {
  const files = readdirSync(stacks, { recursive: true, encoding: "utf8" }).filter(isCheckpoint).sort();
  if (files.length === 0) throw new SourceError(`${stacks}: no stack here. Expected <project>/<stack>.json.`);
  for (const file of files) yield readStack(stacks, join(stacks, file));
}

/** One stack of the backend, by the path of its checkpoint. */
export const readStack = (stacks: string, path: string): Snapshot =>
  readCheckpoint(readFileSync(path), path, relative(stacks, path));

export const isCheckpoint = (file: string): boolean => /\.json(\.gz)?$/.test(file);

/** @param file the name below the folder of the checkpoints; a stack without resources is known by it alone */
export function readCheckpoint(bytes: Uint8Array, path: string, file: string): Snapshot {
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = Buffer.from(packed ? gunzipSync(bytes) : bytes).toString("utf8");
  const snapshot = readState(text, path);
  const [stack, project = ""] = file
    .replace(/\.json(\.gz)?$/, "")
    .split(sep === "\\" ? /[\\/]/ : "/")
    .reverse();
  return { ...snapshot, project: snapshot.project || project, stack: snapshot.stack || stack };
}
