import type { CustomResource, Input, Inputs, Output, Resource } from "@pulumi/pulumi";
import type { Severity } from "../alert-routing";
import type { Recorded } from "./recorded";

/**
 * Where a threshold comes from: AWS publishes it, AWS publishes the rule and the resource's own settings the number, another
 * project's default, or ours where AWS gives no number.
 */
export type Provenance = "aws" | "derived" | "peer" | "own";

export type Statistic = "Average" | "Sum" | "Minimum" | "Maximum" | "SampleCount" | `p${number}`;
export type Missing = "missing" | "notBreaching" | "breaching" | "ignore";
export type Comparison = ">" | ">=" | "<" | "<=";

/** What is known of a watched resource besides its outputs. */
export interface Facts {
  /** What decides which metrics it has, such as `burstable` or `network`. */
  readonly traits: ReadonlySet<string>;
  /** The load balancer in front of a target group. */
  readonly loadBalancer?: { readonly arnSuffix: Output<string> };
  readonly accountId: Output<string>;
  readonly region: Output<string>;
}

/** An alarm on a metric of a type of resources. */
export interface AlarmRow<R> {
  /** Names it in overrides and in the names of alarms. */
  readonly id: string;
  /** What it means for somebody who is woken by it. */
  readonly says: string;
  readonly metric: string;
  /** Combines several metrics; `metric` is then what the result is called. */
  readonly math?: { readonly expression: string; readonly metrics: Readonly<Record<string, string>> };
  /** @default that of the type */
  readonly namespace?: string;
  readonly statistic: Statistic;
  /** Seconds. @default 60 */
  readonly period?: number;
  /** Data points that ring, of how many that are looked at; one number for both. */
  readonly of: number | readonly [points: number, periods: number];
  readonly compare: Comparison;
  readonly threshold?: number;
  /** The threshold, where the resource's own settings decide it. */
  derive?(resource: R, facts: Facts): Input<number>;
  readonly missing: Missing;
  /** What AWS publishes for missing data. @default the same */
  readonly published?: Missing;
  readonly provenance: Provenance;
  readonly severity: Severity;
  /** Only for resources with this trait. */
  readonly when?: string;
  /** Not for resources with this trait. */
  readonly unless?: string;
  /** Further dimensions, or others. */
  dimensions?(resource: R, facts: Facts): Record<string, Input<string>>;
}

/** What a type of resources counts while it is alive, for types that have no other sign of life. */
export interface Pulse extends Pick<AlarmRow<never>, "metric" | "statistic" | "when" | "unless"> {
  /** Only where its period is asked for, because resources of this type rest for days. @default false */
  readonly onRequest?: boolean;
}

/** A type of resources, how CloudWatch knows them, and what is worth an alarm. */
export interface Monitored<R> {
  /** The type's token in Pulumi. */
  readonly type: string;
  /** Tokens of the same type in other modules. */
  readonly aliases?: readonly string[];
  /** What it is called in names of alarms. */
  readonly noun: string;
  readonly namespace: string;
  dimensions(resource: R, facts: Facts): Record<string, Input<string>>;
  /** Whether its metrics are in us-east-1 wherever it is used. */
  global?(facts: Facts): boolean;
  /** Traits, as what a resource was made with tells them. */
  readonly traits?: Readonly<Record<string, (inputs: Inputs, resource: Resource, recorded: Recorded) => boolean>>;
  readonly alarms: readonly AlarmRow<R>[];
  readonly pulse?: Pulse;
  /** Why one cannot be watched yet. */
  lacks?(facts: Facts): readonly string[];
  /** Section of AWS's page of recommended alarms. @default AWS recommends none */
  readonly recommended?: string;
  /** Page of its metrics. */
  readonly page: string;
}

/** Lets the compiler infer the class whose outputs a row reads. */
export const monitored = <R extends CustomResource>(row: Monitored<R>): Monitored<CustomResource> => row;

/** A counter of what should not happen at all. */
export const UNWANTED = { statistic: "Sum", compare: ">", threshold: 0, missing: "notBreaching" } as const;

export const DOCS = "https://docs.aws.amazon.com";
export const RECOMMENDED = `${DOCS}/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html`;
const SLIC_WATCH = "https://github.com/fourTheorem/slic-watch";

/** The page that an alarm's numbers were read on. */
export function pageOf({ recommended, page }: Monitored<CustomResource>, provenance: Provenance): string {
  if (provenance === "peer") return SLIC_WATCH;
  return provenance === "own" || recommended === undefined ? page : `${RECOMMENDED}#${recommended}`;
}
