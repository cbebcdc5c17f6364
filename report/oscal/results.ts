import type { Verdict } from "../../policies/evaluate";
import { grouped } from "../grouping";
import { keyOf, runId, uuidOf } from "../identity";
import { place } from "../place";
import type { JudgedPolicy, JudgedStack, Report } from "../report";
import { stackName } from "../summary";
import { observedText } from "../text";
import { controlSelections, controlToken, decided, line, listed } from "./parts";

const NAMESPACE = "urn:trailwatch:oscal";

const prop = (name: string, value: string): object => ({ name, ns: NAMESPACE, value: line(value) });

/** One result for each stack. */
export function results(report: Report, policies: readonly JudgedPolicy[]): object[] {
  const run = runId(report);
  const controls = policies.flatMap((policy) => policy.controls.map(({ control }) => control));
  return report.stacks.map((stack) => {
    const subjects = new Map(stack.verdicts.map((verdict) => [subjectUuid(stack, verdict), verdict]));
    const byPolicy = grouped(stack.verdicts, ({ policy }) => policy);
    const failed = policies.filter(({ id }) => byPolicy.get(id)?.some(({ status }) => isFailure(status)));
    return {
      ...{ uuid: uuidOf("result", run, stackName(stack)), title: line(stackName(stack)) },
      description: line(`${stack.origin} ${stack.path}; every resource was read, none was sampled`),
      ...{ start: report.judgedAt, end: report.judgedAt },
      "local-definitions": listed(
        "inventory-items",
        [...subjects].map(([uuid, { subject, urn, type }]) => ({
          ...{ uuid, description: line(subject) },
          ...listed("props", [...(urn ? [prop("urn", urn)] : []), ...(type ? [prop("type", type)] : [])]),
        })),
      ),
      "reviewed-controls": { "control-selections": controlSelections(controls) },
      ...listed(
        "observations",
        stack.verdicts.map((verdict) => observation(stack, verdict, report)),
      ),
      ...listed(
        "risks",
        failed.map((policy) => risk(stack, policy, byPolicy.get(policy.id) ?? [])),
      ),
      ...listed(
        "findings",
        policies.flatMap((policy) => {
          const verdicts = (byPolicy.get(policy.id) ?? []).filter(({ status }) => decided(status));
          return verdicts.length > 0 ? [finding(stack, policy, verdicts)] : [];
        }),
      ),
    };
  });
}

const isFailure = (status: Verdict["status"]): boolean => status === "fail" || status === "waived";

const subjectUuid = (stack: JudgedStack, { urn, subject }: Verdict): string =>
  uuidOf("subject", stackName(stack), urn ?? subject);

const observationUuid = (stack: JudgedStack, verdict: Verdict): string => uuidOf("observation", keyOf(stack, verdict));

function observation(stack: JudgedStack, verdict: Verdict, { judgedAt }: Report): object {
  const observed = observedText(verdict);
  const where = place(stack, verdict.position);
  return {
    ...{ uuid: observationUuid(stack, verdict), title: line(`${verdict.policy}: ${verdict.subject}`) },
    description: line(verdict.message ?? (observed || "nothing to see")),
    props: [
      ...[prop("policy", verdict.policy), prop("status", verdict.status)],
      ...(where ? [prop("place", where)] : []),
    ],
    methods: ["TEST"],
    subjects: [{ "subject-uuid": subjectUuid(stack, verdict), type: "inventory-item" }],
    ...listed("relevant-evidence", observed ? [{ description: observed }] : []),
    collected: judgedAt,
  };
}

const riskUuid = (stack: JudgedStack, { id }: JudgedPolicy): string => uuidOf("risk", stackName(stack), id);

/** Approved as a deviation only where every failure is waived, and then until the first waiver ends. */
function risk(stack: JudgedStack, policy: JudgedPolicy, verdicts: readonly Verdict[]): object {
  const failures = verdicts.filter(({ status }) => isFailure(status));
  const waivers = failures.flatMap(({ status, waiver }) => (status === "waived" && waiver ? [waiver] : []));
  const deviation = waivers.length === failures.length;
  const [first] = waivers.map(({ expires }) => expires).sort();
  return {
    ...{ uuid: riskUuid(stack, policy), title: line(policy.title), description: policy.description },
    statement: policy.remediation,
    props: [
      prop("severity", policy.severity),
      ...waivers.map(({ id, approver, reason }) => prop("waiver", `${id}, approved by ${approver}: ${reason}`)),
    ],
    status: deviation ? "deviation-approved" : "open",
    ...(deviation && first ? { deadline: `${first}T23:59:59Z` } : {}),
    "related-observations": related(stack, failures),
  };
}

function finding(stack: JudgedStack, policy: JudgedPolicy, verdicts: readonly Verdict[]): object {
  const failed = verdicts.some(({ status }) => isFailure(status));
  return {
    ...{ uuid: uuidOf("finding", stackName(stack), policy.id), title: line(policy.title) },
    description: policy.description,
    ...listed(
      "props",
      policy.controls.map(({ control, strength }) => ({
        ...prop("control", controlToken(control)),
        class: strength,
      })),
    ),
    target: {
      ...{ type: "objective-id", "target-id": policy.id },
      status: { state: failed ? "not-satisfied" : "satisfied", reason: failed ? "fail" : "pass" },
    },
    "related-observations": related(stack, verdicts),
    ...(failed ? { "related-risks": [{ "risk-uuid": riskUuid(stack, policy) }] } : {}),
  };
}

const related = (stack: JudgedStack, verdicts: readonly Verdict[]): object[] =>
  verdicts.map((verdict) => ({ "observation-uuid": observationUuid(stack, verdict) }));
