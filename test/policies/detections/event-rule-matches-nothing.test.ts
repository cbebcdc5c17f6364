import policy from "../../../policies/detections/event-rule-matches-nothing";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { other, ref, type Draft } from "../../resources";

const rule = (values: object): Draft => other("aws:cloudwatch/eventRule:EventRule", "rule", { ...values });
const json = (pattern: unknown): Draft[] => [rule({ eventPattern: JSON.stringify(pattern) })];
const elsewhere = (eventBusName: unknown, pattern: unknown): Draft[] => [
  other("aws:cloudwatch/eventBus:EventBus", "audit", { name: "audit" }),
  rule({ eventBusName, eventPattern: JSON.stringify(pattern) }),
];
const HUB = { source: ["aws.securityhub"], "detail-type": ["Security Hub Findings - Imported"] };
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
    "sources of AWS": json({ source: ["aws.cloudtrail", "aws.dms", "aws.inspector", "aws.monitoring", "aws.aiops"] }),
    "one source of two": json({ source: ["aws.cloudtrial", "aws.cloudtrail"] }),
    "a source of one's own": json({ source: ["cloudtrial", "com.example.iam", "shop.amazonaws.com"] }),
    "a source that AWS may add": json({ source: ["aws.shop"] }),
    "a service whose calls have another name": json({
      ...{ ...CALL, source: ["aws.cloudwatch"], detail: { eventSource: ["monitoring.amazonaws.com"] } },
    }),
    "sources on a bus of one's own": elsewhere(ref("audit", "name"), { source: ["iam.amazonaws.com"] }),
    "a finding": json({ source: ["aws.guardduty"], "detail-type": ["GuardDuty Finding"] }),
    "a finding that somebody hands on": json({ source: ["soc"], "detail-type": ["GuardDuty finding"] }),
    "calls of one service of two": json({
      ...CALL,
      source: ["aws.iam", "aws.sts"],
      detail: { eventSource: ["sts.amazonaws.com"] },
    }),
    "the beginning of a source": json({ source: [{ prefix: "aws.cloudtrial" }] }),
    "fields of records": json({
      ...CALL,
      detail: {
        userIdentity: { type: ["Root"], sessionContext: { attributes: { mfaAuthenticated: ["false"] } } },
        readOnly: [false],
        requestParameters: { eventname: ["x"] },
      },
    }),
    "a field in small letters that must not be there": json({ ...CALL, detail: { eventname: [{ exists: false }] } }),
    "an application's field in small letters": json({ source: ["shop"], detail: { eventname: ["order"] } }),
    "calls that only read, where they are asked for": [
      rule({
        state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
        eventPattern: JSON.stringify({ ...CALL, source: ["aws.kms"], detail: { eventName: ["ListKeys"] } }),
      }),
    ],
    "a call that only reads and one that writes": json({
      ...{ ...CALL, source: ["aws.iam"], detail: { eventName: ["ListUsers", "CreateUser"] } },
    }),
    "a call of objects that only reads": json({ ...CALL, source: ["aws.s3"], detail: { eventName: ["GetObject"] } }),
    "a severity as a number": json({
      ...{ source: ["aws.guardduty"], "detail-type": ["GuardDuty Finding"] },
      detail: { severity: [8, { numeric: [">=", 8.5] }] },
    }),
    "one label of two": json({ ...HUB, detail: { findings: { Severity: { Label: ["high", "CRITICAL"] } } } }),
    "a label that nobody here knows": json({ ...HUB, detail: { findings: { Severity: { Label: ["SEVERE"] } } } }),
    "a severity of findings that are another's": json({
      ...{ source: ["aws.macie"], "detail-type": ["Macie Finding"], detail: { severity: ["High"] } },
    }),
    "on a bus of one's own": elsewhere(ref("audit", "name"), { ...CALL, detail: { eventname: ["StopLogging"] } }),
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
    "a source with two letters exchanged": [
      json({ ...CALL, source: ["aws.cloudtrial"] }),
      'no event meets source: ["aws.cloudtrial"]',
    ],
    "a source that lacks a letter": [json({ source: ["aws.secretmanager"] }), 'source: ["aws.secretmanager"]'],
    "a source in capitals": [json({ ...CALL, source: ["aws.IAM"] }), 'source: ["aws.IAM"]'],
    "a prefix in capitals": [json({ source: ["AWS.iam"] }), 'source: ["AWS.iam"]'],
    "the record's source in place of the event's": [
      json({ ...CALL, source: ["cloudtrail.amazonaws.com"] }),
      'source: ["cloudtrail.amazonaws.com"]',
    ],
    "on the default bus by its ARN": [
      elsewhere("arn:aws:events:eu-west-1:111122223333:event-bus/default", { source: ["aws.cloudtrial"] }),
      'source: ["aws.cloudtrial"]',
    ],
    "the source of a call that is misspelt": [
      json({ ...CALL, detail: { eventSource: ["guarduty.amazonaws.com"] } }),
      'detail.eventSource: ["guarduty.amazonaws.com"]',
    ],
    "a service without its domain": [
      json({ ...CALL, detail: { eventSource: ["cloudtrail"] } }),
      'detail.eventSource: ["cloudtrail"]',
    ],
    "calls of another service than the event's": [
      json({ ...CALL, source: ["aws.iam"], detail: { eventSource: ["cloudtrail.amazonaws.com"] } }),
      'detail.eventSource: ["cloudtrail.amazonaws.com"]',
    ],
    "a type of finding in other letters": [
      json({ source: ["aws.guardduty"], "detail-type": ["Guard Duty finding"] }),
      'detail-type: ["Guard Duty finding"]',
    ],
    "findings of another service": [
      json({ source: ["aws.securityhub"], "detail-type": ["GuardDuty Finding"] }),
      'detail-type: ["GuardDuty Finding"]',
    ],
    "a field of the record in small letters": [
      json({ ...CALL, source: ["aws.cloudtrail"], detail: { eventname: ["StopLogging"] } }),
      'detail.eventname: ["StopLogging"]',
    ],
    "who did it, in small letters": [
      json({ ...CALL, detail: { useridentity: { type: ["Root"] } } }),
      'detail.useridentity.type: ["Root"]',
    ],
    "whose name it is, in small letters": [
      json({ ...CALL, detail: { userIdentity: { username: [{ prefix: "admin" }] } } }),
      "detail.userIdentity.username",
    ],
    "a type of user in small letters": [
      json({ ...CALL, detail: { userIdentity: { type: ["root"] } } }),
      'detail.userIdentity.type: ["root"]',
    ],
    "a text for what is true or false": [json({ ...CALL, detail: { readOnly: ["false"] } }), 'readOnly: ["false"]'],
    "what is true or false for a text": [
      json({ ...CALL, detail: { userIdentity: { sessionContext: { attributes: { mfaAuthenticated: [false] } } } } }),
      "mfaAuthenticated: [false]",
    ],
    "a severity as a text": [
      json({ "detail-type": ["GuardDuty Finding"], detail: { severity: ["HIGH", "CRITICAL"] } }),
      'detail.severity: ["HIGH","CRITICAL"]',
    ],
    "a severity above all": [
      json({ "detail-type": ["GuardDuty Finding"], detail: { severity: [{ numeric: [">=", 70] }, 40] } }),
      'detail.severity: [{"numeric":[">=",70]},40]',
    ],
    "calls that only read": [
      json({ ...CALL, source: ["aws.secretsmanager"], detail: { eventName: ["GetSecretValue", "ListSecrets"] } }),
      'no event meets detail.eventName: ["GetSecretValue","ListSecrets"] while the state is not ENABLED_WITH_ALL',
    ],
    "a label in other letters": [
      json({ ...HUB, detail: { findings: { Severity: { Label: ["High"] } } } }),
      'detail.findings.Severity.Label: ["High"]',
    ],
    "a compliance without its line": [
      json({
        ...{ source: ["aws.config"], "detail-type": ["Config Rules Compliance Change"] },
        detail: { newEvaluationResult: { complianceType: ["NON-COMPLIANT"] } },
      }),
      "complianceType",
    ],
    "every way": [json({ $or: [{ detailType: ["x"] }, { eventName: ["y"] }] }), "no event meets"],
  },
  unknown: { "decided elsewhere": [[rule({ eventPattern: UNKNOWN })], "rule.eventPattern"] },
  notApplicable: {
    "left to the default, by a schedule": [rule({ scheduleExpression: "rate(1 day)" })],
    "what cannot be read": [rule({ eventPattern: "{" })],
  },
});
