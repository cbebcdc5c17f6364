/** CloudWatch Logs would refuse the pattern: where, what belongs there, and what is there instead. */
export class FilterSyntaxError extends Error {
  constructor(
    /** Characters before the offending one. */
    readonly position: number,
    readonly expected: string,
    readonly found: string,
  ) {
    super(`expected ${expected}, found ${found} at character ${position + 1}`);
    this.name = "FilterSyntaxError";
  }
}
