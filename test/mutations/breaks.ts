import type { Stack } from "../mutate";
import type { Draft } from "../resources";

/** How a stack is broken. */
export interface Break {
  (stack: Stack): void;
  /** A part of what the policy must say to it. */
  message?: string;
}

/** The policy that must catch it → what was broken → how. */
export type Breaks = Record<string, Record<string, Break>>;

/** Compliant resources that stand beside the account stack, and their breaks. */
export interface Family {
  healthy: readonly Draft[];
  mutations: Breaks;
}
