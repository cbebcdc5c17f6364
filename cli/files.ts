import { createHash } from "node:crypto";
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Content } from "../report/formats";
import type { ListedFile } from "../report/manifest";
import { Problem } from "./problem";

/** Reads a file that the user named. */
export function readText(path: string, what: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new Problem(`${path}: ${what} cannot be read (${reason(error)})`);
  }
}

export function writeText(folder: string, name: string, content: string): string {
  const path = join(folder, name);
  written(path, (write) => write(Buffer.from(content)));
  return path;
}

/** Writes what a renderer made, and says what it wrote. */
export function writeContent(folder: string, name: string, content: Content): ListedFile {
  const digest = createHash("sha256");
  let bytes = 0;
  written(join(folder, name), (write) =>
    inBuffers(content, (buffer) => {
      digest.update(buffer);
      bytes += buffer.length;
      write(buffer);
    }),
  );
  return { name, bytes, sha256: digest.digest("hex") };
}

/** Content in buffers of a size that is good to write. */
export function inBuffers(content: Content, write: (buffer: Uint8Array) => void): void {
  if (typeof content !== "function") return write(typeof content === "string" ? Buffer.from(content) : content);
  let pieces: string[] = [];
  let length = 0;
  const flush = (): void => {
    write(Buffer.from(pieces.join("")));
    pieces = [];
    length = 0;
  };
  content((piece) => {
    pieces.push(piece);
    length += piece.length;
    if (length > MEGABYTE) flush();
  });
  flush();
}

const MEGABYTE = 1024 * 1024;

/** Writes beside the target and renames, so that a crash never leaves half a file. */
function written(path: string, fill: (write: (bytes: Uint8Array) => void) => void): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const temporary = `${path}.${process.pid}.tmp`;
    const file = openSync(temporary, "w");
    try {
      fill((bytes) => writeFileSync(file, bytes));
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new Problem(`${path}: cannot be written (${reason(error)})`);
  }
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
