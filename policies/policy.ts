import type { ControlLink } from "./frameworks/controls";
import { withCrosswalk } from "./frameworks/crosswalk";
import type { Found } from "./graph/found";
import type { Graph } from "./graph/graph";
import type { Kind, Resource } from "./graph/resource";

/** In order: what comes first weighs most. */
export const severities = ["critical", "high", "medium", "low"] as const;
export type Severity = (typeof severities)[number];

/** The level at which a policy of this severity starts out in the Pulumi engine, and fails `trailwatch check`. */
export const enforcement = (severity: Severity): "mandatory" | "advisory" =>
  severity === "low" ? "advisory" : "mandatory";

/** One observed value: what an auditor would look at to repeat the judgement. */
export interface Evidence {
  /** Name of the resource that the value was read from. */
  resource: string;
  urn?: string;
  /** `project/stack` of the resource, where that is not the stack that is judged. */
  stack?: string;
  /** Property path, or what else was looked at. */
  property: string;
  /** The value as it may be shown: secrets masked, unknowns named. */
  value: unknown;
}

/** One link of a chain such as trail → log group → filter, as far as it holds. */
export interface Link {
  noun: string;
  name: string;
  /** Set on the link at which the chain breaks. */
  broken?: string;
}

/** What a policy says about one subject. */
export type Answer =
  | { status: "pass"; evidence: Evidence[] }
  | { status: "fail"; message: string; evidence: Evidence[]; chain?: Link[] }
  | { status: "unknown"; message: string }
  | { status: "declared"; message: string; evidence: Evidence[] }
  | { status: "not-applicable"; message: string };

export const pass = (...evidence: Evidence[]): Answer => ({ status: "pass", evidence });
/** @param message what is wrong now: lower case, no advice */
export const fail = (message: string, ...evidence: Evidence[]): Answer => ({ status: "fail", message, evidence });
export const notApplicable = (message: string): Answer => ({ status: "not-applicable", message });
/** Somebody answers for it, and nothing that was read shows it. Neither a pass nor a finding. */
export const declared = (message: string, ...evidence: Evidence[]): Answer => ({
  status: "declared",
  message,
  evidence,
});
export const unknown = (message: string): Answer => ({ status: "unknown", message });

/** A failure inside a chain, with the links that hold and the one that does not. */
export function broken(chain: Link[], message: string, ...evidence: Evidence[]): Answer {
  const links = [...chain];
  const last = links.pop();
  if (last) links.push({ noun: last.noun, name: last.name, broken: message });
  return { status: "fail", message, evidence, chain: links };
}

export const evidence = (resource: Resource<unknown>, property: string, value?: unknown): Evidence => ({
  resource: resource.name,
  urn: resource.urn,
  property,
  value: value === undefined ? (resource.shown(property) ?? "not set") : value,
});

export const link = (resource: Resource<never> | Resource<unknown>): Link => ({
  noun: resource.kind?.noun ?? resource.type,
  name: resource.name,
});

/** Names that a message has room for. */
const MOST_NAMES = 20;

/** `a, b, c`, for messages; `a, b, … and 380 more` where there are many. */
export function names(resources: readonly Resource<never>[] | readonly Resource<unknown>[]): string {
  const named = resources.slice(0, MOST_NAMES).map(({ name }) => name);
  const more = resources.length - named.length;
  return more > 0 ? `${named.join(", ")} and ${more} more` : named.join(", ");
}

/** A setting of a policy that the user can change in `--policy-config` or in Pulumi's policy configuration. */
export interface Parameter<T = unknown> {
  description: string;
  default: T;
  /** Where the default comes from: a standard, a page of AWS. */
  source: string;
  /** JSON schema of the value. */
  schema: { type: "integer" | "number" | "string" | "boolean" | "array" | "object"; [keyword: string]: unknown };
}

export type Parameters = Record<string, Parameter>;
export type Settings<S extends Parameters> = { readonly [K in keyof S]: S[K] extends Parameter<infer T> ? T : never };

interface About<P, S extends Parameters> {
  /** File name, docs page and test name: subject first, then the good state. */
  id: string;
  /** A sentence in the present tense. */
  title: string;
  severity: Severity;
  description: string;
  /** Imperative; names the property, and the component that does it by default. */
  remediation: string;
  controls: readonly ControlLink[];
  /** Pages of AWS that say how the service behaves. */
  pages?: readonly string[];
  about: Kind<P>;
  parameters?: S;
  /** What a stack without any subject gets. @default "not-applicable" */
  ifNone?: "fail" | "not-applicable";
  /** `some`: one good subject is enough for the stack. @default "every" */
  holds?: "every" | "some";
  /** Subjects of other stacks that count for this one, where one good subject is enough. */
  elsewhere?(graph: Graph): Found<Resource<P>>;
}

/** Judged by the resource alone, so the engine can refuse it before it is created. */
export interface ResourcePolicy<P, S extends Parameters> extends About<P, S> {
  scope: "resource";
  check(subject: Resource<P>, settings: Settings<S>): Answer;
  /** The inputs to change, where one value is safe. */
  remediate?(subject: Resource<P>, settings: Settings<S>): Partial<P> | undefined;
}

/** Judged with the rest of the stack in sight. */
export interface StackPolicy<P, S extends Parameters> extends About<P, S> {
  scope?: "stack";
  check(subject: Resource<P>, graph: Graph, settings: Settings<S>): Answer;
  /** What the stack gets when it has no subject at all, and no other stack helps. @default a verdict by `ifNone` */
  none?(graph: Graph, settings: Settings<S>): Answer;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the catalogue holds policies about every kind
export type Policy<P = any, S extends Parameters = any> = ResourcePolicy<P, S> | StackPolicy<P, S>;

/** Declares a policy: the compiler infers what `check` receives, and the controls that follow from those it names are added. */
export function policy<P, const S extends Parameters = Record<never, never>>(policy: StackPolicy<P, S>): Policy;
export function policy<P, const S extends Parameters = Record<never, never>>(policy: ResourcePolicy<P, S>): Policy;
export function policy(given: Policy): Policy {
  const { id, title, severity, description, remediation, controls, about, check, scope, holds, ...others } = given;
  // All of one shape: the loop over the subjects reads these for each of them.
  return {
    id,
    scope,
    check,
    about,
    holds,
    title,
    severity,
    description,
    remediation,
    controls: withCrosswalk(controls),
    ...others,
  } as Policy;
}
