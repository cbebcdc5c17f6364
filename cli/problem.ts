/** A problem that the user can mend: said in words, without a stack trace. */
export class Problem extends Error {
  constructor(
    message: string,
    /** 2: usage or bad input. 3: could not judge everything that was asked. */
    readonly exitCode: 2 | 3 = 2,
  ) {
    super(message);
    this.name = "Problem";
  }
}
