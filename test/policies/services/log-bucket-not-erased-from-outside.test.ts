import { UNKNOWN } from "../../../policies/graph/value";
import policy from "../../../policies/services/log-bucket-not-erased-from-outside";
import { judge } from "../../judge";
import { bucket, bucketPolicy, other, ref, type Draft } from "../../resources";
import { archive, audit, logging, policyOf, sink } from "../archive/archive";

const PARTNER = "arn:aws:iam::999988887777:role/partner";
const lets = (Action: unknown, more: object = {}): Record<string, unknown> => ({
  ...{ Effect: "Allow", Principal: { AWS: PARTNER }, Action },
  ...{ Resource: ["arn:aws:s3:::access", "arn:aws:s3:::access/*"], ...more },
});
const [access] = sink();
const ofArchive = (...statements: Record<string, unknown>[]): Draft[] => [
  archive(),
  access,
  policyOf("access", ...statements),
  logging("archive", "access"),
  audit(),
];
const ofBalancer = (...statements: Record<string, unknown>[]): Draft[] => [
  access,
  policyOf("access", ...statements),
  other("aws:lb/loadBalancer:LoadBalancer", "web", {
    accessLogs: { bucket: ref("access", "bucket"), enabled: true },
  }),
];

judge(policy, {
  pass: {
    "left to the default": [archive(), access, logging("archive", "access"), audit()],
    "S3 alone": [archive(), ...sink(), logging("archive", "access"), audit()],
    "another account reads": ofArchive(lets(["s3:GetObject", "s3:ListBucket"])),
    "another account deletes files beside the logs": ofArchive(
      lets("s3:DeleteObject", { Resource: "arn:aws:s3:::access/partner/*" }),
    ),
    "another account writes, as streams do": ofBalancer(lets("s3:PutObject")),
    "load balancers of older regions": ofArchive(
      lets("s3:PutObject", { Principal: { AWS: "arn:aws:iam::127311923021:root" } }),
    ),
    "a trusted account": {
      resources: ofArchive(lets("s3:*")),
      settings: { trustedAccounts: ["999988887777"] },
    },
  },
  fail: {
    "another account deletes the archive's access log": [
      ofArchive(lets("s3:DeleteObject")),
      `${PARTNER} may call s3:DeleteObject on bucket access`,
    ],
    "another account overwrites it": [
      ofArchive(lets("s3:PutObject", { Resource: "arn:aws:s3:::access/archive/*" })),
      `${PARTNER} may call s3:PutObject on bucket access`,
    ],
    "another account lets it expire": [ofArchive(lets("s3:PutLifecycleConfiguration")), "s3:PutLifecycleConfiguration"],
    "another account deletes logs of a balancer": [ofBalancer(lets("s3:*")), "may call s3:DeleteObject"],
  },
  unknown: {
    "decided elsewhere": [
      [
        archive(),
        access,
        bucketPolicy("access-policy", { bucket: ref("access", "bucket"), policy: UNKNOWN }),
        logging("archive", "access"),
        audit(),
      ],
      "the policy of bucket access is",
    ],
  },
  notApplicable: {
    "nobody logs to it": [bucket("files", { bucket: "files" })],
    "the archive itself": [archive(), audit()],
    "only read": [{ ...access, external: true }],
  },
});
