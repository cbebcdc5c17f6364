import type { Warning } from "./ast";
import { FilterSyntaxError } from "./syntax-error";

/** A place in the text of a pattern. */
export class Reader {
  readonly warnings: Warning[] = [];
  at = 0;

  constructor(readonly text: string) {}

  get done(): boolean {
    return this.at >= this.text.length;
  }

  get next(): string {
    return this.text.charAt(this.at);
  }

  skipBlanks(): void {
    this.match(/\s+/y);
  }

  /** Steps over the token if it is here. */
  accept(token: string): boolean {
    const here = this.text.startsWith(token, this.at);
    if (here) this.at += token.length;
    return here;
  }

  expect(token: string, expected = `"${token}"`): void {
    if (!this.accept(token)) this.fail(expected);
  }

  /** Steps over what the sticky expression matches here. */
  match(expression: RegExp): string | undefined {
    expression.lastIndex = this.at;
    const found = expression.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  warn(message: string, position = this.at): void {
    this.warnings.push({ position, message });
  }

  fail(expected: string, position = this.at): never {
    const found = /^(?:\w+|[^])/u.exec(this.text.slice(position))?.[0];
    const quote = found === '"' ? "'" : '"';
    const shown = found === undefined ? "the end of the pattern" : quote + found + quote;
    throw new FilterSyntaxError(position, expected, shown);
  }
}
