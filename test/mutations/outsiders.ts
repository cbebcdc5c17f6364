import type { Edit } from "../mutate";
import type { Breaks } from "./breaks";
import { statement } from "./edits";

/** Who is let in or kept out where audit logs lie, themselves or through a service. */

const BUCKET_POLICY = "s3/bucketPolicy:BucketPolicy";
const KEY = "kms/key:Key";
const TOPIC_POLICY = "sns/topicPolicy:TopicPolicy";
const ACCESS = /^audit-archive-access$/;
const CRITICAL = /^audit-alerts-critical/;
const ARCHIVE = /^audit-archive$/;

const lettingIn =
  (type: string, Action: unknown, name?: RegExp): Edit =>
  (stack) =>
    stack.statements(
      type,
      (all) => {
        const Resource = [...new Set(all.flatMap((each) => each.Resource))];
        return [...all, { Effect: "Allow", Principal: { AWS: "arn:aws:iam::999988887777:root" }, Action, Resource }];
      },
      name,
    );

const FILES = "arn:aws:s3:::audit-archive-dev-000000000001-eu-west-1";
const onlyTagged = {
  ...{ Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: `${FILES}/*` },
  Condition: { StringNotEquals: { "aws:PrincipalTag/team": "audit" } },
};

export const outsiders: Breaks = {
  "archive-accepts-trail": {
    "only principals with a tag": (stack) => stack.statements(BUCKET_POLICY, (all) => [...all, onlyTagged], ARCHIVE),
  },
  "trail-records-organization": {
    "the trail of an organization records one account": (stack) =>
      stack.statements(
        BUCKET_POLICY,
        (all) => [
          ...all,
          ...all
            .filter(({ Sid }) => Sid === "CloudTrailWrites")
            .map((own) => ({ ...own, Sid: "Members", Resource: `${FILES}/AWSLogs/o-abcdefghij/*` })),
        ],
        ARCHIVE,
      ),
  },
  "trail-one-organization": {
    "an id with a letter wrong in the key": (stack) => {
      const others = {
        ...{ Effect: "Deny", Principal: "*", Action: "s3:GetObject", Resource: `${FILES}/*` },
        Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } },
      };
      stack.statements(BUCKET_POLICY, (all) => [...all, others], ARCHIVE);
      stack.statements(KEY, (all) => [
        ...all,
        {
          ...{ Effect: "Deny", Principal: { AWS: "*" }, Action: "kms:CreateGrant", Resource: "*" },
          Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-abcdefghik" } },
        },
      ]);
    },
  },
  "archive-not-erased-from-outside": {
    "another account deletes log files": lettingIn(BUCKET_POLICY, "s3:DeleteObject*", ARCHIVE),
    "another account lets them expire": lettingIn(BUCKET_POLICY, "s3:PutLifecycleConfiguration", ARCHIVE),
  },
  "archive-not-written-from-outside": {
    "another account puts log files": lettingIn(BUCKET_POLICY, "s3:PutObject", ARCHIVE),
  },
  "archive-not-read-from-outside": {
    "another account reads log files": lettingIn(BUCKET_POLICY, "s3:GetObject", ARCHIVE),
  },
  "log-bucket-not-erased-from-outside": {
    "another account deletes access logs": lettingIn(BUCKET_POLICY, "s3:DeleteObject*", ACCESS),
    "another account overwrites access logs": lettingIn(BUCKET_POLICY, "s3:PutObject", ACCESS),
  },
  "key-not-administered-from-outside": {
    "another account may delete it": lettingIn(KEY, "kms:ScheduleKeyDeletion"),
    "another account may do everything": lettingIn(KEY, "kms:*"),
  },
  "key-not-open-to-accounts": { "another account reads": lettingIn(KEY, ["kms:Decrypt", "kms:DescribeKey"]) },
  "key-no-confused-deputy": {
    "trails of every account": statement(KEY, "CloudTrailDescribes", { Condition: undefined }),
    "log groups of every account": statement(KEY, "CloudWatchLogsUses", { Condition: undefined }),
  },
  "topic-no-confused-deputy": {
    "alarms of every account": statement(TOPIC_POLICY, "CloudWatchAlarmsPublish", { Condition: undefined }, CRITICAL),
  },
  "bucket-no-confused-deputy": {
    "access logs of every account": statement(BUCKET_POLICY, "S3WritesAccessLogs", { Condition: undefined }, ACCESS),
  },
};
