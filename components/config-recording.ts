import * as aws from "@pulumi/aws";
import { interpolate, type Input, type Resource } from "@pulumi/pulumi";
import type { AccountDetectors } from "./account-detectors";
import { type Location, type Organization } from "./location";
import { physicalName } from "./names";
import { policyDocument } from "./policy-document";
import { inRegion, type Existing, type Place } from "./places";

/** AWS Config: what the account's resources looked like, and since when. */
export interface ConfigRecording {
  /** Bucket for the history; it has to let AWS Config in and must have no default lock. @default a `LogStore` of its own */
  readonly bucketName?: Input<string>;
  /** Days for which the store of its own keeps the history. @default 2557, seven years */
  readonly retentionDays?: number;
  /** `DAILY` costs less where resources change all day, and loses what lived for less than a day. @default CONTINUOUS */
  readonly frequency?: "CONTINUOUS" | "DAILY";
  /** `exists` where the account used AWS Config before: AWS makes the service-linked role once. @default create */
  readonly serviceLinkedRole?: "create" | "exists";
  /** Managed rules of AWS Config, by identifier, in the home region. @default those about the audit trail */
  readonly rules?: readonly string[];
  /** Brings all regions together in the home region: of this account, or of the organization. @default account */
  readonly aggregator?: "account" | "organization" | false;
}

/** What AWS can tell about the trail and the account by itself; each evaluation is billed. */
export const AUDIT_RULES = [
  "MULTI_REGION_CLOUD_TRAIL_ENABLED",
  "CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED",
  "CLOUD_TRAIL_ENCRYPTION_ENABLED",
  "CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED",
  "CLOUDWATCH_ALARM_ACTION_CHECK",
  "CMK_BACKING_KEY_ROTATION_ENABLED",
  "IAM_ROOT_ACCESS_KEY_CHECK",
  "ROOT_ACCOUNT_MFA_ENABLED",
  "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED",
  "VPC_FLOW_LOGS_ENABLED",
] as const;

/** Rules that AWS offers only with settings of one's own, which have no meaning that fits every account. */
const RULE_SETTINGS: Partial<Record<string, Record<string, string>>> = {
  CLOUDWATCH_ALARM_ACTION_CHECK: {
    alarmActionRequired: "true",
    insufficientDataActionRequired: "false",
    okActionRequired: "false",
  },
};

/** The recorder, where its history goes, and the switch; in this order, because AWS starts no recorder without a channel. */
export interface Recording {
  readonly recorder: aws.cfg.Recorder;
  readonly channel: aws.cfg.DeliveryChannel;
  readonly status: aws.cfg.RecorderStatus;
}

/** The ARN is the same in every account; a role of one's own would have to be kept up with each new type of resource. */
export const configRoleArn = (at: Location) =>
  interpolate`arn:${at.partition}:iam::${at.accountId}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`;

export function configRole(parent: AccountDetectors, name: string, { serviceLinkedRole }: ConfigRecording) {
  if (serviceLinkedRole === "exists") return undefined;
  return new aws.iam.ServiceLinkedRole(`${name}-config`, { awsServiceName: "config.amazonaws.com" }, { parent });
}

export function recording(
  parent: AccountDetectors,
  name: string,
  at: Location,
  place: Place,
  existing: Existing,
  config: ConfigRecording,
  bucket: { readonly bucketName: Input<string>; readonly ready: Resource[] },
): Recording {
  const { partOf, region, isHome } = inRegion(name, place);
  const recorder = new aws.cfg.Recorder(
    partOf("config"),
    {
      region,
      name: existing.recorder ?? "default",
      roleArn: configRoleArn(at),
      // IAM belongs to no region: recorded everywhere, each user would be there seventeen times, and billed.
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: isHome },
      recordingMode: { recordingFrequency: config.frequency ?? "CONTINUOUS" },
    },
    { parent, ...place.importing(existing.recorder), dependsOn: parent.configRole },
  );
  const channel = new aws.cfg.DeliveryChannel(
    partOf("config"),
    {
      region,
      name: existing.deliveryChannel ?? "default",
      s3BucketName: bucket.bucketName,
      snapshotDeliveryProperties: { deliveryFrequency: "TwentyFour_Hours" },
    },
    { parent, ...place.importing(existing.deliveryChannel), dependsOn: [recorder, ...bucket.ready] },
  );
  const status = new aws.cfg.RecorderStatus(
    partOf("config"),
    { region, name: recorder.name, isEnabled: true },
    { parent, dependsOn: channel },
  );
  return { recorder, channel, status };
}

export const rules = (parent: AccountDetectors, name: string, home: Recording, config: ConfigRecording) =>
  (config.rules ?? AUDIT_RULES).map((identifier) => {
    const rule = identifier.toLowerCase().replaceAll("_", "-");
    const settings = RULE_SETTINGS[identifier];
    return new aws.cfg.Rule(
      `${name}-${rule}`,
      {
        name: physicalName(`${name}-${rule}`),
        source: { owner: "AWS", sourceIdentifier: identifier },
        inputParameters: settings && JSON.stringify(settings),
      },
      // AWS refuses a rule where nothing records.
      { parent, dependsOn: home.status },
    );
  });

export function aggregator(
  parent: AccountDetectors,
  name: string,
  at: Location,
  { aggregator = "account" }: ConfigRecording,
  organization: Organization | undefined,
) {
  if (aggregator === false) return undefined;
  const source =
    aggregator === "account" || organization === undefined
      ? { accountAggregationSource: { accountIds: [at.accountId], allRegions: true } }
      : { organizationAggregationSource: { allRegions: true, roleArn: aggregatorRole(parent, name, at).arn } };
  return new aws.cfg.ConfigurationAggregator(
    `${name}-config`,
    { name: physicalName(`${name}-config`), ...source },
    { parent },
  );
}

function aggregatorRole(parent: AccountDetectors, name: string, at: Location) {
  const role = new aws.iam.Role(
    `${name}-aggregator`,
    {
      name: physicalName(`${name}-aggregator`),
      assumeRolePolicy: policyDocument([
        {
          Effect: "Allow",
          Principal: { Service: "config.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": at.accountId } },
        },
      ]),
    },
    { parent },
  );
  new aws.iam.RolePolicyAttachment(
    `${name}-aggregator`,
    // The SDK's own list of policies knows the commercial partition only.
    {
      role: role.name,
      policyArn: interpolate`arn:${at.partition}:iam::aws:policy/service-role/AWSConfigRoleForOrganizations`,
    },
    { parent },
  );
  return role;
}
