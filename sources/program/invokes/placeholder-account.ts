import type { Assumption } from "../../snapshot";

/** An account that is no real one, none that a program's examples write, and none that policies ask about as a stranger's. */
export const PLACEHOLDER_ACCOUNT = "000000000001";

/** The account that stands in for one that nobody tells. */
export function assumedAccount(): Assumption {
  return {
    kind: "account",
    subject: PLACEHOLDER_ACCOUNT,
    text: `The account is not known offline; ${PLACEHOLDER_ACCOUNT} stands in for it, also in ARNs.`,
  };
}
