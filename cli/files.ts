import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Problem } from "./problem";

/** Reads a file that the user named. */
export function readText(path: string, what: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new Problem(`${path}: ${what} cannot be read (${reason(error)})`);
  }
}

/** Writes beside the target and renames, so that a crash never leaves half a file. */
export function writeText(folder: string, name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  try {
    mkdirSync(dirname(path), { recursive: true });
    const temporary = `${path}.${process.pid}.tmp`;
    writeFileSync(temporary, content);
    renameSync(temporary, path);
  } catch (error) {
    throw new Problem(`${path}: cannot be written (${reason(error)})`);
  }
  return path;
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  return (
    { ENOENT: "no such file", EACCES: "no permission", EISDIR: "it is a folder" }[code ?? ""] ?? String(code ?? error)
  );
}
