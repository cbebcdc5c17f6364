import rows from "../../../policies/identities/no-confused-deputy";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge, type Cases } from "../../judge";
import { bucket, bucketPolicy, key, ref, topic, topicPolicy, trail, type Draft } from "../../resources";

const OWN = "111122223333";
const OTHERS = "lets the service in on behalf of every account";

const allow = (service: string, Condition?: object): object => ({
  ...{ Sid: "Serve", Effect: "Allow", Principal: { Service: service }, Action: "*", Resource: "*" },
  ...(Condition && { Condition }),
});
const text = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const alarm = { "aws:SourceArn": `arn:aws:cloudwatch:eu-west-1:${OWN}:alarm:*` };

const told = (...statements: object[]): Draft[] => [
  topic("alerts"),
  topicPolicy("rules", { arn: ref("alerts"), policy: text(...statements) }),
];
const locked = (...statements: object[]): Draft[] => [key("audit", { policy: text(...statements) })];
const stored = (...statements: object[]): Draft[] => [
  bucket("logs"),
  bucketPolicy("rules", { bucket: ref("logs", "bucket"), policy: text(...statements) }),
];

const cases: Record<string, Cases> = {
  "topic-no-confused-deputy": {
    pass: {
      "left to the default": [topic("alerts")],
      "alarms of the account": told(allow("cloudwatch.amazonaws.com", { ArnLike: alarm })),
      "alarms of the organization": told(
        allow("cloudwatch.amazonaws.com", { StringEquals: { "aws:SourceOrgID": "o-a1b2c3d4e5" } }),
      ),
      "a service that does not say on whose behalf": told(allow("events.amazonaws.com")),
      "a Deny for all others": told(allow("cloudwatch.amazonaws.com"), {
        ...{ Effect: "Deny", Principal: "*", Action: "sns:Publish", Resource: "*" },
        Condition: { StringNotEquals: { "aws:SourceAccount": OWN } },
      }),
    },
    fail: {
      "alarms of everybody": [told(allow("cloudwatch.amazonaws.com")), `statement Serve of its policy ${OTHERS}`],
      "alarms of any account, by pattern": [
        told(
          allow("cloudwatch.amazonaws.com", { ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:eu-west-1:*:alarm:*" } }),
        ),
        OTHERS,
      ],
      "or of nobody in particular": [
        told(allow("cloudwatch.amazonaws.com", { StringEqualsIfExists: { "aws:SourceAccount": OWN } })),
        OTHERS,
      ],
      "inside the topic": [[topic("alerts", { policy: text(allow("cloudtrail.amazonaws.com")) })], OTHERS],
    },
    unknown: {
      "decided elsewhere": [
        [topic("alerts"), topicPolicy("rules", { arn: ref("alerts"), policy: UNKNOWN })],
        "the policy of alerts",
      ],
      "an operator that nobody knows": [
        told(allow("cloudwatch.amazonaws.com", { StringResembles: { "aws:SourceAccount": OWN } })),
        "on whose behalf statement Serve allows",
      ],
    },
    notApplicable: { "only read": [topic("alerts", {}, { external: true })] },
  },
  "key-no-confused-deputy": {
    pass: {
      "left to the default": [key("audit")],
      "log groups of the account": locked(
        allow("logs.eu-west-1.amazonaws.com", {
          ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:eu-west-1:${OWN}:log-group:*` },
        }),
      ),
    },
    fail: {
      "log groups of everybody": [locked(allow("logs.eu-west-1.amazonaws.com")), OTHERS],
      "one service of two": [
        locked(allow("cloudwatch.amazonaws.com", { ArnLike: alarm }), allow("cloudtrail.amazonaws.com")),
        OTHERS,
      ],
    },
    unknown: { "decided elsewhere": [[key("audit", { policy: UNKNOWN })], "the policy of audit"] },
    notApplicable: { "only read": [key("audit", {}, { external: true })] },
  },
  "bucket-no-confused-deputy": {
    pass: {
      "left to the default": [bucket("logs")],
      "access logs of one bucket": stored(
        allow("logging.s3.amazonaws.com", { ArnLike: { "aws:SourceArn": "arn:aws:s3:::patient-records" } }),
      ),
    },
    fail: { "access logs of everybody": [stored(allow("logging.s3.amazonaws.com")), OTHERS] },
    unknown: {
      "decided elsewhere": [
        [bucket("logs"), bucketPolicy("rules", { bucket: ref("logs", "bucket"), policy: UNKNOWN })],
        "the policy of logs",
      ],
    },
    notApplicable: {
      "only read": [bucket("logs", {}, { external: true })],
      "an archive of trails": [
        ...stored(allow("cloudtrail.amazonaws.com")),
        trail("audit", { s3BucketName: ref("logs", "bucket") }),
      ],
    },
  },
};

for (const policy of rows) judge(policy, cases[policy.id]);
