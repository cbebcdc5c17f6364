import { createReadStream, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { GzipError, gunzipped, type Gunzip } from "./gunzip";

/** What stands for standard input. */
export const STDIN = "-";

/** Files with more than that are not read in one piece. */
const LARGE = 16 * 1024 * 1024;
const CHUNK = 1024 * 1024;

/** Digests are signatures of log files, not logs; CloudTrail puts them beside. */
const DIGESTS = "CloudTrail-Digest";
const IS_LOG = /\.(json|jsonl|ndjson|log|txt|gz)$/i;

/** The log files below the paths, in the order of their names. A file that is named is taken whatever it is called. */
export function logFiles(paths: readonly string[]): string[] {
  return paths.flatMap((path) => (path !== STDIN && statSync(path).isDirectory() ? filesIn(path) : [path]));
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && isFolderBehind(path));
    if (isFolder) return entry.name === DIGESTS || entry.isSymbolicLink() ? [] : filesIn(path);
    return IS_LOG.test(entry.name) ? [path] : [];
  });
}

function isFolderBehind(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? true;
}

/**
 * The bytes of a file, unpacked where they are packed, in pieces of which one fits into memory easily.
 *
 * @param gunzip the bytes of one file are there until it unpacks the next
 */
export async function* chunksOf(path: string, gunzip: Gunzip): AsyncGenerator<Buffer> {
  const isSmall = path !== STDIN && statSync(path).isFile() && statSync(path).size <= LARGE;
  const small = isSmall ? wholeFile(path, gunzip) : undefined;
  if (small) yield small;
  else
    yield* unpacked(
      path === STDIN ? createReadStream("", { fd: 0 }) : createReadStream(path, { highWaterMark: CHUNK }),
    );
}

/** `undefined` where it unpacks to more than is good to have at once, or not as a whole. */
function wholeFile(path: string, gunzip: Gunzip): Buffer | undefined {
  const bytes = readFileSync(path);
  return isPacked(bytes) ? gunzip.whole(bytes) : bytes;
}

async function* unpacked(source: Readable): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await chunks.next();
  if (first.done) return;
  const all = startingWith(first.value, chunks);
  yield* isPacked(first.value) ? gunzipped(all) : all;
}

async function* startingWith(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** Why a file could not be read to its end, in words. */
export function whyUnreadable(error: NodeJS.ErrnoException): string {
  if (error instanceof GzipError) return error.message;
  return error.code === "EACCES" ? "permission denied" : error.message;
}

const isPacked = (bytes: Buffer): boolean => bytes.length > 18 && bytes[0] === 0x1f && bytes[1] === 0x8b;
