import policy from "../../../policies/archive/archive-at-hand";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { bucketLifecycle, ref, type Draft } from "../../resources";
import { archive, audit, elsewhere, onlyRead } from "./archive";

const rule = (...transitions: object[]): object => ({ id: "cold", status: "Enabled", transitions });
const only = (...rules: unknown[]): Draft[] => [
  archive(),
  bucketLifecycle("lifecycle", { bucket: ref("archive", "bucket"), rules: rules as never }),
  audit(),
];

judge(policy, {
  pass: {
    "left to the default, which moves nothing": [archive(), audit()],
    "exactly the minimum": only(rule({ days: 90, storageClass: "GLACIER" })),
    "classes that are read at once": only(
      rule({ days: 30, storageClass: "STANDARD_IA" }, { days: 60, storageClass: "GLACIER_IR" }),
    ),
    "other files": only({ ...rule({ days: 1, storageClass: "GLACIER" }), filter: { prefix: "tmp/" } }),
    "a rule that is off": only({ ...rule({ days: 1, storageClass: "GLACIER" }), status: "Disabled" }),
    "a lower minimum": {
      resources: only(rule({ days: 30, storageClass: "GLACIER" })),
      settings: { minimumDays: 30 },
    },
  },
  fail: {
    "after a month": [
      only(rule({ days: 30, storageClass: "GLACIER" })),
      "rule cold moves log files to GLACIER after 30 days; 90 days must be at hand",
    ],
    "at once, the second of two": [
      only(rule({ days: 30, storageClass: "STANDARD_IA" }, { days: 60, storageClass: "DEEP_ARCHIVE" })),
      "to DEEP_ARCHIVE after 60 days",
    ],
    "on a day": [only(rule({ date: "2027-01-01", storageClass: "GLACIER" })), "to GLACIER on 2027-01-01"],
    inline: [
      [archive({ lifecycleRules: [{ enabled: true, transitions: [{ days: 1, storageClass: "GLACIER" }] }] }), audit()],
      "rule without an id moves log files to GLACIER after 1 day",
    ],
  },
  unknown: {
    "decided elsewhere": [only(rule({ days: UNKNOWN, storageClass: "GLACIER" })), "lifecycle.rules"],
    "the bucket belongs to another account": [elsewhere, "is not in this stack"],
    "the bucket is only read": [onlyRead, "lifecycle configuration of bucket archive"],
  },
});
