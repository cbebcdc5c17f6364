import type { Level } from "../policies/configuration";
import type { Verdict } from "../policies/evaluate";
import type { ControlLink } from "../policies/frameworks/controls";
import type { Severity } from "../policies/policy";

/**
 * Everything that one run found out, as plain data. Renderers turn it into text; `report.schema.json` describes the JSON
 * form. New optional fields may be added; a field that goes away or changes its meaning raises `version`.
 */
export interface Report {
  version: 1;
  tool: { name: string; version: string };
  /** When the stacks were judged: ISO 8601, UTC. */
  judgedAt: string;
  command: CommandLine;
  /** Every policy that was asked for, in report order. */
  policies: JudgedPolicy[];
  stacks: JudgedStack[];
  waivers?: readonly WaiverFile[];
  /** The earlier run that this one was compared with. */
  comparedWith?: EarlierRun;
}

/** A file that waivers were read from. */
export interface WaiverFile {
  path: string;
  /** SHA-256, hexadecimal. */
  digest: string;
  /** The commit that the file was read at; absent where it is not committed as it is. */
  commit?: string;
  /** What its owners should look at: waivers that cover nothing, name what is not there, or soon end. */
  remarks: readonly string[];
}

export interface EarlierRun {
  /** The report that was read. */
  path: string;
  judgedAt: string;
}

/** The mildest severity that fails a run; `none` only reports. */
export type FailOn = Severity | "none";

export interface CommandLine {
  /** The command to repeat the run with; values that must not be shown are masked already. */
  line: string;
  failOn: FailOn;
  /** The policies that the run was limited to; empty for all. */
  only: string[];
  /** Whether only failures that the earlier run had not can fail this one. @default false */
  onlyNew?: boolean;
}

/** What a reader needs to know about a policy to understand its verdicts. */
export interface JudgedPolicy {
  id: string;
  title: string;
  severity: Severity;
  description: string;
  remediation: string;
  controls: readonly ControlLink[];
  pages: readonly string[];
  /** `advisory` findings decide nothing; a `disabled` policy was not judged. */
  level: Level;
  parameters: ParameterInForce[];
}

export interface ParameterInForce {
  name: string;
  description: string;
  value: unknown;
  from: "default" | "configuration";
  /** Where the default comes from; absent where the value is configured. */
  source?: string;
}

export interface JudgedStack {
  project: string;
  stack: string;
  /** A program run offline, an exported state, or a preview of the engine. */
  origin: "program" | "state" | "preview";
  /** What was read: the project's folder, or the file. */
  path: string;
  /** The project's folder as seen from the repository's root; the positions are relative to it. @default "." */
  folder?: string;
  region?: string;
  account?: string;
  /** Number of resources by type token. */
  resources: Record<string, number>;
  assumptions: Assumption[];
  /** What the program and its SDK warned of, each message once, without secrets; it decides nothing. */
  log?: readonly LogMessage[];
  verdicts: readonly ReportedVerdict[];
  /** What passed and what did not apply by policy, where it is counted only and not among the verdicts. */
  counted?: ReadonlyMap<string, Counted>;
  /** Failures of the earlier run that are none now, as it told them. */
  fixed?: readonly Verdict[];
}

export type Counted = Record<"pass" | "not-applicable", number>;

export interface ReportedVerdict extends Verdict {
  /** Of a failure, where the run was compared with an earlier one. */
  change?: "new" | "still-there";
}

export interface LogMessage {
  severity: "warning" | "error";
  message: string;
  /** How often it was logged. */
  times: number;
}

/** Something that was not read from the project but supposed, so that the verdicts hold only as far as it is true. */
export interface Assumption {
  /** What had to be supposed: a configuration value, the answer of a function, the inside of a remote component, … */
  kind:
    | "configuration"
    | "account"
    | "region"
    | "name"
    | "stack"
    | "invoke"
    | "stack-reference"
    | "remote-component"
    | "unchanged";
  /** The configuration key, the function, the component. */
  subject: string;
  /** A sentence for people, the subject named in it. */
  text: string;
}
