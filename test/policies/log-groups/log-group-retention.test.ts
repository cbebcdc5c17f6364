import policy from "../../../policies/log-groups/log-group-retention";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { logGroup } from "../../resources";

judge(policy, {
  pass: {
    "exactly the minimum": [logGroup("app", { retentionInDays: 365 })],
    "longer than the minimum": [logGroup("app", { retentionInDays: 2557 })],
    "for ever, where that is accepted": { resources: [logGroup("app")], settings: { neverExpires: true } },
    "a lower minimum is configured": {
      resources: [logGroup("app", { retentionInDays: 90 })],
      settings: { minimumDays: 90 },
    },
  },
  fail: {
    "shorter than the minimum": [
      [logGroup("app", { retentionInDays: 180 })],
      "expire after 180 days; 365 are required",
    ],
    "left to the default of AWS, which is for ever": [[logGroup("app")], "no retention is set"],
    "for ever, said outright": [[logGroup("app", { retentionInDays: 0 })], "no retention is set"],
    "one group of two": [
      [logGroup("a", { retentionInDays: 7 }), logGroup("b", { retentionInDays: 731 })],
      "after 7 days",
    ],
  },
  unknown: { "decided elsewhere": [[logGroup("app", { retentionInDays: UNKNOWN })], "app.retentionInDays"] },
});
