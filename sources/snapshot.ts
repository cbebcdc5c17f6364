import type { ResourceRecord } from "../policies/graph/resource";

/** What every source hands on: the resources of one stack, and how much of it rests on assumptions. */
export interface Snapshot {
  project: string;
  stack: string;
  organization?: string;
  /** Where the resources were read from. */
  origin: "program" | "state" | "preview";
  /** The folder or file that was read, as the user named it. */
  path: string;
  /** Region of the default AWS provider (`aws:region`). */
  region?: string;
  /** Account that the stack is deployed to; in a program's preview the placeholder that it was answered with. */
  account?: string;
  /** In registration order, without the root stack; providers and components included. */
  resources: ResourceRecord[];
  /** What the stack hands out to others, as far as it is known. */
  outputs?: Record<string, unknown>;
  /** For each output, the URNs that its value came from. */
  outputDependencies?: Record<string, string[]>;
  assumptions: Assumption[];
  /** What the program warned of, each message once; capped in number and size, without secrets. */
  log: LogEntry[];
}

export type AssumptionKind =
  | "configuration"
  | "account"
  | "region"
  | "name"
  | "stack"
  | "invoke"
  | "stack-reference"
  | "remote-component"
  | "unchanged";

/** Something that the source did not know and had to assume, so that people can tell whether the verdict rests on it. */
export interface Assumption {
  kind: AssumptionKind;
  /** What it is about: a configuration key, a function token, a stack, a component. */
  subject: string;
  /** A sentence for people. */
  text: string;
}

export interface LogEntry {
  severity: "warning" | "error";
  message: string;
  /** How often it was logged. */
  times: number;
  /** The resource that it was first logged for. */
  urn?: string;
}

/**
 * A problem that the user can mend, told in one message. Exit code 2: the input is wrong. Exit code 3: it could not be
 * judged (time ran out, a language that is not supported).
 */
export class SourceError extends Error {
  constructor(
    message: string,
    readonly exitCode: 2 | 3 = 2,
  ) {
    super(message);
    this.name = "SourceError";
  }
}
