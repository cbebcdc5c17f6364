import rows from "../../../policies/buckets/bucket-access";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge, type Cases } from "../../judge";
import { other, ref, type Draft } from "../../resources";
import { allow, archive, files, policyOf, setting, website } from "./buckets";

const block = (off: Record<string, unknown> = {}): Draft => setting("BucketPublicAccessBlock", { ...ON, ...off });
const account = (off: Record<string, unknown> = {}): Draft =>
  other("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", "account", { ...ON, ...off });
const ON = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
const OFF = Object.fromEntries(Object.keys(ON).map((flag) => [flag, false]));

const ownership = (objectOwnership: unknown): Draft =>
  setting("BucketOwnershipControls", { rule: { objectOwnership } });
const everybody = policyOf(allow({ Sid: "All", Principal: "*" }));
const refusesHttp = (changes: object = {}): Draft =>
  policyOf({
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: ["arn:aws:s3:::files", "arn:aws:s3:::files/*"],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
    ...changes,
  });
const outsider = (Action: string, principal = "arn:aws:iam::999988887777:role/partner"): Draft =>
  policyOf(allow({ Principal: { AWS: principal }, Action, Resource: ["arn:aws:s3:::files", "arn:aws:s3:::files/*"] }));

const judged = { "a trail delivers to it": archive, "only read": [files({}, { external: true })] };

const cases: Record<string, Cases> = {
  "bucket-not-public": {
    pass: {
      "left to the default": [files()],
      "a named principal": [files(), policyOf(allow({ Principal: { AWS: "arn:aws:iam::999988887777:root" } }))],
      "blocked, whatever the policy says": [files(), block(), everybody],
      "blocked for the whole account": [files(), account(), everybody],
      "access restricted": [files(), block({ ...OFF, restrictPublicBuckets: true }), everybody],
      "a policy that is not known, under the block of S3": [files(), setting("BucketPolicy", { policy: UNKNOWN })],
    },
    fail: {
      "everybody reads": [[files(), everybody], "statement All in the policy of bucket files lets everybody in"],
      "everybody reads, block lifted": [[files(), block(OFF), everybody], "statement All"],
      "a public ACL": [[files({ acl: "public-read" })], "the ACL of bucket files says public-read"],
    },
    unknown: {
      "a policy that is not known, block lifted": [
        [files(), block(OFF), setting("BucketPolicy", { policy: UNKNOWN })],
        "the policy of bucket files is",
      ],
    },
    notApplicable: { ...judged, "a website": [files(), website, everybody] },
  },
  "bucket-public-access-block": {
    pass: {
      "left to the default": [files()],
      "all four": [files(), block()],
      "lifted for the bucket, and not for the account": [files(), block(OFF), account()],
    },
    fail: {
      "one of four": [[files(), block({ ignorePublicAcls: false })], "it does without ignorePublicAcls"],
      "all four": [[files(), block(OFF)], "blockPublicAcls, blockPublicPolicy"],
    },
    unknown: { "decided elsewhere": [[files(), block({ blockPublicAcls: UNKNOWN })], "blockPublicAcls"] },
    notApplicable: { ...judged, "a website": [files(), website, block(OFF)] },
  },
  "bucket-acls-disabled": {
    pass: { "left to the default": [files()], disabled: [files(), ownership("BucketOwnerEnforced")] },
    fail: { "ACLs work": [[files(), ownership("BucketOwnerPreferred")], "BucketOwnerPreferred"] },
    unknown: { "decided elsewhere": [[files(), ownership(UNKNOWN)], "objectOwnership"] },
    notApplicable: {
      "CloudFront delivers logs": [
        files(),
        ownership("BucketOwnerPreferred"),
        other("aws:cloudfront/distribution:Distribution", "cdn", {
          loggingConfig: { bucket: ref("files", "bucket", (name) => `${name}.s3.amazonaws.com`) },
        }),
      ],
    },
  },
  "bucket-tls-only": {
    pass: { refused: [files(), refusesHttp()] },
    fail: {
      "left to the default": [[files()], "bucket files has no policy that refuses plain HTTP"],
      "objects only": [[files(), refusesHttp({ Resource: "arn:aws:s3:::files/*" })], "does not refuse s3:ListBucket"],
    },
    unknown: { "decided elsewhere": [[files(), setting("BucketPolicy", { policy: UNKNOWN })], "undecided"] },
    notApplicable: { ...judged, "a website": [files(), website] },
  },
  "bucket-not-administered-from-outside": {
    pass: {
      "left to the default": [files()],
      "another account reads": [files(), outsider("s3:GetObject")],
      "the own account administers": [files(), outsider("s3:*", "arn:aws:iam::111122223333:root")],
      "a trusted account administers": {
        resources: [files(), outsider("s3:*")],
        settings: { trustedAccounts: ["999988887777"] },
      },
    },
    fail: {
      "another account does everything": [[files(), outsider("s3:*")], "role/partner may call s3:DeleteBucketPolicy"],
      "another account by its number": [
        [files(), outsider("s3:PutBucketPolicy", "999988887777")],
        "s3:PutBucketPolicy",
      ],
      "ACLs of objects": [[files(), outsider("s3:PutObjectAcl")], "s3:PutObjectAcl"],
    },
    unknown: {
      "decided elsewhere": [
        [files(), setting("BucketPolicy", { policy: UNKNOWN })],
        "the policy of bucket files is not known",
      ],
      "the own account is not known": [
        { resources: [files(), outsider("s3:*")], facts: { account: undefined } },
        "is not known",
      ],
    },
  },
  "account-public-access-block": {
    pass: { "all four": [account()] },
    fail: {
      "left to the default": [[other(account().type, "account")], "blockPublicAcls, blockPublicPolicy"],
      "asked for, and absent": [{ resources: [], settings: { required: true } }, "has no account public access block"],
    },
    unknown: { "decided elsewhere": [[account({ blockPublicAcls: UNKNOWN })], "account.blockPublicAcls"] },
  },
};

test("every row has its cases", () => expect(Object.keys(cases)).toEqual(rows.map(({ id }) => id)));
for (const row of rows) judge(row, cases[row.id]);
