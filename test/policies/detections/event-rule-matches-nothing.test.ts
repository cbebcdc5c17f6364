import policy from "../../../policies/detections/event-rule-matches-nothing";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { other, type Draft } from "../../resources";

const rule = (values: object): Draft => other("aws:cloudwatch/eventRule:EventRule", "rule", { ...values });
const json = (pattern: unknown): Draft[] => [rule({ eventPattern: JSON.stringify(pattern) })];
const CALL = { "detail-type": ["AWS API Call via CloudTrail"] };

judge(policy, {
  pass: {
    "names of calls": json({ ...CALL, source: ["aws.iam"], detail: { eventName: ["CreateUser"] } }),
    "calls of a service": json({ ...CALL, detail: { eventSource: ["iam.amazonaws.com"] } }),
    "one type of two": json({ "detail-type": ["AWS API Call via CloudTrail", "AWS Api Call via CloudTrail"] }),
    "the state of an instance": json({
      source: ["aws.ec2"],
      "detail-type": ["EC2 Instance State-change Notification"],
    }),
    "an application's event with a field of that name": json({ source: ["shop"], detail: { eventSource: ["orders"] } }),
    "one of two ways": json({ $or: [{ detailType: ["x"] }, { source: ["aws.iam"] }] }),
    "a field that must not be there": json({ source: ["aws.iam"], extra: [{ exists: false }] }),
    "a part of a source": json({ ...CALL, detail: { eventSource: [{ prefix: "iam" }] } }),
  },
  fail: {
    "a field outside of the envelope": [
      json({ detailType: ["AWS API Call via CloudTrail"], source: ["aws.iam"] }),
      'no event meets detailType: ["AWS API Call via CloudTrail"]',
    ],
    "a field of the record outside of detail": [
      json({ source: ["aws.iam"], eventName: ["CreateUser"] }),
      'eventName: ["CreateUser"]',
    ],
    "a type in other letters": [
      json({ "detail-type": ["AWS API Call via Cloudtrail"] }),
      'detail-type: ["AWS API Call via Cloudtrail"]',
    ],
    "a type that is cut short": [json({ "detail-type": ["API Call via CloudTrail"] }), "API Call via CloudTrail"],
    "the source of the event in place of the record's": [
      json({ ...CALL, detail: { eventSource: ["aws.iam"] } }),
      'detail.eventSource: ["aws.iam"]',
    ],
    "every way": [json({ $or: [{ detailType: ["x"] }, { eventName: ["y"] }] }), "no event meets"],
  },
  unknown: { "decided elsewhere": [[rule({ eventPattern: UNKNOWN })], "rule.eventPattern"] },
  notApplicable: {
    "left to the default, by a schedule": [rule({ scheduleExpression: "rate(1 day)" })],
    "what cannot be read": [rule({ eventPattern: "{" })],
  },
});
