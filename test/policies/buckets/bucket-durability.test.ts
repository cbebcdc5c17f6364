import rows from "../../../policies/buckets/bucket-durability";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge, type Cases } from "../../judge";
import { key, other, ref, type Draft } from "../../resources";
import { archive, files, setting } from "./buckets";

const versioning = (status: unknown, mfaDelete?: string): Draft =>
  setting("BucketVersioning", { versioningConfiguration: { status, mfaDelete } });
const lifecycle = (...rules: object[]): Draft => setting("BucketLifecycleConfiguration", { rules });
const expiry = { id: "old", status: "Enabled", noncurrentVersionExpiration: { noncurrentDays: 30 } };
const abort = { id: "uploads", status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } };
const lock = (rule?: object): Draft => setting("BucketObjectLockConfiguration", { rule });
const replication = (status: unknown): Draft =>
  setting("BucketReplicationConfig", { rules: [{ id: "copy", status, destination: { bucket: "arn:aws:s3:::copy" } }] });
const encryption = (byDefault: object): Draft =>
  setting("BucketServerSideEncryptionConfiguration", { rules: [{ applyServerSideEncryptionByDefault: byDefault }] });
const required = (resources: Draft[], value: unknown = true) => ({ resources, settings: { required: value } });
const archived = { "a trail delivers to it": archive };

const cases: Record<string, Cases> = {
  "bucket-versioning": {
    pass: {
      "a resource of its own": [files(), versioning("Enabled")],
      "inside the bucket": [files({ versioning: { enabled: true } })],
      "Object Lock brings it": [files({ objectLockEnabled: true })],
    },
    fail: {
      "left to the default": [[files()], "it keeps no versions"],
      suspended: [[files(), versioning("Suspended")], "it keeps no versions"],
    },
    unknown: { "decided elsewhere": [[files(), versioning(UNKNOWN)], "versioningConfiguration.status"] },
    notApplicable: {
      ...archived,
      "a load balancer logs to it": [
        files(),
        other("aws:lb/loadBalancer:LoadBalancer", "lb", { accessLogs: { bucket: ref("files", "bucket") } }),
      ],
    },
  },
  "bucket-mfa-delete": {
    pass: {
      "a resource of its own": [files(), versioning("Enabled", "Enabled")],
      "inside the bucket": [files({ versioning: { enabled: true, mfaDelete: true } })],
    },
    fail: {
      "a lifecycle beside it": [
        [files(), versioning("Enabled", "Enabled"), lifecycle(expiry)],
        "S3 refuses its lifecycle",
      ],
      "asked of all, and left to the default": [required([files()], "all"), "removed without MFA"],
      "asked of archives": [required(archive, "archives"), "removed without MFA"],
    },
    unknown: { "decided elsewhere": [[files({ versioning: UNKNOWN })], "files.versioning"] },
    notApplicable: {
      "nobody asked": [files(), versioning("Enabled")],
      "asked of archives only": required([files()], "archives"),
    },
  },
  "bucket-object-lock": {
    pass: {
      "a default retention": [
        files({ objectLockEnabled: true }),
        lock({ defaultRetention: { mode: "GOVERNANCE", days: 30 } }),
      ],
    },
    fail: {
      "the retention is left to the default": [[files({ objectLockEnabled: true })], "locks no object by default"],
      "an empty configuration": [[files({ objectLockEnabled: true }), lock()], "locks no object by default"],
      "asked for, and absent": [required([files()]), "it has no Object Lock"],
    },
    unknown: { "decided elsewhere": [[files({ objectLockEnabled: UNKNOWN })], "files.objectLockEnabled"] },
    notApplicable: { ...archived, "no lock": [files()] },
  },
  "bucket-lifecycle": {
    pass: {
      "old versions expire": [files(), versioning("Enabled"), lifecycle(expiry)],
      "inside the bucket": [files({ versioning: { enabled: true }, lifecycleRules: [{ enabled: true }] })],
    },
    fail: {
      "left to the default": [[files(), versioning("Enabled")], "no rule of a lifecycle"],
      "the only rule is off": [
        [files(), versioning("Enabled"), lifecycle({ ...expiry, status: "Disabled" })],
        "no rule",
      ],
      "asked of every bucket": [{ resources: [files()], settings: { everyBucket: true } }, "no rule"],
    },
    unknown: { "decided elsewhere": [[files(), versioning(UNKNOWN)], "versioningConfiguration.status"] },
    notApplicable: { ...archived, "no versions": [files()] },
  },
  "bucket-aborts-uploads": {
    pass: {
      "a rule of its own": [files(), lifecycle(expiry, abort)],
      "inside the bucket": [files({ lifecycleRules: [{ enabled: true, abortIncompleteMultipartUploadDays: 7 }] })],
    },
    fail: {
      "other rules only": [[files(), lifecycle(expiry)], "no rule ends unfinished uploads"],
      "the rule is off": [[files(), lifecycle(expiry, { ...abort, status: "Disabled" })], "no rule ends"],
    },
    unknown: { "decided elsewhere": [[files(), setting("BucketLifecycleConfiguration", { rules: UNKNOWN })], "rules"] },
    notApplicable: {
      "left to the default: no lifecycle": [files()],
      "a trail delivers to it": [...archive, lifecycle(expiry)],
    },
  },
  "bucket-replication": {
    pass: { copied: [files(), versioning("Enabled"), replication("Enabled")] },
    fail: {
      "the rule is off": [
        [files(), versioning("Enabled"), replication("Disabled")],
        "no rule of its replication is on",
      ],
      "no versions": [[files(), replication("Enabled")], "it keeps no versions"],
      "asked for, and left to the default": [required([files()]), "it is not replicated"],
    },
    unknown: { "decided elsewhere": [[files(), replication(UNKNOWN)], "status"] },
    notApplicable: { "nobody asked": [files()] },
  },
  "bucket-encryption": {
    pass: {
      "left to the default": [files()],
      "a key of the stack": [key("own"), files(), encryption({ sseAlgorithm: "aws:kms", kmsMasterKeyId: ref("own") })],
      "a key from elsewhere": [files(), encryption({ sseAlgorithm: "aws:kms", kmsMasterKeyId: "alias/files" })],
      "asked for, inside the bucket": required([
        files({
          serverSideEncryptionConfiguration: {
            rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } },
          },
        }),
      ]),
    },
    fail: {
      "a disabled key": [
        [
          key("own", { isEnabled: false }),
          files(),
          encryption({ sseAlgorithm: "aws:kms", kmsMasterKeyId: ref("own") }),
        ],
        "key own is disabled",
      ],
      "asked for, and S3 does it": [required([files(), encryption({ sseAlgorithm: "AES256" })]), "a key of its own"],
    },
    unknown: { "decided elsewhere": [[files(), encryption({ sseAlgorithm: UNKNOWN })], "sseAlgorithm"] },
  },
};

test("every row has its cases", () => expect(Object.keys(cases)).toEqual(rows.map(({ id }) => id)));
for (const row of rows) judge(row, cases[row.id]);
