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
  const positions = frames
    .map(({ uri, line, column }) => ({ file: fileOf(uri, projectFolder), line, ...(column ? { column } : {}) }))
    .filter((at): at is SourcePosition => at.file !== undefined && !isForeign(at.file));
  return positions.find(({ file }) => !file.startsWith("../")) ?? positions[0];
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
