import { bucket, other, publicAccessBlock, ref, topic, topicPolicy, trail } from "../resources";
import type { Family } from "./breaks";
import { set, statement } from "./edits";

/** A second trail, for what is done with the contents of resources, and a store of CloudTrail Lake. */

const TRAIL = "cloudtrail/trail:Trail";
const STORE = "cloudtrail/eventDataStore:EventDataStore";
const ARN = "arn:aws:cloudtrail:eu-west-1:000000000001:trail/data-trail";
const TOPIC = "arn:aws:sns:eu-west-1:000000000001:data-files";
const data = /^data-trail$/;

const document = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const onBehalf = { StringEquals: { "aws:SourceArn": ARN } };
const Principal = { Service: "cloudtrail.amazonaws.com" };

const management = [
  { field: "eventCategory", equals: ["Management"] },
  { field: "readOnly", equals: ["false"] },
];
const of = (type: string, ...fields: object[]): object[] => [
  { field: "eventCategory", equals: ["Data"] },
  { field: "resources.type", equals: [type] },
  ...fields,
];
const TYPES = ["AWS::S3::Object", "AWS::Lambda::Function", "AWS::DynamoDB::Table", "AWS::Bedrock::AgentAlias"];
const selectors = (...all: object[][]) => ({
  advancedEventSelectors: all.map((fieldSelectors) => ({ fieldSelectors })),
});
/** The trail's own selectors, but for one type, of which it records only half. */
const only = (half: string, type: string) =>
  set(
    TRAIL,
    selectors(
      management,
      ...TYPES.map((each) => (each === type ? of(each, { field: "readOnly", equals: [half] }) : of(each))),
    ),
    data,
  );

export const dataEvents: Family = {
  healthy: [
    bucket(
      "data-archive",
      {
        bucket: "data-archive",
        objectLockEnabled: true,
        objectLockConfiguration: { rule: { defaultRetention: { mode: "GOVERNANCE", days: 365 } } },
        versioning: { enabled: true },
        lifecycleRules: [
          { enabled: true, noncurrentVersionExpiration: { days: 400 }, abortIncompleteMultipartUploadDays: 7 },
        ],
        logging: { targetBucket: "central-access-logs", targetPrefix: "data-archive/" },
        policy: document(
          {
            Effect: "Allow",
            Principal,
            Action: "s3:GetBucketAcl",
            Resource: "arn:aws:s3:::data-archive",
            Condition: onBehalf,
          },
          {
            Effect: "Allow",
            Principal,
            Action: "s3:PutObject",
            Resource: "arn:aws:s3:::data-archive/AWSLogs/000000000001/*",
            Condition: { StringEquals: { "aws:SourceArn": ARN, "s3:x-amz-acl": "bucket-owner-full-control" } },
          },
          {
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: ["arn:aws:s3:::data-archive", "arn:aws:s3:::data-archive/*"],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ),
      },
      { protect: true },
    ),
    publicAccessBlock("data-archive-block", {
      bucket: "data-archive",
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    }),
    // Not of the type that the breaks of the account's key look for.
    other("aws:kms/externalKey:ExternalKey", "data-key", {
      policy: document({
        Effect: "Allow",
        Principal,
        Action: ["kms:GenerateDataKey*", "kms:DescribeKey"],
        Resource: "*",
        Condition: onBehalf,
      }),
    }),
    topic("data-files", { name: "data-files", kmsMasterKeyId: "alias/audit-key-dev" }),
    topicPolicy("data-files-policy", {
      arn: ref("data-files"),
      policy: document(
        {
          Sid: "CloudTrailPublishes",
          Effect: "Allow",
          Principal,
          Action: "sns:Publish",
          Resource: TOPIC,
          Condition: onBehalf,
        },
        {
          Sid: "DenyPlainHttp",
          Effect: "Deny",
          Principal: "*",
          Action: "sns:Publish",
          Resource: TOPIC,
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ),
    }),
    trail(
      "data-trail",
      {
        name: "data-trail",
        s3BucketName: "data-archive",
        kmsKeyId: ref("data-key"),
        snsTopicName: "data-files",
        enableLogFileValidation: true,
        isMultiRegionTrail: true,
        insightSelectors: [{ insightType: "ApiCallRateInsight" }],
        ...selectors(management, ...TYPES.map((type) => of(type))),
      },
      { protect: true },
    ),
    other("aws:bedrock/agentAgentAlias:AgentAgentAlias", "agent", { agentAliasName: "live" }),
    other("aws:dynamodb/table:Table", "data-table", { name: "data-table" }),
    other("aws:cloudtrail/eventDataStore:EventDataStore", "lake", { kmsKeyId: ref("data-key") }),
  ],
  mutations: {
    "trail-object-writes": { "reads only": only("true", "AWS::S3::Object") },
    "trail-object-reads": { "writes only": only("false", "AWS::S3::Object") },
    "trail-function-calls": { "reads only": only("true", "AWS::Lambda::Function") },
    "trail-table-writes": { "reads only": only("true", "AWS::DynamoDB::Table") },
    "trail-agent-calls": { "writes only": only("false", "AWS::Bedrock::AgentAlias") },
    "trail-insights": {
      "no management events": set(TRAIL, selectors(...TYPES.map((type) => of(type))), data),
    },
    "trail-notification": {
      "another trail may publish": statement(
        "sns/topicPolicy:TopicPolicy",
        "CloudTrailPublishes",
        { Condition: { StringEquals: { "aws:SourceArn": ARN.replace("data-trail", "other") } } },
        /^data-files-policy$/,
      ),
    },
    "event-data-store-encryption": { "no key": set(STORE, { kmsKeyId: undefined }) },
    "event-data-store-retention": { "a month": set(STORE, { retentionPeriod: 30 }) },
    "event-data-store-protected": {
      "one call deletes it": set(STORE, { terminationProtectionEnabled: false }),
      suspended: set(STORE, { suspend: "true" }),
    },
  },
};
