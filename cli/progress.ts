/** One line on the terminal that says a program still runs; nothing in a pipe. */
export class Progress {
  readonly #shown = process.stderr.isTTY === true && process.env.TERM !== "dumb";
  #last = 0;

  constructor(private readonly what: string) {
    this.#write(`running ${what} …`);
  }

  show(resources: number): void {
    const time = Date.now();
    if (time - this.#last < 100) return;
    this.#last = time;
    this.#write(`running ${this.what} … ${resources} resources`);
  }

  clear(): void {
    this.#write("");
  }

  #write(line: string): void {
    if (this.#shown) process.stderr.write(`\r\u001b[K${line}`);
  }
}
