import policy from "../../../policies/archive/archive-versioning";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { bucketPolicy, bucketVersioning, other, ref, stackReference } from "../../resources";
import { archive, archiveV2, audit, document, elsewhere, onlyRead } from "./archive";

const versioning = (status: unknown, name = "versions") =>
  bucketVersioning(name, { bucket: ref("archive", "bucket"), versioningConfiguration: { status } });

judge(policy, {
  pass: {
    "a resource of its own": [archive(), versioning("Enabled"), audit()],
    "the V2 resource": [
      archiveV2(),
      other("aws:s3/bucketVersioningV2:BucketVersioningV2", "versions", {
        bucket: ref("archive", "bucket"),
        versioningConfiguration: { status: "Enabled" },
      }),
      audit(),
    ],
    inline: [archive({ versioning: { enabled: true } }), audit()],
    "inline, as BucketV2 writes it": [archiveV2({ versionings: [{ enabled: true }] }), audit()],
    "the resource wins over the inline form": [
      archive({ versioning: { enabled: false } }),
      versioning("Enabled"),
      audit(),
    ],
    "Object Lock, which brings versions along": [archive({ objectLockEnabled: true }), audit()],
    "a bucket without a name that all name through its policy": [
      archive({ bucket: undefined }),
      bucketPolicy("policy", { bucket: ref("archive", "bucket"), policy: document() }),
      bucketVersioning("versions", {
        bucket: ref("policy", "bucket"),
        versioningConfiguration: { status: "Enabled" },
      }),
      audit({ s3BucketName: ref("policy", "bucket") }),
    ],
    "a bucket without a name of its own": [archive({ bucket: undefined }), versioning("Enabled"), audit()],
    "two trails, one archive": [
      archive(),
      versioning("Enabled"),
      audit(),
      { ...audit(), name: "data", values: { s3BucketName: "archive" } },
    ],
    "a bucket that another program made, whose versions can be seen": [
      archive({ versioning: { enabled: true } }, { external: true }),
      audit(),
    ],
  },
  fail: {
    "left to the default, which keeps none": [[archive(), audit()], "bucket archive keeps no versions"],
    suspended: [[archive(), versioning("Suspended"), audit()], "bucket archive keeps no versions"],
    "inline, off": [[archive({ versioning: { enabled: false } }), audit()], "bucket archive keeps no versions"],
    "the resource wins over the inline form": [
      [archive({ versioning: { enabled: true } }), versioning("Suspended"), audit()],
      "bucket archive keeps no versions",
    ],
    "versions of another bucket": [
      [
        archive(),
        { ...archive({ bucket: "site" }), name: "site" },
        bucketVersioning("versions", {
          bucket: ref("site", "bucket"),
          versioningConfiguration: { status: "Enabled" },
        }),
        audit(),
      ],
      "bucket archive keeps no versions",
    ],
    "two resources that contradict each other": [
      [archive(), versioning("Enabled", "on"), versioning("Suspended", "off"), audit()],
      "on, off overwrite each other, and with off bucket archive keeps no versions",
    ],
    "one trail of two": [
      [
        archive(),
        versioning("Enabled"),
        audit(),
        { ...archive({ bucket: "data" }), name: "data-archive" },
        { ...audit(), name: "data", values: { s3BucketName: ref("data-archive", "bucket") } },
      ],
      "bucket data-archive keeps no versions",
    ],
  },
  unknown: {
    "decided elsewhere": [[archive(), versioning(UNKNOWN), audit()], "versions.versioningConfiguration.status"],
    "the bucket belongs to another account": [elsewhere, "bucket org-logs is not in this stack"],
    "the bucket is another stack's output": [
      [stackReference("logs"), audit({ s3BucketName: ref("logs", "bucket") })],
      "audit.s3BucketName is not known before deployment",
    ],
    "the bucket is only read": [onlyRead, "bucket versioning of bucket archive is not in this stack"],
    "a resource that could be about this bucket": [
      [archive(), bucketVersioning("versions", { bucket: UNKNOWN }), audit()],
      "versions.bucket",
    ],
  },
});
