import type { Kind } from "../graph/resource";

/** The stack as a whole; no source hands out a resource for it, so that a policy about it answers once, by `none`. */
export const Stack: Kind<object> = { noun: "stack", tokens: ["pulumi:pulumi:Stack"] };
