import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { SourcePosition } from "../policies/graph/resource";

/** One frame of a stack trace: a file URL, or the engine's form of it relative to the project's folder. */
export interface Frame {
  uri: string;
  line: number;
  column?: number;
}

/** Code that is not the user's: installed packages of Node, Python and Go, Python's own library, what launchers add. */
const FOREIGN = [
  /(^|\/)(node_modules|site-packages|lib\/python[\d.]+|vendor\/\w+\.\w+|pkg\/mod)\//,
  /\/trailwatch-\w+\/(preload\.cjs|launcher\.py)$/,
];

/**
 * The place that a user would look at: the nearest frame in the user's own code, in the project's folder if there is one.
 * File names are relative to that folder, with forward slashes.
 */
export function userPosition(frames: Frame[], projectFolder: string): SourcePosition | undefined {
  let outside: SourcePosition | undefined;
  for (const { uri, line, column } of frames) {
    const file = ownFile(uri, projectFolder);
    if (file === undefined) continue;
    const position = column ? { file, line, column } : { file, line };
    if (!file.startsWith("../")) return position;
    outside ??= position;
  }
  return outside;
}

/** Thousands of positions are in a handful of files. */
const ownFiles = new Map<string, { folder: string; file: string | undefined }>();

/** The file relative to the project's folder, where it is the user's own. */
function ownFile(uri: string, folder: string): string | undefined {
  const known = ownFiles.get(uri);
  if (known?.folder === folder) return known.file;
  const file = fileOf(uri, folder);
  const own = file === undefined || isForeign(file) ? undefined : file;
  ownFiles.set(uri, { folder, file: own });
  return own;
}

function isForeign(file: string): boolean {
  return FOREIGN.some((pattern) => pattern.test(file));
}

function fileOf(uri: string, projectFolder: string): string | undefined {
  // The engine writes `project:///../shared/vpc.ts`; the URL parser would resolve the dots away.
  if (uri.startsWith("project:///")) return decodeURIComponent(uri.slice("project:///".length));
  // The SDK takes the URL of an ES module's frame for a relative file name and prefixes the working folder.
  const url = uri.replace(/^.*\/file:\/+/, "file:///");
  if (!url.startsWith("file://")) return undefined;
  try {
    return relative(projectFolder, fileURLToPath(url)).replaceAll("\\", "/");
  } catch {
    return undefined;
  }
}
