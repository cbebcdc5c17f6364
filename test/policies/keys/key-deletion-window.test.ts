import { UNKNOWN } from "../../../policies/graph/value";
import policy from "../../../policies/keys/key-deletion-window";
import { judge } from "../../judge";
import { key, ref, trail, type Draft } from "../../resources";

const of = (values: Record<string, unknown> = {}, extra: object = {}): Draft[] => [
  key("logs", values, extra),
  trail("audit", { kmsKeyId: ref("logs") }),
];

judge(policy, {
  pass: {
    "left to the default": of(),
    "less than KMS takes, as where the configuration lacks it": of({ deletionWindowInDays: 1 }),
    "two weeks": of({ deletionWindowInDays: 14 }),
    "a week where that is enough": { resources: of({ deletionWindowInDays: 7 }), settings: { minimumDays: 7 } },
  },
  fail: {
    "one week": [of({ deletionWindowInDays: 7 }), "it waits 7 days"],
    "less than is asked for": [
      { resources: of({ deletionWindowInDays: 20 }), settings: { minimumDays: 30 } },
      "it waits 20 days",
    ],
  },
  unknown: { "decided elsewhere": [of({ deletionWindowInDays: UNKNOWN }), "logs.deletionWindowInDays"] },
  notApplicable: {
    "a key that no trail uses": [key("files", { deletionWindowInDays: 7 })],
    "this stack only reads it": of({ deletionWindowInDays: 7 }, { external: true }),
  },
});
