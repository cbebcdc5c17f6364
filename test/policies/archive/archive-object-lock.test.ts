import policy from "../../../policies/archive/archive-object-lock";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { objectLock, other, ref } from "../../resources";
import { archive, archiveV2, audit, elsewhere, onlyRead } from "./archive";

const locked = (defaultRetention: unknown, name = "lock") =>
  objectLock(name, { bucket: ref("archive", "bucket"), rule: { defaultRetention } });
const year = { mode: "GOVERNANCE", days: 365 };

judge(policy, {
  pass: {
    "a resource of its own, in governance mode": [archive({ objectLockEnabled: true }), locked(year), audit()],
    "in compliance mode, in years": [archive(), locked({ mode: "COMPLIANCE", years: 1 }), audit()],
    "the V2 resource, with days that a state shows as 0": [
      archiveV2({ objectLockEnabled: true }),
      other("aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2", "lock", {
        bucket: ref("archive", "bucket"),
        rule: { defaultRetention: { mode: "COMPLIANCE", days: 0, years: 7 } },
      }),
      audit(),
    ],
    inline: [archive({ objectLockConfiguration: { rule: { defaultRetention: year } } }), audit()],
    "inline, as BucketV2 writes it": [
      archiveV2({ objectLockConfiguration: { rules: [{ defaultRetentions: [year] }] } }),
      audit(),
    ],
    "a lower minimum is configured": {
      resources: [archive(), locked({ mode: "GOVERNANCE", days: 90 }), audit()],
      settings: { minimumDays: 90 },
    },
  },
  fail: {
    "left to the default, which is no lock": [[archive(), audit()], "bucket archive locks no file by default"],
    "Object Lock without a default retention": [
      [archive({ objectLockEnabled: true }), audit()],
      "bucket archive locks no file by default",
    ],
    "a resource without a rule": [
      [archive(), objectLock("lock", { bucket: ref("archive", "bucket"), objectLockEnabled: "Enabled" }), audit()],
      "bucket archive locks no file by default",
    ],
    "too short": [
      [archive(), locked({ mode: "GOVERNANCE", days: 30 }), audit()],
      "locks files for 30 days; 365 are required",
    ],
    "two resources, one of them too short": [
      [archive(), locked(year, "long"), locked({ mode: "GOVERNANCE", days: 1 }, "short"), audit()],
      "long, short overwrite each other, and with short bucket archive locks files for 1 days",
    ],
  },
  unknown: {
    "decided elsewhere": [[archive(), locked({ mode: "GOVERNANCE", days: UNKNOWN }), audit()], "days"],
    "the bucket belongs to another account": [elsewhere, "bucket org-logs is not in this stack"],
    "the bucket is only read": [onlyRead, "Object Lock configuration of bucket archive"],
  },
});
