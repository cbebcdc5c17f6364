import policy from "../../../policies/alarms/alarm-not-suppressed";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { alarm, compositeAlarm, logGroup, ref, topic, trail, type Draft } from "../../resources";
import { counter, onRootUsage } from "./counters";

const alerts = topic("alerts");
const audited = [
  logGroup("events", { name: "events" }),
  trail("audit", { cloudWatchLogsGroupArn: ref("events", "arn", (arn) => `${arn}:*`) }),
  counter({}, { logGroupName: ref("events", "name") }),
];
const root = (change: Record<string, unknown> = {}): Draft => onRootUsage({ name: "root", ...change });
const any = (change: Record<string, unknown> = {}): Draft =>
  compositeAlarm("any", { alarmName: "any", alarmRule: 'ALARM("root")', alarmActions: [ref("alerts")], ...change });
const suppressed = { actionsSuppressor: { alarm: "maintenance", waitPeriod: 60, extensionPeriod: 60 } };

judge(policy, {
  pass: {
    "left to the default: no suppressor": [alerts, ...audited, root(), any()],
    "the audit alarm acts by itself": [alerts, ...audited, root({ alarmActions: [ref("alerts")] }), any(suppressed)],
    "an alarm of the application": [alerts, ...audited, alarm("root", { name: "root" }), any(suppressed)],
  },
  fail: {
    "the only voice of an audit alarm": [
      [alerts, ...audited, root(), any(suppressed)],
      "its suppressor keeps root-alarm from being heard",
    ],
  },
  unknown: { "decided elsewhere": [[alerts, any({ actionsSuppressor: UNKNOWN })], "any.actionsSuppressor"] },
});
