import { isRecord } from "../policies/graph/value";

/**
 * JSON with a line for each element of a list, such as each verdict: a report of 20,000 can still be read, compared and searched
 * line by line.
 * @param levels how deep objects and lists are spread over lines; what lies deeper stays in one
 */
export function laidOut(document: unknown, levels: number): string {
  const text: string[] = [];
  layOut(document, levels, "", text);
  return `${text.join("")}\n`;
}

function layOut(value: unknown, levels: number, margin: string, into: string[]): void {
  const inner = `${margin}  `;
  if (levels > 0 && Array.isArray(value) && value.length > 0) {
    value.forEach((element, i) => {
      into.push(i === 0 ? "[\n" : ",\n", inner);
      layOut(element, levels - 1, inner, into);
    });
    into.push("\n", margin, "]");
  } else if (levels > 0 && isRecord(value)) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    fields.forEach(([key, field], i) => {
      into.push(i === 0 ? "{\n" : ",\n", inner, JSON.stringify(key), ": ");
      layOut(field, levels - 1, inner, into);
    });
    into.push(fields.length > 0 ? `\n${margin}}` : "{}");
  } else into.push(JSON.stringify(value));
}

/** The value with its keys in the order of the alphabet: it may have been read from a file since. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, field]) => [key, sorted(field)]));
}
