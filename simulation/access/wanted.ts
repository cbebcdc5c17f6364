import type { Touched } from "./touched";

/** Resources that somebody asks for: by ARN, by name, or by a glob over either. */
export interface Wanted {
  text: string;
  takes(touched: Touched): boolean;
  /** What the bytes of every record have in which it is named; absent where they may say it in many ways. */
  bytes?: Buffer;
}

/** @param also what else it is called: a resource of a stack has an ARN and a name in AWS */
export function wanted(text: string, also: readonly string[] = []): Wanted {
  const tests = [text, ...also].map(test);
  return {
    text,
    takes: (touched) => tests.some((each) => each(touched)),
    bytes: also.length > 0 ? undefined : bytesOf(text),
  };
}

function test(text: string): (touched: Touched) => boolean {
  if (/[*?]/.test(text)) {
    const takes = glob(text);
    return ({ arn, names }) => takes(arn) || names.some(takes);
  }
  const plain = text.replace(/:\*$/, "");
  if (!plain.startsWith("arn:")) return ({ names }) => names.includes(plain);
  // What is in it counts as well: the objects of a bucket, the index of a table, the version of a function.
  return ({ arn }) => arn === plain || arn.startsWith(`${plain}/`) || arn.startsWith(`${plain}:`);
}

/** A star is any text, a question mark any character. */
export function glob(text: string): (found: string) => boolean {
  const source = text
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replaceAll("?", ".");
  const expression = new RegExp(`^${source}$`, "s");
  return (found) => expression.test(found);
}

/** The longest piece of its name that a record cannot write in another way, as long as it holds no escape. */
function bytesOf(text: string): Buffer | undefined {
  const name = text.startsWith("arn:") ? text.split(":").slice(5).join(":") : text;
  const pieces = name.replace(/:\*$/, "").split(/[^\w.-]+/);
  const last = pieces.reduce((best, piece) => (piece.length > best.length ? piece : best), "");
  // The piece before a slash may be the kind of the resource, which a record that gives only the name does not have.
  const own = /^(table|key|function|db|cluster|secret|log-group|snapshot)$/.test(last) ? "" : last;
  return own.length > 2 ? Buffer.from(own) : undefined;
}
