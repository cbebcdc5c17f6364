import type { Edit } from "../mutate";
import type { Draft } from "../resources";

/** The policy that must catch it → what was broken → how. */
export type Breaks = Record<string, Record<string, Edit>>;

/** Compliant resources that stand beside the account stack, and their breaks. */
export interface Family {
  healthy: readonly Draft[];
  mutations: Breaks;
}
