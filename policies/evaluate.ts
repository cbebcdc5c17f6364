import type { Graph } from "./graph/graph";
import { mayHoldAnything } from "./graph/inside";
import { Resource, type SourcePosition } from "./graph/resource";
import { UnknownValue } from "./graph/value";
import {
  fail,
  notApplicable,
  pass,
  type Answer,
  type Evidence,
  type Link,
  type Parameters,
  type Policy,
  type Settings,
} from "./policy";

export type Status = "pass" | "fail" | "waived" | "unknown" | "declared" | "not-applicable" | "error";

/** What one policy says about one subject of one stack. */
export interface Verdict {
  policy: string;
  status: Status;
  /** URN of the subject; absent where the stack as a whole is the subject. */
  urn?: string;
  /** Name of the subject, or of the stack. */
  subject: string;
  type?: string;
  message?: string;
  evidence: readonly Evidence[];
  chain?: readonly Link[];
  position?: SourcePosition;
  /** Of a `waived` verdict the waiver that covers it; of a failure the one that no longer does. */
  waiver?: Waiver;
}

/** Somebody answers for a failure until a day. It hides nothing: what failed stays told. */
export interface Waiver {
  id: string;
  kind: "risk-accepted" | "compensating-control" | "false-positive" | "temporary";
  reason: string;
  compensatingControl?: string;
  owner: string;
  approver: string;
  /** `2026-11-02` */
  approvedOn: string;
  /** The last day on which it holds. */
  expires: string;
  ticket: string;
}

/** Values of parameters by policy id; what is left out has its default. */
export type PolicySettings = Record<string, Record<string, unknown>>;

/**
 * Judges every subject of every policy. The only loop: nothing that a policy throws reaches another policy or subject.
 * @param told what the caller keeps of a verdict, if anything, asked as soon as its policy is through: of a large stack the
 * rest is never held
 */
export function evaluate(
  policies: readonly Policy[],
  graph: Graph,
  configured: PolicySettings = {},
  told: (verdict: Verdict) => Verdict | undefined = (verdict) => verdict,
): Verdict[] {
  const secrets = graph.secrets.length > 0 ? patternOf(graph.secrets) : undefined;
  const kept: Verdict[] = [];
  const keep = (verdict: Verdict): void => {
    const telling = told(secrets ? masked(verdict, secrets) : verdict);
    if (telling) kept.push(telling);
  };
  for (const policy of policies) judgeStack(policy, graph, settingsOf(policy, configured[policy.id])).forEach(keep);
  return kept;
}

/** A policy may build its message from values; a secret among them must not leave this room. */
function masked(verdict: Verdict, secrets: RegExp): Verdict {
  const mask = (text: string): string => text.replace(secrets, "[secret]");
  return {
    ...verdict,
    message: verdict.message && mask(verdict.message),
    evidence: verdict.evidence.map((seen) =>
      typeof seen.value === "string" ? { ...seen, value: mask(seen.value) } : seen,
    ),
    chain: verdict.chain?.map((link) => (link.broken ? { ...link, broken: mask(link.broken) } : link)),
  };
}

/**
 * Longest first, so that no part of a secret is left over. A number is a word of its own, and so is a short text with a
 * digit; any other text shorter than four characters hides in any sentence, and is masked only where it is quoted.
 */
function patternOf(secrets: readonly (string | number)[]): RegExp {
  const alternatives = [...new Set(secrets.map(String))]
    .sort((a, b) => b.length - a.length)
    .map((secret) => {
      const text = secret.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      if (/^-?[\d.]+$/.test(secret) || (secret.length < 4 && /\d/.test(secret))) return `(?<![\\w.])${text}(?![\\w.])`;
      return secret.length > 3 ? text : `(?<=")${text}(?=")`;
    });
  return new RegExp(alternatives.join("|"), "g");
}

export function settingsOf(policy: Policy, configured: Record<string, unknown> = {}): Settings<Parameters> {
  const parameters = Object.entries((policy.parameters ?? {}) as Parameters);
  return Object.fromEntries(parameters.map(([name, parameter]) => [name, configured[name] ?? parameter.default]));
}

function judgeStack(policy: Policy, graph: Graph, settings: Settings<Parameters>): Verdict[] {
  const verdicts = graph.all(policy.about).map((subject) => judgeSubject(policy, subject, graph, settings));
  if (graph.unseen.components.length > 0) verdicts.push(...unseenSubjects(policy, graph, settings));
  if (verdicts.length === 0) return [aboutNothing(policy, graph, settings)];
  if (policy.holds !== "some") return verdicts;
  const helps = verdicts.every(({ status }) => status === "fail") ? helpFrom(policy, graph, settings) : undefined;
  return helps ? verdicts.map((verdict) => excused(verdict, helps.message)) : oneIsEnough(verdicts);
}

/** A subject of another stack that satisfies the policy for this one too. */
function helpFrom(
  policy: Policy,
  graph: Graph,
  settings: Settings<Parameters>,
): { message: string; evidence: readonly Evidence[] } | undefined {
  for (const other of policy.elsewhere?.(graph).known ?? []) {
    const { status, subject, evidence } = judgeSubject(policy, other as Resource, graph, settings);
    if (status !== "pass") continue;
    return { message: `${subject} of stack ${graph.otherStack(other.urn)} satisfies this for the account`, evidence };
  }
  return undefined;
}

function judgeSubject(policy: Policy, subject: Resource, graph: Graph, settings: Settings<Parameters>): Verdict {
  const { status, message, evidence = [], chain } = answered(policy, subject, graph, settings);
  const { urn, name, type, position } = subject.record;
  const seen = graph.estate ? evidence.map((each) => placed(each, graph)) : evidence;
  return { policy: policy.id, status, urn, subject: name, type, message, evidence: seen, chain, position };
}

/**
 * What plugins make for components of the stack cannot be judged, but for what the policy is not about anyway, for what other
 * resources prove (a flow log on the VPC of a component), and for what the component was told and hands on.
 */
function unseenSubjects(policy: Policy, graph: Graph, settings: Settings<Parameters>): Verdict[] {
  return graph.unseen.components.flatMap((component) => {
    const made = graph.unseen.made(component, policy.about);
    if (!made) return [];
    const verdict = { ...judgeSubject(policy, made, graph, settings), type: component.type };
    if (verdict.status === "not-applicable" || isProven(verdict, made)) return verdict;
    const message = `the ${policy.about.noun} of component ${component.name} is made by a plugin and was not seen`;
    return { ...verdict, status: "unknown", message, evidence: [], chain: undefined };
  });
}

function isProven({ status, evidence }: Verdict, { urn, record }: Resource): boolean {
  if (evidence.length === 0 || (status !== "pass" && status !== "fail")) return false;
  return evidence.every((seen) =>
    seen.urn === urn ? seen.property.split(".")[0] in record.values : seen.urn !== undefined && status === "pass",
  );
}

/** Evidence with the stack that it was seen in, where that is another one. */
function placed(seen: Evidence, graph: Graph): Evidence {
  const stack = seen.urn && graph.otherStack(seen.urn);
  return stack ? { ...seen, stack } : seen;
}

function aboutNothing(policy: Policy, graph: Graph, settings: Settings<Parameters>): Verdict {
  return {
    policy: policy.id,
    subject: graph.facts.stack,
    evidence: [],
    ...answered(policy, undefined, graph, settings),
  };
}

function withoutSubject(policy: Policy, graph: Graph, settings: Settings<Parameters>): Answer {
  const help = helpFrom(policy, graph, settings);
  if (help) return policy.ifNone === "fail" ? pass(...help.evidence) : notApplicable(help.message);
  const own = absence(policy, graph, settings);
  const open = own.status === "fail" && policy.elsewhere?.(graph).open;
  if (open) throw open;
  const component = own.status === "fail" && graph.unseen.components.find(mayHoldAnything);
  if (component) new Resource(component).undecided(`made by a plugin, and may hold a ${policy.about.noun}`);
  return own;
}

function absence(policy: Policy, graph: Graph, settings: Settings<Parameters>): Answer {
  if (policy.scope !== "resource" && policy.none) return policy.none(graph, settings);
  const besides = graph.unseen.components.length > 0 ? ", besides what plugins make for its components" : "";
  const message = `the stack has no ${policy.about.noun}${besides}`;
  return policy.ifNone === "fail" ? fail(message) : notApplicable(message);
}

/** What a verdict takes over from an answer, or from what came in its place. */
type Judgement = Pick<Verdict, "status" | "message" | "chain"> & Partial<Pick<Verdict, "evidence">>;

/** What the policy says about the subject, or about the stack that has none. */
function answered(
  policy: Policy,
  subject: Resource | undefined,
  graph: Graph,
  settings: Settings<Parameters>,
): Judgement {
  try {
    if (!subject) return withoutSubject(policy, graph, settings);
    return policy.scope === "resource" ? policy.check(subject, settings) : policy.check(subject, graph, settings);
  } catch (error) {
    if (error instanceof UnknownValue) return { status: "unknown", message: error.message };
    return {
      status: "error",
      message: `the policy itself failed: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

/** Where one good subject is enough, the others are not findings, and an undecided one keeps the question open. */
function oneIsEnough(verdicts: Verdict[]): Verdict[] {
  const decisive =
    verdicts.find(({ status }) => status === "pass") ?? verdicts.find(({ status }) => status === "unknown");
  if (!decisive) return verdicts;
  const why = decisive.status === "pass" ? "satisfies this for the stack" : "could satisfy this for the stack";
  return verdicts.map((verdict) =>
    verdict.status === "fail" ? excused(verdict, `${decisive.subject} ${why}`) : verdict,
  );
}

const excused = (verdict: Verdict, message: string): Verdict => ({ ...verdict, status: "not-applicable", message });
