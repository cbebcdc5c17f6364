import policy from "../../../policies/trail/trail-logging";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { trail } from "../../resources";

judge(policy, {
  pass: {
    "left to the default, which is on": [trail("audit")],
    "switched on": [trail("audit", { enableLogging: true })],
  },
  fail: {
    "switched off": [[trail("audit", { enableLogging: false })], "logging is switched off"],
    "one trail of two": [[trail("a"), trail("b", { enableLogging: false })], "logging is switched off"],
  },
  unknown: { "decided elsewhere": [[trail("audit", { enableLogging: UNKNOWN })], "audit.enableLogging"] },
});
