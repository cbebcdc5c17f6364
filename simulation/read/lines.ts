import { skipBlanks } from "../scan/walk";

/**
 * Whether each line of a file stands for itself, so that what is wrong with one is no harm to the others. A first line that
 * is not finished may be the head of a document or a line that was cut off; what the next line begins with tells.
 */
export function isLines(bytes: Buffer, from: number): boolean {
  const start = skipBlanks(bytes, from, bytes.length);
  if (start >= bytes.length) return false;
  if (!isOpening(bytes[start])) return true;
  const newline = bytes.indexOf(10, start);
  const next = newline < 0 ? bytes.length : skipBlanks(bytes, newline, bytes.length);
  // A document of one line need not be held in memory as a whole.
  if (next >= bytes.length) return false;
  const left = leftOpen(bytes, start, newline);
  if (left === "nothing" || left === "a text") return true;
  const beginsLine = bytes[next - 1] === 10 && bytes[next] === 123;
  return left === "an object" && beginsLine && bytes[lastVisible(bytes, newline)] !== 58;
}

/** What a line leaves open at its end. */
function leftOpen(bytes: Buffer, from: number, to: number): "nothing" | "a text" | "a list" | "an object" {
  const open: number[] = [];
  for (let at = from; at < to; at++) {
    const byte = bytes[at];
    if (byte === 34) {
      for (at++; at < to && bytes[at] !== 34; at++) if (bytes[at] === 92) at++;
      if (at >= to) return "a text";
    } else if (isOpening(byte)) open.push(byte);
    else if (byte === 125 || byte === 93) open.pop();
  }
  if (open.length === 0) return "nothing";
  return open.at(-1) === 91 ? "a list" : "an object";
}

function lastVisible(bytes: Buffer, end: number): number {
  let at = end - 1;
  while (at >= 0 && bytes[at] <= 32) at--;
  return at;
}

const isOpening = (byte: number): boolean => byte === 123 || byte === 91;
