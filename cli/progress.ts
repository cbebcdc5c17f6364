/** One line on the terminal that says that programs still run; nothing in a pipe. */
export class Progress {
  readonly #shown = process.stderr.isTTY === true && process.env.TERM !== "dumb";
  readonly #resources = new Map<string, number>();
  #last = 0;

  constructor(private readonly what: string) {
    this.#write(`running ${what} …`);
  }

  /** @param resources how many the program of this stack has registered so far */
  show(stack: string, resources: number): void {
    this.#resources.set(stack, resources);
    const time = Date.now();
    if (time - this.#last < 100) return;
    this.#last = time;
    const total = [...this.#resources.values()].reduce((sum, count) => sum + count, 0);
    this.#write(`running ${this.what} … ${total} resources`);
  }

  clear(): void {
    this.#write("");
  }

  #write(line: string): void {
    if (this.#shown) process.stderr.write(`\r\u001b[K${line}`);
  }
}
