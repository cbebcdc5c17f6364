import { isRecord } from "../policies/graph/value";

/** A list whose elements are made when their turn comes: of a long one nothing but the text ever exists. */
export class Each<T> {
  constructor(
    readonly from: readonly T[],
    readonly make: (one: T) => unknown,
  ) {}
}

/**
 * JSON with a line for each element of a list, such as each verdict: a report of 20,000 can still be read, compared and searched
 * line by line.
 * @param levels how deep objects and lists are spread over lines; what lies deeper stays in one
 */
export function laidOut(document: unknown, levels: number): string {
  const text: string[] = [];
  writeLaidOut(document, levels, (piece) => text.push(piece));
  return text.join("");
}

/** The same piece by piece: V8 has no strings of more than half a gigabyte. */
export function writeLaidOut(document: unknown, levels: number, write: (piece: string) => void): void {
  layOut(document, levels, "", write);
  write("\n");
}

function layOut(value: unknown, levels: number, margin: string, write: (piece: string) => void): void {
  const inner = `${margin}  `;
  const list = value instanceof Each ? value.from : Array.isArray(value) ? (value as unknown[]) : undefined;
  if (levels > 0 && list && list.length > 0) {
    const separator = `,\n${inner}`;
    write(`[\n${inner}`);
    for (let i = 0; i < list.length; i++) {
      if (i > 0) write(separator);
      layOut(value instanceof Each ? value.make(list[i]) : list[i], levels - 1, inner, write);
    }
    write(`\n${margin}]`);
  } else if (levels > 0 && !list && isRecord(value)) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    fields.forEach(([key, field], i) => {
      write(`${i === 0 ? "{" : ","}\n${inner}${JSON.stringify(key)}: `);
      layOut(field, levels - 1, inner, write);
    });
    write(fields.length > 0 ? `\n${margin}}` : "{}");
  } else write(JSON.stringify(list ?? value));
}

/** The value with its keys in the order of the alphabet: it may have been read from a file since. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, field]) => [key, sorted(field)]));
}
