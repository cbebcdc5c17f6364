import policy from "../../../policies/alarms/alarm-actions";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { alarm, compositeAlarm, logGroup, ref, stackReference, topic, trail, type Draft } from "../../resources";
import { counter, onRootUsage } from "./counters";

const alerts = topic("alerts");
/** A composite alarm that acts, and an alarm that does not. */
const composite = (alarmRule: unknown, change: Record<string, unknown> = {}, watched = {}): Draft[] => [
  alerts,
  alarm("root", { name: "root", ...watched }),
  compositeAlarm("any", { alarmName: "any", alarmRule, alarmActions: [ref("alerts")], ...change }),
];

/** A composite alarm that acts for an audit alarm which does not. */
const forAudit = (alarmRule: string): Draft[] => [
  alerts,
  logGroup("events", { name: "events" }),
  trail("audit", { cloudWatchLogsGroupArn: ref("events", "arn", (arn) => `${arn}:*`) }),
  counter({}, { logGroupName: ref("events", "name") }),
  onRootUsage({ name: "root" }),
  compositeAlarm("any", { alarmName: "any", alarmRule, alarmActions: [ref("alerts")] }),
];

judge(policy, {
  pass: {
    "an audit alarm, unless there is maintenance": forAudit('ALARM("root") AND NOT ALARM("maintenance")'),
    "several signs of a machine together": composite('ALARM("root") AND ALARM("memory")'),
    "a topic": [alerts, alarm("root", { alarmActions: [ref("alerts")] })],
    "a topic, the switch left to the default": [alerts, alarm("root", { alarmActions: [ref("alerts")] })],
    "switched on outright": [alarm("root", { alarmActions: ["arn:aws:sns:eu-west-1:1:x"], actionsEnabled: true })],
    "a topic of the alarm's own region": [
      topic("far", { region: "us-east-1" }),
      alarm("root", { alarmActions: [ref("far")], region: "us-east-1" }),
    ],
    "something else than a topic": [alarm("cpu", { alarmActions: ["arn:aws:automate:eu-west-1:ec2:recover"] })],
    "a composite alarm over it acts": composite('ALARM("root")'),
    "a composite alarm without quotes": composite("ALARM(root)"),
    "a composite alarm over several": composite('OK(other) OR (ALARM("root") OR ALARM("kms"))'),
    "a composite alarm over a number of several": composite('AT_LEAST(1, ALARM, ("root", "kms"))'),
    "a composite alarm by ARN": composite("ALARM('arn:aws:cloudwatch:eu-west-1:111122223333:alarm:root')"),
    "a composite alarm over one whose own actions are switched off": composite(
      'ALARM("root")',
      {},
      { alarmActions: [ref("alerts")], actionsEnabled: false },
    ),
    "a composite alarm whose rule is written from the alarm": composite(ref("root", "arn", (arn) => `ALARM("${arn}")`)),
  },
  fail: {
    "no action, left to the default": [[alarm("root")], "it has no action for the ALARM state"],
    "an empty list": [[alarm("root", { alarmActions: [] })], "it has no action for the ALARM state"],
    "actions for the other states alone": [
      [alerts, alarm("root", { okActions: [ref("alerts")], insufficientDataActions: [ref("alerts")] })],
      "it has no action for the ALARM state",
    ],
    "switched off": [
      [alerts, alarm("root", { alarmActions: [ref("alerts")], actionsEnabled: false })],
      "its actions are switched off",
    ],
    "a composite alarm that acts on its absence": [composite('NOT ALARM("root")'), "it has no action"],
    "a composite alarm that acts on the absence of several": [
      composite('NOT (ALARM("kms") OR ALARM("root"))'),
      "it has no action",
    ],
    "a composite alarm that rings for an audit alarm only with others": [
      forAudit('ALARM("root") AND ALARM("kms")'),
      "any rings only when others are in ALARM as well",
    ],
    "a composite alarm that asks for two audit alarms": [
      forAudit('AT_LEAST(2, ALARM, ("root", "kms", "login"))'),
      "any rings only when others are in ALARM as well",
    ],
    "a composite alarm over another": [composite('ALARM("root-2")'), "it has no action"],
    "a composite alarm without actions": [composite('ALARM("root")', { alarmActions: [] }), "it has no action"],
    "a composite alarm that is switched off": [
      composite('ALARM("root")', { actionsEnabled: false }),
      "it has no action for the ALARM state",
    ],
    "a topic of another region": [
      [topic("far", { region: "us-east-1" }), alarm("root", { alarmActions: [ref("far")] })],
      "topic far is not in eu-west-1, where the alarm is",
    ],
    "a topic of another region by its ARN": [
      [alarm("root", { alarmActions: ["arn:aws:sns:us-east-1:111122223333:far"] })],
      "far is not in eu-west-1",
    ],
    "one alarm of two": [[alerts, alarm("a", { alarmActions: [ref("alerts")] }), alarm("b")], "it has no action"],
  },
  unknown: {
    "the actions are decided elsewhere": [[alarm("root", { alarmActions: UNKNOWN })], "root.alarmActions"],
    "the switch is decided elsewhere": [
      [alerts, alarm("root", { alarmActions: [ref("alerts")], actionsEnabled: UNKNOWN })],
      "root.actionsEnabled",
    ],
    "the rule of a composite alarm is decided elsewhere": [composite(UNKNOWN), "any.alarmRule"],
    "the rule of a composite alarm cannot be read": [
      composite('ALARM("root") XOR ALARM("kms")'),
      "any.alarmRule is not readable",
    ],
    "the rule of a composite alarm comes from another stack": [
      [stackReference("rules"), ...composite(ref("rules", "outputs"))],
      "any.alarmRule",
    ],
  },
});
