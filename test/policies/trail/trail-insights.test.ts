import policy from "../../../policies/trail/trail-insights";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { trail, type Draft } from "../../resources";

const both = [{ insightType: "ApiCallRateInsight" }, { insightType: "ApiErrorRateInsight" }];
const looking = (values: object = {}): Draft => trail("audit", { insightSelectors: both, ...values });
const reads = { eventSelectors: [{ readWriteType: "ReadOnly" }] };

judge(policy, {
  pass: {
    "the selectors are left to the default": [looking()],
    "rates of errors of reads": [looking({ ...reads, insightSelectors: both.slice(1) })],
    "one trail of two, where they are asked for": {
      resources: [looking(), trail("second")],
      settings: { required: true },
    },
  },
  fail: {
    "no write events": [[looking(reads)], "it records no write events"],
    "no management events": [
      [looking({ advancedEventSelectors: [{ fieldSelectors: [{ field: "eventCategory", equals: ["Data"] }] }] })],
      "it records no management events",
    ],
    "asked for, and absent": [{ resources: [trail("audit")], settings: { required: true } }, "it has no insights"],
  },
  unknown: { "decided elsewhere": [[trail("audit", { insightSelectors: UNKNOWN })], "audit.insightSelectors"] },
  notApplicable: { "nobody asked": [trail("audit")] },
});
