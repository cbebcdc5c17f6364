import { catalogue } from "../../policies/catalogue";
import { evaluate, type Verdict } from "../../policies/evaluate";
import { Graph } from "../../policies/graph/graph";
import { enforcement, type Policy } from "../../policies/policy";
import type { Snapshot } from "../../sources/snapshot";
import type { Outcome } from "./outcome";

/** Verdicts of this repository beside what the engine reported of the same stack. */
export interface Comparison {
  /** How many verdicts were looked at: findings one by one, passes of a stack policy as one. */
  compared: number;
  onlyEngine: string[];
  onlyHere: string[];
}

export function judged({ project, stack, region, account, resources }: Snapshot): Verdict[] {
  const verdicts = evaluate(catalogue, new Graph({ project, stack, region, account }, resources));
  // In the engine it waits for a state that is read later.
  return verdicts.filter(({ policy }) => policy !== "subscription-confirmed");
}

/** @param level what a configuration has set for every policy; its own otherwise */
export function compare(verdicts: readonly Verdict[], outcome: Outcome, level?: "advisory" | "mandatory"): Comparison {
  const here = new Set([...findings(verdicts, level), ...passes(verdicts)]);
  const engine = new Set([
    ...outcome.violations.map(({ policy, level, urn, message }) => `${policy} ${level} ${subject(urn)}: ${message}`),
    ...Object.entries(outcome.passed).flatMap(([policy, urns]) =>
      urns.map((urn) => `${policy} passed ${subject(urn)}`),
    ),
  ]);
  return {
    compared: new Set([...here, ...engine]).size,
    onlyEngine: [...engine].filter((line) => !here.has(line)).sort(),
    onlyHere: [...here].filter((line) => !engine.has(line)).sort(),
  };
}

/** Where a policy names no resource, the engine names the root of the stack. */
const subject = (urn = ""): string => (/::pulumi:pulumi:Stack::/.test(urn) ? "" : urn);

function findings(verdicts: readonly Verdict[], level?: string): string[] {
  return verdicts.flatMap(({ policy, status, urn, message }) => {
    if (status === "unknown") return `${policy} advisory ${subject(urn)}: could not be judged: ${message}`;
    if (status !== "fail" && status !== "error") return [];
    return `${policy} ${level ?? enforcement(policyOf(policy).severity)} ${subject(urn)}: ${message}`;
  });
}

/** The engine tells of a policy on resources each that passed, of a policy on the stack only that none failed. */
function passes(verdicts: readonly Verdict[]): string[] {
  return catalogue.flatMap((policy) => {
    const own = verdicts.filter((verdict) => verdict.policy === policy.id && verdict.status !== "not-applicable");
    if (isAboutOne(policy))
      return own.filter(({ status }) => status === "pass").map(({ urn }) => `${policy.id} passed ${urn}`);
    return own.length > 0 && own.every(({ status }) => status === "pass") ? `${policy.id} passed ` : [];
  });
}

const isAboutOne = ({ scope, holds, ifNone }: Policy): boolean =>
  scope === "resource" && holds !== "some" && ifNone !== "fail";

const policyOf = (id: string): Policy => catalogue.find((policy) => policy.id === id)!;
