import type { Parameter } from "../policy";

/** The setting of policies about other accounts: which of them are no strangers. */
export const trustedAccounts = (
  description: string,
  source = "nobody else is trusted unless somebody says so",
): { trustedAccounts: Parameter<string[]> } => ({
  trustedAccounts: {
    description,
    default: [],
    source,
    schema: { type: "array", items: { type: "string", pattern: "^[0-9]{12}$" } },
  },
});
