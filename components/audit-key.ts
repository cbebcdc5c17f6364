import * as aws from "@pulumi/aws";
import { ComponentResource, type ComponentResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import { keyPolicy } from "./key-policy";
import { accountIdProblems, locate, organizationProblems, type TrailOrigin } from "./location";
import { monthlyUsd, type MonthlyUsd } from "./monthly-cost";
import { physicalName, trailNamesProblems } from "./names";
import type { Statement } from "./policy-document";
import { outside, refuse, type Problem } from "./problems";

export interface AuditKeyArgs extends TrailOrigin {
  /** Log groups that may use the key; a name may end with `*`. @default every log group below /trailwatch/ */
  readonly logGroupNames?: string[];
  /** Roles that may read the encrypted log files. @default none; the account's IAM policies still apply */
  readonly readerRoleArns?: Input<string>[];
  /** Lets CloudWatch alarms and EventBridge publish to topics that this key encrypts. @default true */
  readonly alarmTopics?: boolean;
  /** Lets CloudTrail publish to a delivery topic that this key encrypts. @default false */
  readonly deliveryTopic?: boolean;
  /** Days between the order to delete the key and its deletion, 7 to 30. @default 30 */
  readonly deletionWindowInDays?: number;
  /** Days between rotations, 90 to 2560. @default 365 */
  readonly rotationPeriodInDays?: number;
  /** Statements to add to the key policy. @default none */
  readonly extraStatements?: Statement[];
  /** Refuses to delete or replace the key. @default true */
  readonly protect?: boolean;
  readonly tags?: Record<string, Input<string>>;
}

/** One key for log files, log group and alarm topics, usable by just those services for just those resources. */
export class AuditKey extends ComponentResource {
  readonly key: aws.kms.Key;
  readonly alias: aws.kms.Alias;

  readonly arn: Output<string>;
  readonly policyJson: Output<string>;

  constructor(name: string, args: AuditKeyArgs, opts?: ComponentResourceOptions) {
    refuse(`AuditKey "${name}"`, auditKeyProblems(args));
    super("trailwatch:kms:AuditKey", name, {}, opts);
    const at = locate(this);

    this.policyJson = keyPolicy(at, args);
    this.key = key(this, name, args, this.policyJson);
    this.alias = alias(this, name, this.key);

    this.arn = this.key.arn;
    this.registerOutputs({ arn: this.arn, aliasName: this.alias.name });
  }

  /** What it costs by the piece, without what is billed by volume. */
  get estimatedMonthlyUsd(): MonthlyUsd {
    return monthlyUsd({ keys: 1 });
  }
}

// The policy is part of the key and not a resource of its own: who gets the key's ARN gets a key that already lets them in.
function key(parent: AuditKey, name: string, args: AuditKeyArgs, policy: Output<string>) {
  return new aws.kms.Key(
    name,
    {
      description: `Audit trail, its log group and its alarm topics (${physicalName(name)})`,
      policy,
      enableKeyRotation: true,
      rotationPeriodInDays: args.rotationPeriodInDays ?? 365,
      deletionWindowInDays: args.deletionWindowInDays ?? 30,
      tags: args.tags,
    },
    { parent, protect: args.protect ?? true },
  );
}

function alias(parent: AuditKey, name: string, key: aws.kms.Key) {
  return new aws.kms.Alias(name, { name: `alias/${physicalName(name)}`, targetKeyId: key.keyId }, { parent });
}

export const auditKeyProblems = (args: AuditKeyArgs): Problem[] => [
  ...trailNamesProblems(args.trailNames),
  ...(args.accountIds ?? []).flatMap((id) => accountIdProblems("accountIds", id)),
  ...organizationProblems(args.organization),
  ...outside("deletionWindowInDays", args.deletionWindowInDays, 7, 30, "days"),
  ...outside("rotationPeriodInDays", args.rotationPeriodInDays, 90, 2560, "days"),
];
