import { evaluate, type Status, type Verdict } from "../evaluate";
import type { StackFacts } from "../graph/graph";
import type { Policy } from "../policy";
import { FACTS, stack, type Draft } from "./stack";

/** What a test runner gives: jest and vitest as globals, `node:test` as exports. */
export interface Runner {
  describe(title: string, body: () => void): unknown;
  test(title: string, body: () => void): unknown;
}

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

/**
 * Judges each case twice, before deployment and deployed: the verdict must be the same, unless the case is about unknowns.
 * @param runner where `describe` and `test` are not global, as with `node:test`
 */
export function judge(policy: Policy, cases: Cases, runner: Runner = globalThis as unknown as Runner): void {
  const { describe, test } = runner;
  const unknowns = cases.unknown === "reads no value" ? {} : cases.unknown;
  describe(policy.id, () => {
    test("every compartment has a case, and one is left to the default", () => {
      const empty = (["pass", "fail", "unknown"] as const).filter((name) => Object.keys(cases[name]).length === 0);
      expectNone(empty.map((name) => `${name} has no case`));
      const titles = Object.values(cases).flatMap((compartment) => Object.keys(compartment as object));
      if (!titles.some((title) => title.includes("left to the default")))
        throw new Error('no case says in its title what happens when the setting is "left to the default"');
    });

    const absence: Status = policy.ifNone === "fail" ? "fail" : "not-applicable";
    test(`an empty stack: ${absence}`, () => expectOnly(evaluate([policy], stack([], true)), absence, []));

    for (const deployed of [false, true]) {
      describe(deployed ? "deployed" : "before deployment", () => {
        for (const [title, given] of Object.entries(cases.pass))
          test(`pass: ${title}`, () => expectOnly(run(policy, given, deployed), "pass", ["not-applicable"]));
        for (const [title, [given, message]] of Object.entries(cases.fail))
          test(`fail: ${title}`, () =>
            expectOnly(run(policy, given, deployed), "fail", ["pass", "not-applicable", "unknown"], message));
        for (const [title, given] of Object.entries(cases.notApplicable ?? {}))
          test(`not applicable: ${title}`, () => expectOnly(run(policy, given, deployed), "not-applicable", []));
      });
    }
    for (const [title, [given, message]] of Object.entries(unknowns))
      test(`unknown: ${title}`, () =>
        expectOnly(run(policy, given, false), "unknown", ["pass", "not-applicable"], message));
  });
}

function run(policy: Policy, given: Stack, deployed: boolean): Verdict[] {
  const { resources, settings, facts } = Array.isArray(given) ? ({ resources: given } as Setting) : given;
  const configured = settings && { [policy.id]: settings };
  return evaluate([policy], stack(resources, deployed, { ...FACTS, ...facts }), configured);
}

/** At least one verdict has the status, with the message where one is given, and none has one that is not allowed beside it. */
function expectOnly(verdicts: Verdict[], status: Status, beside: Status[], message = ""): void {
  const others = verdicts.filter((verdict) => verdict.status !== status && !beside.includes(verdict.status));
  expectNone(others.map(told));
  const matching = verdicts.filter((verdict) => verdict.status === status);
  if (!matching.some((verdict) => (verdict.message ?? "").includes(message)))
    throw new Error(`expected ${status}${message && ` with "${message}"`}, but got\n${verdicts.map(told).join("\n")}`);
}

const told = ({ subject, status, message }: Verdict): string =>
  `  ${subject}: ${status}${message ? `, ${message}` : ""}`;

function expectNone(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(`did not expect\n${problems.join("\n")}`);
}
