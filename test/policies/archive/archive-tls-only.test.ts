import policy from "../../../policies/archive/archive-tls-only";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { ACCOUNT, bucketPolicy, ref } from "../../resources";
import { archive, archiveV2, audit, document, elsewhere, onlyRead, policyOf, tlsOnly, write } from "./archive";

const withPolicy = (...statements: Record<string, unknown>[]) => [
  archive(),
  policyOf("archive", ...statements),
  audit(),
];

judge(policy, {
  pass: {
    "everything of everybody": withPolicy(tlsOnly()),
    "beside what CloudTrail may do": withPolicy(write(), tlsOnly()),
    "the principal in its long form": withPolicy(tlsOnly({ Principal: { AWS: "*" } })),
    "bucket and objects in two statements": withPolicy(
      tlsOnly({ Sid: "Bucket", Resource: "arn:aws:s3:::archive" }),
      tlsOnly({ Sid: "Objects", Resource: "arn:aws:s3:::archive/*" }),
    ),
    "old versions of TLS besides": withPolicy(
      tlsOnly(),
      tlsOnly({ Sid: "OldTls", Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } }),
    ),
    "services of AWS excepted": withPolicy(
      tlsOnly({ Condition: { Bool: { "aws:SecureTransport": "false", "aws:PrincipalIsAWSService": "false" } } }),
    ),
    inline: [archive({ policy: document(tlsOnly()) }), audit()],
    "inline in BucketV2": [archiveV2({ policy: document(tlsOnly()) }), audit()],
  },
  fail: {
    "left to the default, which accepts it": [
      [archive(), audit()],
      "bucket archive has no policy that refuses plain HTTP",
    ],
    "a policy about something else": [withPolicy(write()), "does not refuse s3:GetObject over plain HTTP"],
    "reads alone": [withPolicy(tlsOnly({ Action: "s3:GetObject" })), "does not refuse s3:PutObject over plain HTTP"],
    "objects alone": [withPolicy(tlsOnly({ Resource: "arn:aws:s3:::archive/*" })), "does not refuse s3:ListBucket"],
    "the bucket alone": [withPolicy(tlsOnly({ Resource: "arn:aws:s3:::archive" })), "does not refuse s3:GetObject"],
    "another bucket": [withPolicy(tlsOnly({ Resource: "arn:aws:s3:::site/*" })), "does not refuse s3:GetObject"],
    "one account alone": [
      withPolicy(tlsOnly({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } })),
      "does not refuse s3:GetObject",
    ],
    "the other way round": [
      withPolicy(tlsOnly({ Condition: { Bool: { "aws:SecureTransport": "true" } } })),
      "does not refuse s3:GetObject",
    ],
    "allowed over TLS instead of refused without": [
      withPolicy(tlsOnly({ Effect: "Allow", Condition: { Bool: { "aws:SecureTransport": "true" } } })),
      "does not refuse s3:GetObject",
    ],
    "old versions of TLS alone": [
      withPolicy(tlsOnly({ Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } })),
      "does not refuse s3:GetObject",
    ],
  },
  unknown: {
    "the policy is not known before deployment": [
      [archive(), bucketPolicy("policy", { bucket: ref("archive", "bucket"), policy: UNKNOWN }), audit()],
      "undecided: the policy is not known before deployment",
    ],
    "under a further condition": [
      withPolicy(
        tlsOnly({
          Condition: { Bool: { "aws:SecureTransport": "false" }, StringEquals: { "aws:SourceVpc": "vpc-1" } },
        }),
      ),
      "aws:SourceVpc is not known",
    ],
    "the bucket belongs to another account": [elsewhere, "bucket org-logs is not in this stack"],
    "the bucket is only read": [onlyRead, "bucket policy of bucket archive"],
  },
});
