import policy from "../../../policies/alarms/composite-alarm-alarms-exist";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { alarm, compositeAlarm, ref, type Draft } from "../../resources";

const root = alarm("root", { name: "root-usage" });
const keys = alarm("keys", { name: "key-changes" });
const any = (alarmRule: unknown, more: Record<string, unknown> = {}): Draft =>
  compositeAlarm("any", { alarmName: "any", alarmRule, ...more });

judge(policy, {
  pass: {
    "by their names": [root, keys, any("ALARM(root-usage) OR NOT OK('key-changes')")],
    "by its ARN": [root, any(ref("root", "arn", (arn) => `ALARM("${arn}")`))],
    "by its output": [root, any(ref("root", "name", (name) => `ALARM("${name}")`))],
    "another composite alarm": [
      root,
      compositeAlarm("all", { alarmName: "all-of-it", alarmRule: "ALARM(root-usage)" }),
      any("ALARM(all-of-it)"),
    ],
    "no alarm at all": [any("FALSE")],
    "left to the default, which CloudWatch does not take": [root, any("TRUE")],
    "one of several": [root, keys, any("AT_LEAST(1, ALARM, (root-usage, key-changes))")],
    "a bracket in a name": [alarm("odd", { name: "odd :)" }), any('ALARM("odd :)")')],
  },
  fail: {
    "a letter is missing": [
      [root, keys, any("ALARM(key-changes) OR ALARM(rot-usage)")],
      "it waits for rot-usage; alarm root is called root-usage",
    ],
    "in other letters": [[root, any("ALARM(Root-Usage)")], "alarm root is called root-usage"],
    "what Pulumi calls it": [[root, any("ALARM(root)")], "it waits for root; alarm root is called root-usage"],
    "of a composite alarm": [
      [compositeAlarm("all", { alarmName: "all-of-it", alarmRule: "FALSE" }), any("ALARM(all-of-i)")],
      "alarm all is called all-of-it",
    ],
    "a bracket is missing": [[root, any("ALARM(root-usage")], "come in no pairs"],
  },
  unknown: {
    "decided elsewhere": [[root, any(UNKNOWN)], "any.alarmRule"],
    "an alarm from elsewhere": [[root, any("ALARM(of-others)")], "nothing in this stack is called of-others"],
    "one with another digit": [[alarm("a", { name: "errors-1" }), any("ALARM(errors-2)")], "called errors-2"],
    "an alarm whose name is decided elsewhere": [
      [alarm("a", { name: UNKNOWN }), any("ALARM(root-usage)")],
      "what a is called is not known",
    ],
    "an ARN of another account": [
      [root, any('ALARM("arn:aws:cloudwatch:eu-west-1:999988887777:alarm:rot-usage")')],
      "called rot-usage",
    ],
    "a rule in other words": [[root, any("root-usage is ringing")], "cannot be read"],
  },
  notApplicable: {
    "this stack only reads it": [
      compositeAlarm("any", { alarmName: "any", alarmRule: "ALARM(x)" }, { external: true }),
    ],
  },
});
