import type { Parameter } from "./policy";

/** The setting of policies about what nobody has to have: whether this stack has to. */
export const required = (description: string, source: string): Parameter<boolean> => ({
  description,
  default: false,
  source,
  schema: { type: "boolean" },
});
