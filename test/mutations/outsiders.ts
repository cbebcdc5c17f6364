import type { Edit } from "../mutate";
import type { Breaks } from "./breaks";

/** Other accounts that are let in where audit logs lie. */

const BUCKET_POLICY = "s3/bucketPolicy:BucketPolicy";
const KEY = "kms/key:Key";
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

export const outsiders: Breaks = {
  "archive-not-erased-from-outside": {
    "another account deletes log files": lettingIn(BUCKET_POLICY, "s3:DeleteObject*", ARCHIVE),
    "another account lets them expire": lettingIn(BUCKET_POLICY, "s3:PutLifecycleConfiguration", ARCHIVE),
  },
  "key-not-administered-from-outside": {
    "another account may delete it": lettingIn(KEY, "kms:ScheduleKeyDeletion"),
    "another account may do everything": lettingIn(KEY, "kms:*"),
  },
  "key-not-open-to-accounts": { "another account reads": lettingIn(KEY, ["kms:Decrypt", "kms:DescribeKey"]) },
};
