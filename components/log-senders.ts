import * as aws from "@pulumi/aws";
import { jsonStringify, type Input, type Output, type Resource } from "@pulumi/pulumi";
import { accountIdProblems, organizationProblems, regionalArn, type Location } from "./location";
import type { LogShipping } from "./log-shipping";
import { physicalName } from "./names";
import { policyDocument } from "./policy-document";
import { problem, within, type Problem } from "./problems";

/** Where logs come from: log groups, the whole account, other accounts. */

/** A log group whose events are shipped. */
export interface ShippedLogGroup {
  readonly logGroupName: Input<string>;
  /** Events to ship. @default all */
  readonly filterPattern?: string;
}

/** One subscription for every log group of account and region, those to come included; it takes none of their two slots. */
export interface AccountSubscription {
  /** Log groups that are left out. What the stream itself logs is always left out. @default none */
  readonly excludedLogGroups?: readonly string[];
  /** Events to ship. @default all */
  readonly filterPattern?: string;
}

/** Accounts that may send to this one. */
export interface Senders {
  /** Every account of an organization. @default none */
  readonly organizationId?: string;
  /** Single accounts. @default none */
  readonly accountIds?: readonly string[];
}

/** Where events go, and in which role; a destination of another account has its role there. */
export interface Target {
  readonly destinationArn: Input<string>;
  readonly roleArn?: Input<string>;
  /** What has to exist: CloudWatch Logs sends a test event at once. */
  readonly ready: Resource[];
}

export const subscriptionFilters = (
  parent: LogShipping,
  name: string,
  groups: readonly ShippedLogGroup[],
  { ready, ...target }: Target,
) =>
  groups.map(
    ({ logGroupName, filterPattern = "" }, index) =>
      new aws.cloudwatch.LogSubscriptionFilter(
        `${name}-${index + 1}`,
        { name: physicalName(name), logGroup: logGroupName, filterPattern, ...target },
        { parent, dependsOn: ready },
      ),
  );

export function accountSubscription(
  parent: LogShipping,
  name: string,
  { filterPattern = "", excludedLogGroups = [] }: AccountSubscription,
  { ready, ...target }: Target,
  ownLogGroups: readonly Output<string>[],
) {
  const { destinationArn: DestinationArn, roleArn: RoleArn } = target;
  // What the stream logs about a failure would be shipped, fail, and be logged again.
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Subscriptions-recursion-prevention.html
  const excluded = jsonStringify([...ownLogGroups, ...excludedLogGroups]);
  return new aws.cloudwatch.LogAccountPolicy(
    name,
    {
      policyName: physicalName(name),
      policyType: "SUBSCRIPTION_FILTER_POLICY",
      scope: "ALL",
      selectionCriteria: excluded.apply((groups) => `LogGroupName NOT IN ${groups}`),
      policyDocument: jsonStringify({ DestinationArn, RoleArn, FilterPattern: filterPattern, Distribution: "Random" }),
    },
    { parent, dependsOn: ready },
  );
}

export interface LogDestination {
  readonly destination: aws.cloudwatch.LogDestination;
  readonly policy: aws.cloudwatch.LogDestinationPolicy;
  readonly arn: Output<string>;
}

/** What other accounts of the same region send to; the stream behind it stays hidden from them. */
export function logDestination(
  parent: LogShipping,
  name: string,
  at: Location,
  { organizationId, accountIds = [] }: Senders,
  { destinationArn, roleArn = "", ready }: Target,
  tags: Record<string, Input<string>> | undefined,
): LogDestination {
  const destinationName = physicalName(name);
  const arn = regionalArn(at, "logs", `destination:${destinationName}`);
  const destination = new aws.cloudwatch.LogDestination(
    name,
    { name: destinationName, targetArn: destinationArn, roleArn, tags },
    { parent, dependsOn: ready },
  );
  const send = { Effect: "Allow" as const, Action: ["logs:PutSubscriptionFilter", "logs:PutAccountPolicy"] };
  const accessPolicy = policyDocument([
    ...(organizationId === undefined
      ? []
      : [
          {
            ...send,
            Sid: "OrganizationSends",
            Principal: "*" as const,
            Resource: arn,
            Condition: { StringEquals: { "aws:PrincipalOrgID": organizationId } },
          },
        ]),
    ...(accountIds.length === 0
      ? []
      : [{ ...send, Sid: "AccountsSend", Principal: { AWS: [...accountIds] }, Resource: arn }]),
  ]);
  const policy = new aws.cloudwatch.LogDestinationPolicy(
    name,
    { destinationName: destination.name, accessPolicy },
    { parent },
  );
  return { destination, policy, arn };
}

export function senderProblems({ organizationId, accountIds }: Senders): Problem[] {
  return within("receiveFrom", [
    ...organizationProblems(organizationId === undefined ? undefined : { id: organizationId }).map((each) => ({
      ...each,
      setting: "organizationId",
    })),
    ...problem(
      organizationId === undefined && (accountIds ?? []).length === 0,
      "accountIds",
      "names no account, and organizationId no organization; nobody could send",
    ),
    ...(accountIds ?? []).flatMap((id) => accountIdProblems("accountIds", id)),
  ]);
}
