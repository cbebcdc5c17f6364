/** What a source knows about the stack besides its resources. */
export interface StackFacts {
  project: string;
  stack: string;
  /** Region of the default provider (`aws:region`). */
  region?: string;
  /** The account that the stack is deployed to. */
  account?: string;
  /** The account is only a stand-in, since nobody could be asked; another stack may have been given the same. */
  accountIsAssumed?: boolean;
  /** For each output of the stack, the URNs that its value came from. */
  outputDependencies?: Record<string, string[]>;
}
