import rows from "../../../policies/trail/event-data-stores";
import { EventDataStore } from "../../../policies/kinds/cloudtrail";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge, type Cases } from "../../judge";
import { key, other, ref, type Draft } from "../../resources";

const store = (values: Record<string, unknown> = {}): Draft => other(EventDataStore.tokens[0], "lake", values);

const cases: Record<string, Cases> = {
  "event-data-store-encryption": {
    pass: { "a key of the stack": [key("own"), store({ kmsKeyId: ref("own") })] },
    fail: { "left to the default": [[store()], "no key of the account"] },
    unknown: { "decided elsewhere": [[store({ kmsKeyId: UNKNOWN })], "lake.kmsKeyId"] },
  },
  "event-data-store-retention": {
    pass: { "left to the default": [store()], "a year": [store({ retentionPeriod: 365 })] },
    fail: {
      "a month": [[store({ retentionPeriod: 30 })], "after 30 days; 365 are required"],
      "more is asked for": [{ resources: [store()], settings: { minimumDays: 3653 } }, "after 2555 days"],
    },
    unknown: { "decided elsewhere": [[store({ retentionPeriod: UNKNOWN })], "lake.retentionPeriod"] },
  },
  "event-data-store-protected": {
    pass: { "left to the default": [store()], "said aloud": [store({ terminationProtectionEnabled: true })] },
    fail: {
      "protection off": [[store({ terminationProtectionEnabled: false })], "one call deletes it"],
      suspended: [[store({ suspend: "true" })], "it takes in no events"],
    },
    unknown: { "decided elsewhere": [[store({ terminationProtectionEnabled: UNKNOWN })], "terminationProtection"] },
  },
};

test("every row has its cases", () => expect(Object.keys(cases)).toEqual(rows.map(({ id }) => id)));
for (const row of rows) judge(row, cases[row.id]);
