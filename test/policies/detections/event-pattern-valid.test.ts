import policy from "../../../policies/detections/event-pattern-valid";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { other, type Draft } from "../../resources";

const rule = (eventPattern: unknown): Draft => other("aws:cloudwatch/eventRule:EventRule", "rule", { eventPattern });
const json = (pattern: unknown) => rule(JSON.stringify(pattern));

judge(policy, {
  pass: {
    "names of calls": [json({ source: ["aws.iam"], detail: { eventName: ["CreateUser", { prefix: "Delete" }] } })],
    "a choice": [json({ $or: [{ source: ["aws.iam"] }, { source: ["aws.sts"] }] })],
  },
  fail: {
    "a bare text": [[json({ source: "aws.iam" })], "source: expected a list of values or an object"],
    "no JSON": [[rule("{ source: [aws.iam] }")], "expected JSON"],
    "an operator that does not exist": [
      [json({ detail: { eventName: [{ "starts-with": "X" }] } })],
      "detail.eventName[0]",
    ],
    "an empty list": [[json({ source: [] })], "source: expected at least one value"],
  },
  unknown: { "decided elsewhere": [[rule(UNKNOWN)], "rule.eventPattern"] },
  notApplicable: {
    "left to the default, by a schedule": [
      other("aws:cloudwatch/eventRule:EventRule", "rule", { scheduleExpression: "rate(1 day)" }),
    ],
  },
});
