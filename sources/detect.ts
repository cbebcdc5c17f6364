import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { backendFolder, readBackend, readStack } from "./backend";
import { readS3Backend } from "./s3-backend";
import { SourceError, type Snapshot } from "./snapshot";
import { readPreview } from "./preview";
import { readState } from "./state";

/** The names under which Pulumi looks for a project's description. */
export const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/** What a path holds: a program to be previewed, a file that was read, or many; of a local backend each may be read again. */
export type Source =
  | { origin: "program"; folder: string }
  | { origin: "file"; read: () => Snapshot }
  | { origin: "backend"; read: () => Iterable<Snapshot> | AsyncIterable<Snapshot>; again?: (path: string) => Snapshot };

/** Finds out what the user points at: a Pulumi project's folder (or its `Pulumi.yaml`), a state file, a preview, a backend. */
export function detect(path: string): Source {
  if (path.startsWith("s3://")) return { origin: "backend", read: () => readS3Backend(path) };
  if (path.startsWith("file://")) {
    const stacks = backendFolder(path);
    if (!stacks) throw new SourceError(`${path}: no backend here. Expected a folder with .pulumi/stacks.`);
    return backend(stacks);
  }
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new SourceError(`${path}: no such file or folder.`);
  if (PROJECT_FILES.includes(basename(path))) return { origin: "program", folder: dirname(path) };
  if (stats.isDirectory()) {
    if (PROJECT_FILES.some((name) => existsSync(join(path, name)))) return { origin: "program", folder: path };
    const stacks = backendFolder(path);
    if (stacks) return backend(stacks);
    throw new SourceError(
      `${path}: no Pulumi project here. Expected a folder with a Pulumi.yaml, or a backend with .pulumi/stacks.`,
    );
  }
  // Half the time of reading it as text.
  const text = readFileSync(path).toString();
  // A state names its deployment before anything else; looking at its beginning saves parsing a large file twice.
  if (/^\s*\{[^{}]*?"(deployment|checkpoint)"\s*:/.test(text.slice(0, 4096)))
    return { origin: "file", read: () => readState(text, path) };
  if (/"(steps|changeSummary|sequence)"\s*:/.test(text)) return { origin: "file", read: () => readPreview(text, path) };
  throw new SourceError(
    `${path}: neither a stack's state nor a preview. Expected the JSON of \`pulumi stack export\` or of ` +
      "`pulumi preview --json --show-sames`, or a folder with a Pulumi.yaml.",
  );
}

const backend = (stacks: string): Source => ({
  origin: "backend",
  read: () => readBackend(stacks),
  again: (path) => readStack(stacks, path),
});
