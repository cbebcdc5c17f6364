import type { Policy } from "../../policies/policy";
import type { Cases, Stack } from "../../policies/testing/judge";
import type { Draft } from "../../policies/testing/stack";
import type { Example } from "../../report/policy-pages";
import { program } from "./program";

/** Stands in for the tester: keeps the first cases that a short program can show. */
export const examples: Record<string, Example> = {};

const LONGEST = 1200;

export function judge(policy: Policy, cases: Cases): void {
  const bad = first(Object.entries(cases.fail).map(([title, [given, message]]) => ({ title, given, message })));
  const good = first(Object.entries(cases.pass).map(([title, given]) => ({ title, given })));
  if (bad && good) examples[policy.id] ??= { bad, good };
}

function first<C extends { title: string; given: Stack }>(
  cases: C[],
): (Omit<C, "given"> & { program: string }) | undefined {
  for (const { given, ...told } of cases) {
    if (!Array.isArray(given)) continue;
    const text = program(given as Draft[]);
    if (text && text.length <= LONGEST) return { ...told, program: text };
  }
  return undefined;
}
