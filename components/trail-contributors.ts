import * as aws from "@pulumi/aws";
import { ComponentResource, jsonStringify, type ComponentResourceOptions, type Input } from "@pulumi/pulumi";
import { monthlyUsd, type MonthlyUsd } from "./monthly-cost";
import { physicalName } from "./names";

export interface TrailContributorsArgs {
  /** Log group that the trail delivers to; of the standard class. */
  readonly logGroupName: Input<string>;
  readonly tags?: Record<string, Input<string>>;
}

interface Row {
  readonly id: string;
  readonly keys: readonly string[];
  readonly filters: readonly Record<string, unknown>[];
}

/** Who is at the top of each list; a rule takes four keys and four filters. */
const ROWS: readonly Row[] = [
  {
    id: "refused-callers",
    keys: ["$.userIdentity.arn", "$.eventName"],
    filters: [{ Match: "$.errorCode", In: ["AccessDenied", "AccessDeniedException", "Client.UnauthorizedOperation"] }],
  },
  {
    id: "busiest-callers",
    keys: ["$.userIdentity.arn", "$.eventSource"],
    filters: [],
  },
  {
    id: "failed-sign-ins",
    keys: ["$.sourceIPAddress", "$.userIdentity.userName"],
    filters: [
      { Match: "$.eventName", In: ["ConsoleLogin"] },
      { Match: "$.errorMessage", In: ["Failed authentication"] },
    ],
  },
  {
    id: "throttled-callers",
    keys: ["$.userIdentity.arn", "$.eventName"],
    filters: [
      { Match: "$.errorCode", In: ["ThrottlingException", "Client.RequestLimitExceeded", "TooManyRequestsException"] },
    ],
  },
];

/**
 * Contributor Insights over the trail: who calls, is refused, fails to sign in and is throttled most. Billed per rule and per
 * event that matches.
 */
export class TrailContributors extends ComponentResource {
  readonly rules: aws.cloudwatch.ContributorInsightRule[];

  constructor(name: string, { logGroupName, tags }: TrailContributorsArgs, opts?: ComponentResourceOptions) {
    super("trailwatch:detect:TrailContributors", name, {}, opts);
    this.rules = ROWS.map(
      ({ id, keys, filters }) =>
        new aws.cloudwatch.ContributorInsightRule(
          `${name}-${id}`,
          {
            ruleName: physicalName(`${name}-${id}`),
            ruleState: "ENABLED",
            // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/ContributorInsights-RuleSyntax.html
            ruleDefinition: jsonStringify({
              Schema: { Name: "CloudWatchLogRule", Version: 1 },
              LogGroupNames: [logGroupName],
              LogFormat: "JSON",
              Contribution: { Keys: keys, Filters: filters },
              AggregateOn: "Count",
            }),
            tags,
          },
          { parent: this },
        ),
    );
    this.registerOutputs({});
  }

  /** What it costs by the piece, without what is billed by volume. */
  get estimatedMonthlyUsd(): MonthlyUsd {
    return monthlyUsd({ contributorRules: this.rules.length });
  }
}
