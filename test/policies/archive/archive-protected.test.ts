import policy from "../../../policies/archive/archive-protected";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { bucketLifecycle, bucketVersioning, ref } from "../../resources";
import { archive, audit } from "./archive";

const kept = { protect: true };
const versions = (extra: object = {}) =>
  bucketVersioning(
    "versions",
    { bucket: ref("archive", "bucket"), versioningConfiguration: { status: "Enabled" } },
    extra,
  );

judge(policy, {
  pass: {
    "both protected, the rest left to the default": [archive({}, kept), audit({}, kept)],
    "not emptied when it is removed": [archive({ forceDestroy: false }, kept), audit({}, kept)],
    "changes of tags are ignored": [
      archive({}, { ...kept, ignoreChanges: ["tags"] }),
      audit({}, { ...kept, ignoreChanges: ["tags.owner"] }),
    ],
    "changes of an inline form that a resource replaces are ignored": [
      archive({}, { ...kept, ignoreChanges: ["versioning"] }),
      versions(),
      audit({}, kept),
    ],
    "a trail that is only read cannot be removed here": [archive({}, kept), audit({}, { external: true })],
    "a bucket that is only read cannot be removed here": [archive({}, { external: true }), audit({}, kept)],
  },
  fail: {
    "left to the default, which is no protection": [[archive(), audit()], "audit is not protected"],
    "the trail is not": [[archive({}, kept), audit()], "audit is not protected"],
    "the bucket is not": [[archive(), audit({}, kept)], "archive is not protected"],
    "emptied when it is removed": [
      [archive({ forceDestroy: true }, kept), audit({}, kept)],
      "bucket archive is emptied when it is removed",
    ],
    "changes of the trail's selectors are ignored": [
      [archive({}, kept), audit({}, { ...kept, ignoreChanges: ["tags", "eventSelectors[0].readWriteType"] })],
      "changes of audit.eventSelectors[0].readWriteType are ignored",
    ],
    "all changes of the trail are ignored": [
      [archive({}, kept), audit({}, { ...kept, ignoreChanges: ["*"] })],
      "changes of audit.* are ignored",
    ],
    "changes of the bucket's own versioning are ignored": [
      [archive({ versioning: { enabled: true } }, { ...kept, ignoreChanges: ["versioning"] }), audit({}, kept)],
      "changes of archive.versioning are ignored",
    ],
    "changes of a setting's resource are ignored": [
      [
        archive({}, kept),
        bucketLifecycle("lifecycle", { bucket: ref("archive", "bucket"), rules: [] }, { ignoreChanges: ["rules"] }),
        audit({}, kept),
      ],
      "changes of lifecycle.rules are ignored",
    ],
    "the trail is not, wherever its bucket is": [[audit({ s3BucketName: "org-logs" })], "audit is not protected"],
  },
  unknown: {
    "whether it is emptied is decided elsewhere": [
      [archive({ forceDestroy: UNKNOWN }, kept), audit({}, kept)],
      "archive.forceDestroy",
    ],
    "the bucket belongs to another account": [
      [audit({ s3BucketName: "org-logs" }, kept)],
      "bucket org-logs is not in this stack",
    ],
  },
});
