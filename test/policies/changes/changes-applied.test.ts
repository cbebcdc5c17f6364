import changesApplied from "../../../policies/changes/changes-applied";
import { UNKNOWN } from "../../../policies/graph/value";
import { EventRule } from "../../../policies/kinds/cloudwatch";
import { judge } from "../../judge";
import { alarm, key, keyPolicy, logGroup, metricFilter, other, ref, trail, type Draft } from "../../resources";

const [ofLogGroups, ofKeys, ofFilters, ofAlarms, ofEventRules] = changesApplied;

const without = (...ignoreChanges: string[]): object => ({ ignoreChanges });
const events = (...ignoreChanges: string[]): Draft =>
  logGroup("events", { retentionInDays: 365, kmsKeyId: ref("key", "arn") }, without(...ignoreChanges));
const own = (...ignoreChanges: string[]): Draft => key("key", {}, without(...ignoreChanges));
const document = (...ignoreChanges: string[]): Draft =>
  keyPolicy("key-policy", { keyId: ref("key", "id"), policy: "{}" }, without(...ignoreChanges));

const filter = (ignoreChanges: string[] = [], pattern: unknown = "{ $.eventName = StopLogging }"): Draft =>
  metricFilter(
    "tampering",
    {
      logGroupName: ref("events"),
      pattern: pattern as string,
      metricTransformation: { name: "Tampering", namespace: "Trail", value: "1" },
    },
    without(...ignoreChanges),
  );
const rings = (ignoreChanges: string[] = [], values: object = {}): Draft =>
  alarm("rings", { namespace: "Trail", metricName: "Tampering", ...values }, without(...ignoreChanges));
const rule = (ignoreChanges: string[] = [], eventPattern: unknown = '{"source":["aws.cloudtrail"]}'): Draft =>
  other(EventRule.tokens[0], "rule", { eventPattern }, without(...ignoreChanges));

judge(ofLogGroups, {
  pass: {
    "left to the default, which applies all": [logGroup("app")],
    "changes of tags are ignored": [logGroup("app", {}, without("tags", 'tags["owner"]'))],
    "a name that begins alike": [logGroup("app", {}, without("retentionInDaysOfOld"))],
  },
  fail: {
    "of the retention": [[own(), events("retentionInDays")], "changes of events.retentionInDays are ignored"],
    "of the key": [[own(), events("tags", "kmsKeyId")], "changes of events.kmsKeyId are ignored"],
    "of everything": [[logGroup("app", {}, without("*"))], "changes of app.* are ignored"],
  },
  unknown: "reads no value",
  notApplicable: { "a group that is only read": [logGroup("app", {}, { external: true, ...without("*") })] },
});

judge(ofKeys, {
  pass: {
    "left to the default, which applies all": [own(), events()],
    "changes of the deletion window are ignored": [own("deletionWindowInDays"), events()],
  },
  fail: {
    "of the policy": [[own("policy"), events()], "changes of key.policy are ignored"],
    "of the policy that stands apart": [
      [own(), document("policy"), events()],
      "changes of key-policy.policy are ignored",
    ],
    "of the key of a trail": [
      [own("isEnabled"), trail("audit", { kmsKeyId: ref("key", "arn") })],
      "changes of key.isEnabled are ignored",
    ],
  },
  unknown: "reads no value",
  notApplicable: { "a key that encrypts no log": [own("policy")] },
});

judge(ofFilters, {
  pass: {
    "left to the default, which applies all": [own(), events(), filter()],
    "nothing is ignored, whatever the pattern is": [own(), events(), filter([], UNKNOWN)],
  },
  fail: {
    "of the pattern": [[own(), events(), filter(["pattern"])], "changes of tampering.pattern are ignored"],
    "of a part of the metric": [
      [own(), events(), filter(["metricTransformation.name"])],
      "changes of tampering.metricTransformation.name are ignored",
    ],
  },
  unknown: { "the pattern is": [[own(), events(), filter(["pattern"], UNKNOWN)], "tampering.pattern"] },
  notApplicable: { "a filter of an application": [own(), events(), filter(["pattern"], "ERROR")] },
});

judge(ofAlarms, {
  pass: {
    "left to the default, which applies all": [own(), events(), filter(), rings()],
    "changes of what happens afterwards are ignored": [own(), events(), filter(), rings(["okActions"])],
  },
  fail: {
    "of whether it acts": [
      [own(), events(), filter(), rings(["actionsEnabled"])],
      "changes of rings.actionsEnabled are ignored",
    ],
    "of whom it tells": [
      [own(), events(), filter(), rings(["alarmActions[0]"])],
      "changes of rings.alarmActions[0] are ignored",
    ],
    "of a heartbeat": [
      [rings(["threshold"], { namespace: "AWS/Logs", metricName: "IncomingLogEvents" })],
      "changes of rings.threshold are ignored",
    ],
  },
  unknown: "reads no value",
  notApplicable: {
    "an alarm of an application": [rings(["threshold"], { namespace: "AWS/EC2", metricName: "CPUUtilization" })],
  },
});

judge(ofEventRules, {
  pass: {
    "left to the default, which applies all": [rule()],
    "changes of its text are ignored": [rule(["description"])],
  },
  fail: {
    "of whether it is on": [[rule(["state"])], "changes of rule.state are ignored"],
    "of what it looks for": [[rule(["eventPattern"])], "changes of rule.eventPattern are ignored"],
  },
  unknown: { "what it looks for is": [[rule(["state"], UNKNOWN)], "rule.eventPattern"] },
  notApplicable: { "a rule of an application": [rule(["state"], '{"source":["app"]}')] },
});
