import type { StackFacts } from "../policies/graph/graph";
import { evaluate, type Status, type Verdict } from "../policies/evaluate";
import type { Policy } from "../policies/policy";
import { FACTS, stack, type Draft } from "./resources";

/** A stack with settings of the policy, or facts of the stack, that differ from the usual. */
export interface Setting {
  resources: Draft[];
  settings?: Record<string, unknown>;
  facts?: Partial<StackFacts>;
}

export type Stack = Draft[] | Setting;

/**
 * The cases of one policy, by the verdict that they get. Every compartment needs a case; the empty stack is added by the
 * tester, and one case must show what happens when the setting is left to the default of AWS.
 */
export interface Cases {
  pass: Record<string, Stack>;
  /** With a part of the message. */
  fail: Record<string, [Stack, string]>;
  /** Or why no value can leave the policy undecided. */
  unknown: Record<string, [Stack, string]> | "reads no value";
  notApplicable?: Record<string, Stack>;
}

/** Judges each case twice, before deployment and deployed: the verdict must be the same, unless the case is about unknowns. */
export function judge(policy: Policy, cases: Cases): void {
  describe(policy.id, () => {
    test("every compartment has a case, and one is left to the default", () => {
      for (const compartment of ["pass", "fail", "unknown"] as const)
        expect(Object.keys(cases[compartment])).not.toEqual([]);
      const titles = Object.values(cases).flatMap((compartment) => Object.keys(compartment as object));
      expect(titles.filter((title) => title.includes("left to the default"))).not.toEqual([]);
    });

    const absence: Status = policy.ifNone === "fail" ? "fail" : "not-applicable";
    test(`an empty stack: ${absence}`, () => {
      expect(evaluate([policy], stack([], true)).map(({ status }) => status)).toEqual([absence]);
    });

    for (const deployed of [false, true]) {
      describe(deployed ? "deployed" : "before deployment", () => {
        for (const [title, given] of Object.entries(cases.pass))
          test(`pass: ${title}`, () => expectOnly(run(policy, given, deployed), "pass", ["not-applicable"]));
        for (const [title, [given, message]] of Object.entries(cases.fail))
          test(`fail: ${title}`, () => {
            const verdicts = run(policy, given, deployed);
            expectOnly(verdicts, "fail", ["pass", "not-applicable", "unknown"]);
            expect(messages(verdicts, "fail")).toContain(message);
          });
        for (const [title, given] of Object.entries(cases.notApplicable ?? {}))
          test(`not applicable: ${title}`, () => expectOnly(run(policy, given, deployed), "not-applicable", []));
      });
    }
    for (const [title, [given, message]] of Object.entries(cases.unknown === "reads no value" ? {} : cases.unknown))
      test(`unknown: ${title}`, () => {
        const verdicts = run(policy, given, false);
        expectOnly(verdicts, "unknown", ["pass", "not-applicable"]);
        expect(messages(verdicts, "unknown")).toContain(message);
      });
  });
}

function run(policy: Policy, given: Stack, deployed: boolean): Verdict[] {
  const { resources, settings, facts } = Array.isArray(given) ? ({ resources: given } as Setting) : given;
  const configured = settings && { [policy.id]: settings };
  return evaluate([policy], stack(resources, deployed, { ...FACTS, ...facts }), configured);
}

/** At least one verdict has the status, and none has one that is not allowed beside it. */
function expectOnly(verdicts: Verdict[], status: Status, beside: Status[]): void {
  const others = verdicts.filter((verdict) => verdict.status !== status && !beside.includes(verdict.status));
  expect(others.map(({ subject, status, message }) => ({ subject, status, message }))).toEqual([]);
  expect(verdicts.map((verdict) => verdict.status)).toContain(status);
}

const messages = (verdicts: Verdict[], status: Status): string =>
  verdicts.flatMap((verdict) => (verdict.status === status ? [verdict.message] : [])).join("\n");
