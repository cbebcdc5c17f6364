import policy from "../../../policies/alarms/alarm-returns-one-value";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { alarm } from "../../resources";

const metric = { namespace: "App", metricName: "Failures", period: 300, stat: "Sum" };
const reading = (metricQueries: unknown, more: object = {}) => [alarm("failures", { metricQueries, ...more })];
const BAND = { id: "band", expression: "ANOMALY_DETECTION_BAND(m1)", returnData: true };

judge(policy, {
  pass: {
    "a lone metric": reading([{ id: "m1", metric, returnData: true }]),
    "a formula": reading([
      { id: "m1", metric },
      { id: "e1", expression: "m1 * 2", returnData: true },
    ]),
    "a metric and its band": reading([{ id: "m1", metric, returnData: true }, BAND], { thresholdMetricId: "band" }),
  },
  fail: {
    "left to the default, which the provider makes a no": [
      reading([{ id: "m1", metric }]),
      "none of its queries returns a value",
    ],
    "a formula that returns nothing": [
      reading([
        { id: "m1", metric },
        { id: "e1", expression: "m1 * 2", returnData: false },
      ]),
      "none of its queries returns a value",
    ],
    "two at once": [
      reading([
        { id: "m1", metric, returnData: true },
        { id: "e1", expression: "m1 * 2", returnData: true },
      ]),
      "m1, e1 return values, and CloudWatch takes one",
    ],
  },
  unknown: { "decided elsewhere": [reading(UNKNOWN), "failures.metricQueries"] },
  notApplicable: { "one metric": [alarm("failures", metric)] },
});
