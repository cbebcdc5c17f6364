import policy from "../../../policies/archive/archive-access-logs";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { bucket, bucketAcl, bucketLogging, objectLock, other, ref } from "../../resources";
import { archive, archiveV2, audit, elsewhere, logging, onlyRead, policyOf, sink } from "./archive";

const [access] = sink();
const target = { targetBucket: ref("access", "bucket"), targetPrefix: "archive/" };

judge(policy, {
  pass: {
    "a resource of its own, to a bucket that keeps no log itself": [
      archive(),
      ...sink(),
      logging("archive", "access"),
      audit(),
    ],
    "the V2 resource": [
      archiveV2(),
      ...sink(),
      other("aws:s3/bucketLoggingV2:BucketLoggingV2", "logging", { bucket: ref("archive", "bucket"), ...target }),
      audit(),
    ],
    inline: [archive({ logging: target }), ...sink(), audit()],
    "inline, as provider 6 wrote it": [archiveV2({ loggings: [target] }), ...sink(), audit()],
    "a bucket of another stack": [
      archive(),
      bucketLogging("logging", { bucket: ref("archive", "bucket"), targetBucket: "central-access", targetPrefix: "" }),
      audit(),
    ],
    "a bucket that another program made": [
      archive(),
      { ...access, external: true },
      logging("archive", "access"),
      audit(),
    ],
    "a bucket that lets log delivery in by its ACL": [
      archive(),
      access,
      bucketAcl("acl", { bucket: ref("access", "bucket"), acl: "log-delivery-write" }),
      logging("archive", "access"),
      audit(),
    ],
    "a chain of logs with an end": [
      archive(),
      ...sink(),
      bucket("last", { bucket: "last" }),
      logging("archive", "access"),
      logging("access", "last"),
      audit(),
    ],
    "the resource wins over the inline form": [
      archive({ logging: { targetBucket: "archive" } }),
      ...sink(),
      logging("archive", "access"),
      audit(),
    ],
  },
  fail: {
    "left to the default, which is no log": [[archive(), audit()], "bucket archive keeps no access log"],
    "empty lists, as a state shows them": [
      [archiveV2({ loggings: [] }), audit()],
      "bucket archive keeps no access log",
    ],
    "to itself": [[archive(), logging("archive", "archive"), audit()], "bucket archive logs access to itself"],
    "to itself, by its literal name": [
      [archive({ logging: { targetBucket: "archive" } }), audit()],
      "bucket archive logs access to itself",
    ],
    "in a circle": [
      [archive(), ...sink(), logging("archive", "access"), logging("access", "archive"), audit()],
      "access logs go round in a circle: archive, access, archive",
    ],
    "to a bucket that logs to itself": [
      [archive(), ...sink(), logging("archive", "access"), logging("access", "access"), audit()],
      "access logs go round in a circle: archive, access, access",
    ],
    "to a bucket with Object Lock": [
      [archive(), ...sink({ objectLockEnabled: true }), logging("archive", "access"), audit()],
      "bucket access has Object Lock, and S3 delivers no access log to it",
    ],
    "to a bucket with a default retention": [
      [
        archive(),
        ...sink(),
        objectLock("lock", {
          bucket: ref("access", "bucket"),
          rule: { defaultRetention: { mode: "GOVERNANCE", days: 1 } },
        }),
        logging("archive", "access"),
        audit(),
      ],
      "bucket access has Object Lock",
    ],
    "to a bucket that lets nobody write": [
      [archive(), access, logging("archive", "access"), audit()],
      "bucket access refuses the access log: no statement allows logging.s3.amazonaws.com",
    ],
    "to a bucket that takes the logs of another one": [
      [
        archive(),
        access,
        policyOf("access", {
          Effect: "Allow",
          Principal: { Service: "logging.s3.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: "arn:aws:s3:::access/*",
          Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::site" } },
        }),
        logging("archive", "access"),
        audit(),
      ],
      "wants arn:aws:s3:::site and the request has arn:aws:s3:::archive",
    ],
  },
  unknown: {
    "decided elsewhere": [
      [archive({ logging: { targetBucket: UNKNOWN } }), audit()],
      "archive.logging.targetBucket is not known",
    ],
    "the target's policy is decided elsewhere": [
      [
        archive(),
        access,
        { ...sink()[1], values: { ...sink()[1].values, policy: UNKNOWN } },
        logging("archive", "access"),
        audit(),
      ],
      "undecided: the policy is not known before deployment",
    ],
    "the bucket belongs to another account": [elsewhere, "bucket org-logs is not in this stack"],
    "the bucket is only read": [onlyRead, "bucket logging of bucket archive"],
  },
});
