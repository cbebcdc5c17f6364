import policy from "../../../policies/trail/trail-records-organization";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { ACCOUNT, trail } from "../../resources";
import { aclCheck, archive, audit, policyOf, TRAIL_ARN, write } from "../archive/archive";

const members = (change: object = {}) =>
  write({ Sid: "Members", Resource: "arn:aws:s3:::archive/AWSLogs/o-abcdefghij/*", ...change });
const forAll = policyOf("archive", aclCheck(), write(), members());
const onlyFrom = (condition: object) => [
  archive(),
  policyOf("archive", aclCheck(), write(), members({ Condition: condition })),
  audit(),
];

judge(policy, {
  pass: {
    "it records the organization": [archive(), forAll, audit({ isOrganizationTrail: true })],
    "left to the default, and so is the archive": [archive(), policyOf("archive", aclCheck(), write()), audit()],
  },
  fail: {
    "left to the default: its own account": [
      [archive(), forAll, audit()],
      "bucket archive lets it write for an organization; it records its own account",
    ],
    "switched off": [[archive(), forAll, audit({ isOrganizationTrail: false })], "it records its own account"],
    "it is one of two in the condition": [
      onlyFrom({
        StringEquals: { "aws:SourceArn": [TRAIL_ARN, TRAIL_ARN.replace(ACCOUNT, "999988887777")] },
      }),
      "write for an organization",
    ],
  },
  unknown: {
    "decided elsewhere": [[archive(), forAll, audit({ isOrganizationTrail: UNKNOWN })], "isOrganizationTrail"],
    "a policy that is decided elsewhere": [[archive({ policy: UNKNOWN }), audit()], "the policy of bucket archive"],
  },
  notApplicable: {
    "another trail writes for the organization": onlyFrom({
      StringEquals: { "aws:SourceArn": `${TRAIL_ARN}-of-all` },
    }),
    "every trail of the account may": onlyFrom({ StringEquals: { "aws:SourceAccount": ACCOUNT } }),
    "an archive that is not in the stack": [trail("audit", { s3BucketName: "theirs" })],
  },
});
