import rows from "../../../policies/detections/calls-exist";
import { evaluate } from "../../../policies/evaluate";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge, type Cases } from "../../judge";
import { metricFilter, other, stack, type Draft } from "../../resources";
import { CIS } from "../patterns/filter/cis";
import { FURTHER } from "../patterns/filter/further";

const filter = (pattern?: unknown): Draft[] => [metricFilter("f", { pattern })];
const of = (service: string, names: string): Draft[] =>
  filter(`{ ($.eventSource = ${service}.amazonaws.com) && (${names}) }`);
const rule = (values: object): Draft => other("aws:cloudwatch/eventRule:EventRule", "rule", { ...values });
const json = (pattern: unknown): Draft[] => [rule({ eventPattern: JSON.stringify(pattern) })];
const calls = (source: string, ...eventName: unknown[]): Draft[] => json({ source: [source], detail: { eventName } });

const cases: Record<string, Cases> = {
  "filter-calls-exist": {
    pass: {
      "calls that there are": of("kms", "($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)"),
      "a call that nobody here knows": of("kms", "$.eventName = GenerateMac"),
      "a service that nobody here knows": of("bedrock", "$.eventName = DisableKeys"),
      "one service of two has it": filter(
        '{ (($.eventSource = "iam.amazonaws.com") || ($.eventSource = "organizations.amazonaws.com")) && ($.eventName = "CloseAccount") }',
      ),
      "calls of any service": filter('{ ($.eventName = "DeleteTrail") || ($.eventName = "RetireGrant") }'),
      "of any service, a call of another that is a letter off": filter('{ $.eventName = "DeleteTrial" }'),
      "of any service, near to two": filter('{ $.eventName = "DeleteRle" }'),
    },
    fail: {
      "a letter too many": [of("kms", "$.eventName = DisableKeys"), "kms has no call DisableKeys; DisableKey is near"],
      "a letter less": [of("cloudtrail", '$.eventName = "StopLoging"'), "StopLogging is near"],
      "two letters swapped": [of("cloudtrail", '$.eventName = "DeleteTrial"'), "DeleteTrail is near"],
      "in other letters": [of("iam", '$.eventName = "createUser"'), "CreateUser is near"],
      "one of several": [
        of("kms", "($.eventName = DisableKey) || ($.eventName = PutKeyPolice)"),
        "PutKeyPolicy is near",
      ],
      "whichever service it is of": [
        filter('{ ($.eventName = "StopLoging") || ($.eventName = "DeleteTrail") }'),
        "AWS has no call StopLoging; StopLogging is near",
      ],
    },
    unknown: { "decided elsewhere": [filter(UNKNOWN), "f.pattern"] },
    notApplicable: {
      "left to the default": filter(),
      "names with a star": of("kms", '$.eventName = "DisableKe*"'),
      "no call": filter('{ $.userIdentity.type = "Root" }'),
      "all services but one": filter('{ ($.eventSource != "kms.amazonaws.com") && ($.eventName = "StopLoging") }'),
      "any service": filter('{ ($.eventSource = "*.amazonaws.com") && ($.eventName = "StopLoging") }'),
      "a pattern that cannot be read": filter("{ $.eventName = "),
    },
  },
  "event-rule-calls-exist": {
    pass: {
      "calls that there are": calls("aws.kms", "DisableKey", "ScheduleKeyDeletion"),
      "a name and the beginning of one": calls("aws.kms", "DisableKey", { prefix: "DisableKeyy" }),
      "of a service by the record": json({
        detail: { eventSource: ["kms.amazonaws.com"], eventName: ["DisableKey"] },
      }),
    },
    fail: {
      "a letter less": [calls("aws.cloudtrail", "StopLoging", "DeleteTrail"), "cloudtrail has no call StopLoging"],
      "by the record": [
        json({ detail: { eventSource: ["kms.amazonaws.com"], eventName: ["DisableKeys"] } }),
        "DisableKey is near",
      ],
      "in one of two ways": [
        json({ $or: [{ source: ["aws.kms"], detail: { eventName: ["DisableKeys"] } }, { source: ["aws.iam"] }] }),
        "DisableKey is near",
      ],
      "whichever service it is of": [
        json({ "detail-type": ["AWS API Call via CloudTrail"], detail: { eventName: ["StopLoging"] } }),
        "AWS has no call StopLoging",
      ],
    },
    unknown: { "decided elsewhere": [[rule({ eventPattern: UNKNOWN })], "rule.eventPattern"] },
    notApplicable: {
      "left to the default, by a schedule": [rule({ scheduleExpression: "rate(1 day)" })],
      "what may be no call": json({ detail: { eventName: ["StopLoging"] } }),
      "a source that begins like that": json({ source: [{ prefix: "aws." }], detail: { eventName: ["StopLoging"] } }),
      "no call": json({ source: ["aws.kms"] }),
    },
  },
};

test("every row has its cases", () => expect(Object.keys(cases)).toEqual(rows.map(({ id }) => id)));
for (const row of rows) judge(row, cases[row.id]);

test("no published detection is misspelt", () => {
  const [filterCalls] = rows;
  const drafts = [...CIS, ...FURTHER].map(({ pattern, title }) => metricFilter(title, { pattern }));
  const misspelt = evaluate([filterCalls], stack(drafts, true)).filter(({ status }) => status === "fail");
  expect(misspelt.map(({ subject }) => subject)).toEqual([]);
});
