import policy from "../../../policies/alarms/alarm-names-unique";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { alarm, compositeAlarm } from "../../resources";

judge(policy, {
  pass: {
    "two names": [alarm("a", { name: "root" }), alarm("b", { name: "console" })],
    "names are left to the default, which Pulumi makes up": [alarm("a"), alarm("b")],
    "two regions": [alarm("a", { name: "root" }), alarm("b", { name: "root", region: "us-east-1" })],
  },
  fail: {
    "two metric alarms": [[alarm("a", { name: "root" }), alarm("b", { name: "root" })], "b has the same name"],
    "a composite alarm": [
      [alarm("a", { name: "root" }), compositeAlarm("c", { alarmName: "root", alarmRule: "TRUE" })],
      "c has the same name",
    ],
  },
  unknown: { "decided elsewhere": [[alarm("a", { name: UNKNOWN })], "a.name"] },
});
