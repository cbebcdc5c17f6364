import { UNKNOWN } from "../../../policies/graph/value";
import logBucketAcceptsLogs from "../../../policies/services/log-bucket-accepts-logs";
import { judge } from "../../judge";
import {
  ACCOUNT,
  bucket,
  bucketAcl,
  bucketEncryption,
  bucketLogging,
  bucketPolicy,
  objectLock,
  other,
  ownershipControls,
  ref,
  trail,
  type Draft,
} from "../../resources";

const logs = bucket("logs", { bucket: "logs" });
const own = (make: (name: string, values: Record<string, unknown>) => Draft, values: Record<string, unknown>): Draft =>
  make("own", { bucket: ref("logs", "bucket"), ...values });
const letsIn = (Principal: unknown, Resource: unknown = "arn:aws:s3:::logs/*", more: object = {}): Draft =>
  own(bucketPolicy, {
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal, Action: "s3:PutObject", Resource, ...more }],
    }),
  });
const SERVICE = { Service: "logdelivery.elasticloadbalancing.amazonaws.com" };
const S3 = { Service: "logging.s3.amazonaws.com" };
const balancer = (logs: Record<string, unknown> = {}, values: Record<string, unknown> = {}): Draft =>
  other("aws:lb/loadBalancer:LoadBalancer", "web", {
    accessLogs: { bucket: ref("logs", "bucket"), enabled: true, ...logs },
    ...values,
  });
const network = balancer({}, { loadBalancerType: "network" });
const distribution = other("aws:cloudfront/distribution:Distribution", "cdn", {
  loggingConfig: { bucket: ref("logs", "bucket", (name) => `${name}.s3.amazonaws.com`) },
});
const site = bucket("site", { bucket: "site" });
const logging = bucketLogging("access", { bucket: ref("site", "bucket"), targetBucket: ref("logs", "bucket") });
const kms = { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }] };

judge(logBucketAcceptsLogs, {
  pass: {
    "load balancing is let in by name": [logs, balancer(), letsIn(SERVICE)],
    "by the account of the region": [logs, balancer(), letsIn({ AWS: "arn:aws:iam::156460612806:root" })],
    "by the number of the account": [logs, balancer(), letsIn({ AWS: "156460612806" })],
    "below the prefix": [
      logs,
      balancer({ prefix: "web" }),
      letsIn(SERVICE, `arn:aws:s3:::logs/web/AWSLogs/${ACCOUNT}/*`),
    ],
    "a network load balancer": [
      logs,
      network,
      letsIn({ Service: "delivery.logs.amazonaws.com" }, "arn:aws:s3:::logs/AWSLogs/*", {
        Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
      }),
    ],
    "CloudFront, with ownership controls": [
      logs,
      distribution,
      own(ownershipControls, { rule: { objectOwnership: "BucketOwnerPreferred" } }),
    ],
    "CloudFront, with an ACL": [logs, distribution, own(bucketAcl, { acl: "log-delivery-write" })],
    "access logs of a bucket": [logs, site, logging, letsIn(S3)],
  },
  fail: {
    "load balancing, left to the default": [[logs, balancer()], "access logs of web do not arrive: no bucket policy"],
    "CloudFront, left to the default": [
      [logs, distribution],
      "access logs of cdn do not arrive: the bucket has no ACLs",
    ],
    "the account of another region": [
      [logs, balancer(), letsIn({ AWS: "arn:aws:iam::127311923021:root" })],
      "does not let load balancers write there",
    ],
    "another prefix": [
      [logs, balancer({ prefix: "web" }), letsIn(SERVICE, "arn:aws:s3:::logs/AWSLogs/*")],
      "does not let load balancers write there",
    ],
    "a key of KMS": [[logs, balancer(), letsIn(SERVICE), own(bucketEncryption, kms)], "only SSE-S3 is supported"],
    "another region": [
      [{ ...logs, values: { bucket: "logs", region: "us-east-1" } }, balancer(), letsIn(SERVICE)],
      "the bucket is in us-east-1",
    ],
    "CloudFront, and ACLs disabled": [
      [logs, distribution, own(ownershipControls, { rule: { objectOwnership: "BucketOwnerEnforced" } })],
      "the bucket has no ACLs",
    ],
    "access logs of a bucket, and Object Lock": [
      [
        logs,
        site,
        logging,
        letsIn(S3),
        own(objectLock, { rule: { defaultRetention: { mode: "GOVERNANCE", days: 1 } } }),
      ],
      "the bucket has Object Lock",
    ],
    "access logs of a bucket, and S3 is not let in": [[logs, site, logging, letsIn(SERVICE)], "do not arrive"],
  },
  unknown: {
    "a policy that nobody knows yet": [[logs, balancer(), own(bucketPolicy, { policy: UNKNOWN })], "undecided"],
  },
  notApplicable: {
    "nobody sends logs": [logs],
    "a service that writes the policy by itself": [
      logs,
      other("aws:ec2/flowLog:FlowLog", "flows", { logDestination: ref("logs", "arn") }),
    ],
    "access logs of an archive": [logs, site, logging, trail("trail", { s3BucketName: ref("site", "bucket") })],
  },
});
