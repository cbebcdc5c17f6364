/** Line and column of bytes that come in pieces. */
export class Places {
  #line = 1;
  /** Bytes of this line that are not there any more. */
  #before = 0;
  /** Up to where the bytes at hand are counted. */
  #at = 0;
  #lineStart = 0;

  of(bytes: Buffer, at: number): { line: number; column: number } {
    if (at < this.#at) return { line: this.#line, column: 1 };
    this.#countTo(bytes, at);
    return { line: this.#line, column: at - this.#lineStart + this.#before + 1 };
  }

  /** Forgets the bytes before `at`. */
  drop(bytes: Buffer, at: number): void {
    this.#countTo(bytes, at);
    this.#before += at - this.#lineStart;
    this.#at = this.#lineStart = 0;
  }

  #countTo(bytes: Buffer, to: number): void {
    for (let at = this.#at; at < to; at++)
      if (bytes[at] === 10) {
        this.#line++;
        this.#lineStart = at + 1;
        this.#before = 0;
      }
    this.#at = Math.max(this.#at, to);
  }
}
