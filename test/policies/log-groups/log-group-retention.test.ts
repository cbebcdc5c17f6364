import policy from "../../../policies/log-groups/log-group-retention";
import { UNKNOWN } from "../../../policies/graph/value";
import { settingsOf } from "../../../policies/evaluate";
import { LogGroup } from "../../../policies/kinds/cloudwatch";
import { judge } from "../../judge";
import { logGroup, stack } from "../../resources";

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

test.each([
  ["raised to the minimum", 30, 365, { retentionInDays: 365 }],
  ["raised to the next number of days that AWS accepts", 30, 366, { retentionInDays: 400 }],
  ["long enough already", 400, 366, undefined],
  ["no number of days is accepted that is long enough", 30, 4000, undefined],
  ["for ever, which a limit would cut", 0, 365, undefined],
])("remediation: %s", (_, retentionInDays, minimumDays, remedy) => {
  const [group] = stack([logGroup("app", { retentionInDays })], false).all(LogGroup);
  expect(policy.scope === "resource" && policy.remediate?.(group, settingsOf(policy, { minimumDays }))).toEqual(remedy);
});
