import policy from "../../../policies/trail/trail-log-file-validation";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { trail } from "../../resources";

judge(policy, {
  pass: { "switched on": [trail("audit", { enableLogFileValidation: true })] },
  fail: {
    "switched off": [[trail("audit", { enableLogFileValidation: false })], "not switched on"],
    "left to the default": [[trail("audit")], "not switched on"],
    "one trail of two": [[trail("a", { enableLogFileValidation: true }), trail("b")], "not switched on"],
  },
  unknown: {
    "decided elsewhere": [[trail("audit", { enableLogFileValidation: UNKNOWN })], "audit.enableLogFileValidation"],
  },
});
