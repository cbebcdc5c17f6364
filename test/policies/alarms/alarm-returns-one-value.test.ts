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
    "functions, numbers and texts": reading([
      { id: "m1", metric },
      {
        id: "e1",
        expression: "IF(FILL(m1, 0) > 1.5e3 AND DIFF(m1) > 2, SUM(METRICS('shop')), RATE(m1))",
        returnData: true,
      },
    ]),
    "a query of Metrics Insights": reading([
      { id: "q1", expression: 'SELECT SUM(Failures) FROM "App" GROUP BY host', returnData: true },
    ]),
    "a formula that is decided elsewhere": reading([{ id: "e1", expression: UNKNOWN, returnData: true }]),
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
    "an id in capitals": [
      reading([{ id: "Errors", metric, returnData: true }]),
      "the id Errors does not begin with a small letter",
    ],
    "a formula on what is not there": [
      reading([
        { id: "errors", metric },
        { id: "e1", expression: "FILL(error, 0)", returnData: true },
      ]),
      "its e1 reads error, which is none of its queries",
    ],
    "a band around what is not there": [
      reading([{ id: "m2", metric, returnData: true }, BAND], { thresholdMetricId: "band" }),
      "its band reads m1",
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
