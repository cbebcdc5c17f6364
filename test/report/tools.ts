import { existsSync } from "node:fs";
import type { Pieces } from "../../report/formats";

/** `describe` where a tool is there; one loud line where it is not, or an error where every tool is asked for. */
export function describeWith(path: string, what: string): jest.Describe {
  if (existsSync(path)) return describe;
  if (process.env.TRAILWATCH_REQUIRE_ALL) throw new Error(`${what} cannot be tested: ${path} is missing`);
  process.stderr.write(`\nSKIPPED: ${what} (${path} is missing)\n`);
  return describe.skip;
}

/** What a renderer hands out piece by piece, as a whole. */
export function whole(pieces: Pieces): string {
  const text: string[] = [];
  pieces((piece) => text.push(piece));
  return text.join("");
}

/** The schema with every object closed: a field that is written and not described is a mistake here, not for readers. */
export function closed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closed);
  if (typeof part !== "object" || part === null) return part;
  const copy = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, closed(value)]));
  return copy.type === "object" && copy.properties ? { ...copy, additionalProperties: false } : copy;
}
