import policy from "../../../policies/archive/archive-no-confused-deputy";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { ACCOUNT, bucketPolicy, ref } from "../../resources";
import { aclCheck, archive, audit, elsewhere, onlyRead, policyOf, write } from "./archive";

const withPolicy = (...statements: object[]) => [
  archive(),
  policyOf("archive", ...(statements as Record<string, unknown>[])),
  audit(),
];
const acl = { "s3:x-amz-acl": "bucket-owner-full-control" };

judge(policy, {
  pass: {
    "left to the default, which lets nobody in": [archive(), audit()],
    "the policy that AWS recommends": withPolicy(aclCheck(), write()),
    "for trails of the own account": withPolicy(
      aclCheck(),
      write({ Condition: { StringEquals: { ...acl, "aws:SourceAccount": ACCOUNT } } }),
    ),
    "trails of every account look at the ACL, and write nothing": withPolicy(
      aclCheck({ Condition: undefined }),
      write(),
    ),
  },
  fail: {
    "the account in the path alone": [
      withPolicy(aclCheck(), write({ Condition: { StringEquals: acl } })),
      "statement Write lets trails of every account write to bucket archive",
    ],
    "a pattern that fits every trail": [
      withPolicy(
        aclCheck(),
        write({ Condition: { ArnLike: { "aws:SourceArn": "arn:aws:cloudtrail:*:*:trail/*" }, StringEquals: acl } }),
      ),
      "statement Write lets trails of every account",
    ],
  },
  unknown: {
    "a policy that is not known": [
      [archive(), bucketPolicy("policy", { bucket: ref("archive", "bucket"), policy: UNKNOWN }), audit()],
      "the policy of bucket archive",
    ],
    "the bucket belongs to another account": [elsewhere, "bucket org-logs is not in this stack"],
    "the bucket is only read": [onlyRead, "policy of bucket archive"],
  },
});
