import policy from "../../../policies/archive/archive-not-public";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { accountPublicAccessBlock, bucketAcl, bucketPolicy, publicAccessBlock, ref } from "../../resources";
import {
  aclCheck,
  archive,
  archiveV2,
  audit,
  document,
  elsewhere,
  onlyRead,
  policyOf,
  tlsOnly,
  write,
} from "./archive";

const FOUR = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};
const block = (flags: object = {}, name = "block") =>
  publicAccessBlock(name, { bucket: ref("archive", "bucket"), ...FOUR, ...flags });
const everybody = {
  Sid: "Share",
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::archive/*",
};
const acl = (values: object) => bucketAcl("acl", { bucket: ref("archive", "bucket"), ...values });

judge(policy, {
  pass: {
    "left to the default of S3, which blocks new buckets": [archive(), audit()],
    "lifted for the website beside it": [
      archive(),
      { ...archive({ bucket: "site" }), name: "site" },
      publicAccessBlock("open", { bucket: ref("site", "bucket") }),
      audit(),
    ],
    "all four blocks": [archive(), block(), audit()],
    "all four blocks, the bucket under its V2 name": [archiveV2(), block(), audit()],
    "beside the policy that CloudTrail needs": [
      archive(),
      block(),
      policyOf("archive", aclCheck(), write(), tlsOnly()),
      audit(),
    ],
    "a private ACL, and the owner's grant as a state shows it": [
      archive({
        acl: "private",
        grants: [{ id: "abc", type: "CanonicalUser", permissions: ["FULL_CONTROL"], uri: "" }],
      }),
      block(),
      audit(),
    ],
    "for the whole account": [archive(), accountPublicAccessBlock("account", FOUR), audit()],
    "a policy that is not known, behind all four blocks": [
      archive(),
      block(),
      bucketPolicy("policy", { bucket: ref("archive", "bucket"), policy: UNKNOWN }),
      audit(),
    ],
  },
  fail: {
    "a block with nothing in it": [
      [archive(), publicAccessBlock("block", { bucket: ref("archive", "bucket") }), audit()],
      "bucket archive does without blockPublicAcls, blockPublicPolicy, ignorePublicAcls, restrictPublicBuckets",
    ],
    "one block missing": [
      [archive(), block({ restrictPublicBuckets: false }), audit()],
      "bucket archive does without restrictPublicBuckets",
    ],
    "lifted, and set for another bucket": [
      [
        archive(),
        { ...archive({ bucket: "site" }), name: "site" },
        publicAccessBlock("full", { bucket: ref("site", "bucket"), ...FOUR }),
        block({ blockPublicPolicy: false }),
        audit(),
      ],
      "bucket archive does without blockPublicPolicy",
    ],
    "two blocks, one of them with a gap": [
      [archive(), block({}, "full"), block({ blockPublicAcls: false }, "gap"), audit()],
      "full, gap overwrite each other, and with gap bucket archive does without blockPublicAcls",
    ],
    "a policy for everybody, though blocked": [
      [archive(), block(), policyOf("archive", everybody), audit()],
      "statement Share in the policy of bucket archive lets everybody in",
    ],
    "an inline policy for everybody": [
      [archive({ policy: document(everybody) }), block(), audit()],
      "statement Share in the policy of bucket archive lets everybody in",
    ],
    "a public ACL, though blocked": [
      [archive(), block(), acl({ acl: "public-read" }), audit()],
      "the ACL of bucket archive says public-read",
    ],
    "an ACL for everybody with an AWS account": [
      [archive({ acl: "authenticated-read" }), block(), audit()],
      "the ACL of bucket archive says authenticated-read",
    ],
    "a grant to a global group": [
      [
        archive(),
        block(),
        acl({
          accessControlPolicy: {
            grants: [
              {
                permission: "READ",
                grantee: { type: "Group", uri: "http://acs.amazonaws.com/groups/global/AllUsers" },
              },
            ],
          },
        }),
        audit(),
      ],
      "groups/global/AllUsers",
    ],
    "an inline grant to a global group": [
      [
        archive({
          grants: [
            { type: "Group", permissions: ["READ"], uri: "http://acs.amazonaws.com/groups/global/AuthenticatedUsers" },
          ],
        }),
        block(),
        audit(),
      ],
      "groups/global/AuthenticatedUsers",
    ],
  },
  unknown: {
    "decided elsewhere": [[archive(), block({ blockPublicAcls: UNKNOWN }), audit()], "block.blockPublicAcls"],
    "the bucket belongs to another account": [elsewhere, "bucket org-logs is not in this stack"],
    "the bucket is only read": [onlyRead, "public access block of bucket archive"],
  },
});
