import policy from "../../../policies/archive/archive-retention";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { ACCOUNT, bucketLifecycle, bucketVersioning, objectLock, other, ref } from "../../resources";
import { archive, archiveV2, audit, elsewhere, onlyRead } from "./archive";

const lifecycle = (rules: unknown, name = "lifecycle") =>
  bucketLifecycle(name, { bucket: ref("archive", "bucket"), rules });
const rule = (changes: object) => ({ id: "age", status: "Enabled", ...changes });
const expiring = (days: unknown, changes: object = {}) => rule({ expiration: { days }, ...changes });
const purging = (noncurrentDays: number, changes: object = {}) =>
  rule({ noncurrentVersionExpiration: { noncurrentDays }, ...changes });
const versions = bucketVersioning("versions", {
  bucket: ref("archive", "bucket"),
  versioningConfiguration: { status: "Enabled" },
});
const lock = (days: unknown) =>
  objectLock("lock", {
    bucket: ref("archive", "bucket"),
    rule: { defaultRetention: { mode: "GOVERNANCE", days } },
  });
const under = (prefix: string, ...rules: object[]) => [archive(), lifecycle(rules), audit({ s3KeyPrefix: prefix })];
const only = (...rules: unknown[]) => [archive(), lifecycle(rules), audit()];

judge(policy, {
  pass: {
    "left to the default, which is for ever": [archive(), audit()],
    "exactly the minimum": only(expiring(365)),
    "long enough": only(expiring(2557)),
    inline: [archive({ lifecycleRules: [{ id: "age", enabled: true, expiration: { days: 400 } }] }), audit()],
    "the V2 resource": [
      archiveV2(),
      other("aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2", "lifecycle", {
        bucket: ref("archive", "bucket"),
        rules: [expiring(400)],
      }),
      audit(),
    ],
    "the resource wins over the inline form": [
      archive({ lifecycleRules: [{ id: "age", enabled: true, expiration: { days: 1 } }] }),
      lifecycle([expiring(400)]),
      audit(),
    ],
    "moved to a colder class, not expired": only(rule({ transitions: [{ days: 90, storageClass: "GLACIER_IR" }] })),
    "a rule that is switched off": only(expiring(1, { status: "Disabled" })),
    "an inline rule that is switched off": [
      archive({ lifecycleRules: [{ id: "age", enabled: false, expiration: { days: 1 } }] }),
      audit(),
    ],
    "a rule for another prefix": only(expiring(1, { filter: { prefix: "tmp/" } })),
    "a rule for another prefix, as it was written once": only(expiring(1, { prefix: "tmp/" })),
    "a rule for another account's files": only(expiring(1, { filter: { prefix: "AWSLogs/999988887777/" } })),
    "a rule for another service's files": only(expiring(1, { filter: { prefix: `AWSLogs/${ACCOUNT}/Config/` } })),
    "a rule for files outside the trail's prefix": under("org", expiring(1, { filter: { prefix: "AWSLogs/" } })),
    "a rule for tagged files, and CloudTrail tags none": only(
      expiring(1, { filter: { tag: { key: "keep", value: "no" } } }),
      expiring(1, { filter: { and: { prefix: "AWSLogs/", tags: { keep: "no" } } } }),
    ),
    "delete markers and broken uploads are cleared away": only(
      rule({ expiration: { days: 0, date: "", expiredObjectDeleteMarker: true } }),
      rule({ abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }),
    ),
    "old versions, where there are none": only(purging(1)),
    "old versions, suspended": [
      archive(),
      { ...versions, values: { ...versions.values, versioningConfiguration: { status: "Suspended" } } },
      lifecycle([purging(1)]),
      audit(),
    ],
    "old versions, after the minimum": [archive(), versions, lifecycle([expiring(365), purging(365)]), audit()],
    "old versions, earlier than the lock lets them go": [
      archive(),
      versions,
      lock(365),
      lifecycle([purging(90)]),
      audit(),
    ],
    "old versions, the newest of them kept": [
      archive(),
      versions,
      lifecycle([rule({ noncurrentVersionExpiration: { noncurrentDays: 1, newerNoncurrentVersions: 1 } })]),
      audit(),
    ],
    "the prefix of a short rule is decided elsewhere, and it is long enough": only(
      expiring(365, { filter: { prefix: UNKNOWN } }),
    ),
    "a lower minimum is configured": { resources: only(expiring(90)), settings: { minimumDays: 90 } },
  },
  fail: {
    "a rule that AWS gives its id": [
      [archive({ lifecycleRules: [{ enabled: true, expiration: { days: 30 } }] }), audit()],
      "a rule without an id expires log files after 30 days",
    ],
    "too short": [only(expiring(90)), "rule age expires log files after 90 days; 365 days are required"],
    "one rule of two, and the shorter one counts": [
      only(expiring(2557), expiring(30, { id: "small", filter: { objectSizeLessThan: 131072 } })),
      "rule small expires log files after 30 days",
    ],
    "a rule for large files": [
      only(expiring(30, { filter: { and: { prefix: "AWSLogs/", objectSizeGreaterThan: 131072 } } })),
      "after 30 days",
    ],
    "a rule for the trail's prefix": [under("org", expiring(30, { filter: { prefix: "org/" } })), "after 30 days"],
    "a rule for a part of the trail's files": [
      only(expiring(30, { filter: { prefix: `AWSLogs/${ACCOUNT}/CloudTrail-Digest/` } })),
      "after 30 days",
    ],
    "a rule for a member account's files of an organization's trail": [
      [
        archive(),
        lifecycle([expiring(30, { filter: { prefix: "AWSLogs/o-abcdefghij/999988887777/" } })]),
        audit({ isOrganizationTrail: true }),
      ],
      "after 30 days",
    ],
    "from a day on, however young": [
      only(rule({ expiration: { date: "2030-01-01T00:00:00Z" } })),
      "rule age expires log files on 2030-01-01T00:00:00Z",
    ],
    "a delete marker, though the lock keeps the version": [
      [archive(), versions, lock(365), lifecycle([expiring(30), purging(400)]), audit()],
      "rule age expires log files after 30 days",
    ],
    inline: [
      [archive({ lifecycleRules: [{ id: "age", enabled: true, prefix: "", expiration: { days: 7 } }] }), audit()],
      "rule age expires log files after 7 days",
    ],
    "inline, as BucketV2 writes it": [
      [archiveV2({ lifecycleRules: [{ id: "age", enabled: true, expirations: [{ days: 7 }] }] }), audit()],
      "rule age expires log files after 7 days",
    ],
    "old versions, too short": [
      [archive(), versions, lifecycle([expiring(365), purging(30, { id: "versions" })]), audit()],
      "rule versions removes deleted log files after 30 days; 365 are required",
    ],
    "old versions, too short even with the lock": [
      [archive(), versions, lock(90), lifecycle([purging(30)]), audit()],
      "rule age removes deleted log files after 30 days",
    ],
    "old versions, inline": [
      [
        archive({
          versioning: { enabled: true },
          lifecycleRules: [{ id: "age", enabled: true, noncurrentVersionExpiration: { days: 30 } }],
        }),
        audit(),
      ],
      "rule age removes deleted log files after 30 days",
    ],
    "old versions, inline as BucketV2 writes it": [
      [
        archiveV2({
          versionings: [{ enabled: true }],
          lifecycleRules: [{ id: "age", enabled: true, noncurrentVersionExpirations: [{ days: 30 }] }],
        }),
        audit(),
      ],
      "rule age removes deleted log files after 30 days",
    ],
    "certainly too short, whatever another rule's prefix turns out to be": [
      only(expiring(1, { id: "open", filter: { prefix: UNKNOWN } }), expiring(30)),
      "rule age expires log files after 30 days",
    ],
    "two resources, one of them too short": [
      [archive(), lifecycle([expiring(400)], "long"), lifecycle([expiring(30)], "short"), audit()],
      "long, short overwrite each other, and with short rule age expires log files after 30 days",
    ],
  },
  unknown: {
    "the days are decided elsewhere": [only(expiring(UNKNOWN)), "expiration.days"],
    "the prefix of a short rule is decided elsewhere": [only(expiring(30, { filter: { prefix: UNKNOWN } })), "prefix"],
    "the trail's prefix is decided elsewhere": [
      [archive(), lifecycle([expiring(30)]), audit({ s3KeyPrefix: UNKNOWN })],
      "audit.s3KeyPrefix",
    ],
    "whether the lock holds old versions is decided elsewhere": [
      [archive(), versions, lock(UNKNOWN), lifecycle([purging(30)]), audit()],
      "days",
    ],
    "the bucket belongs to another account": [elsewhere, "bucket org-logs is not in this stack"],
    "the bucket is only read": [onlyRead, "lifecycle configuration of bucket archive"],
  },
});
