import * as aws from "@pulumi/aws";
import { ComponentResource, type ComponentResourceOptions, type Input } from "@pulumi/pulumi";
import { physicalName } from "./names";
import { outside, problem, refuse, type Problem } from "./problems";

/** Which requests are traced. AWS traces one a second and 5 % of the rest where no rule says otherwise. */
export interface Sampling {
  /** Part of the rule's name. */
  readonly name: string;
  /** Path of the requests, with `*` and `?`. @default all */
  readonly urlPath?: string;
  /** Name of the service. @default all */
  readonly serviceName?: string;
  /** Method of the requests. @default all */
  readonly httpMethod?: string;
  /** Requests a second that are traced before the rate counts. @default 1 */
  readonly reservoir?: number;
  /** Share of the rest, 0 to 1. */
  readonly rate: number;
}

export interface TracingArgs {
  /** Key of the traces, for the whole account and region. @default the keys of X-Ray */
  readonly kmsKeyArn?: Input<string>;
  /** Rules, the first that fits wins. @default none */
  readonly sampling?: readonly Sampling[];
  /** Traces to look at together, by name, as filter expressions. @default failed and slow requests */
  readonly groups?: Readonly<Record<string, string>>;
}

/** Groups of traces that somebody on call opens first. */
const GROUPS = { failed: "error = true OR fault = true", slow: "responsetime > 3" };

/** What X-Ray keeps and shows: encryption, sampling, groups whose unusual failures it tells of by itself. */
export class Tracing extends ComponentResource {
  readonly encryption: aws.xray.EncryptionConfig | undefined;
  readonly sampling: aws.xray.SamplingRule[];
  readonly groups: aws.xray.Group[];

  constructor(name: string, args: TracingArgs = {}, opts?: ComponentResourceOptions) {
    refuse(`Tracing "${name}"`, tracingProblems(name, args));
    super("trailwatch:trace:Tracing", name, {}, opts);
    const { kmsKeyArn, sampling = [], groups = GROUPS } = args;

    this.encryption =
      kmsKeyArn === undefined
        ? undefined
        : new aws.xray.EncryptionConfig(name, { type: "KMS", keyId: kmsKeyArn }, { parent: this });
    this.sampling = sampling.map((rule, index) => samplingRule(this, name, rule, index));
    this.groups = Object.entries(groups).map(
      ([group, filterExpression]) =>
        new aws.xray.Group(
          `${name}-${group}`,
          {
            groupName: ruleName(name, group),
            filterExpression,
            insightsConfiguration: { insightsEnabled: true, notificationsEnabled: true },
          },
          { parent: this },
        ),
    );
    this.registerOutputs({});
  }
}

const ruleName = (name: string, part: string): string => physicalName(`${name}-${part}`);

const samplingRule = (parent: Tracing, name: string, rule: Sampling, index: number) =>
  new aws.xray.SamplingRule(
    `${name}-${rule.name}`,
    {
      ruleName: ruleName(name, rule.name),
      // The rule of AWS itself has 10000, and the lowest number wins.
      priority: 100 * (index + 1),
      version: 1,
      reservoirSize: rule.reservoir ?? 1,
      fixedRate: rule.rate,
      urlPath: rule.urlPath ?? "*",
      serviceName: rule.serviceName ?? "*",
      httpMethod: rule.httpMethod ?? "*",
      serviceType: "*",
      host: "*",
      resourceArn: "*",
    },
    { parent },
  );

/** X-Ray takes no longer names of rules and groups. */
const LONGEST_NAME = 32;

const tracingProblems = (name: string, { sampling = [], groups = GROUPS }: TracingArgs): Problem[] => [
  ...[
    ...sampling.map((rule) => ["sampling", rule.name]),
    ...Object.keys(groups).map((group) => ["groups", group]),
  ].flatMap(([setting, part]) =>
    problem(
      ruleName(name, part).length > LONGEST_NAME,
      setting,
      `${ruleName(name, part)} has ${ruleName(name, part).length} letters; X-Ray takes ${LONGEST_NAME}: shorten one of the names`,
    ),
  ),
  ...sampling.flatMap(({ name: rule, rate, reservoir }) => [
    ...problem(!(rate >= 0 && rate <= 1), "sampling", `the rate of ${rule} is ${rate}; expected 0 to 1`),
    ...outside("sampling", reservoir, 0, Infinity, "requests a second"),
  ]),
];
