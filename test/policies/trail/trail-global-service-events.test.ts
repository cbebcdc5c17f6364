import policy from "../../../policies/trail/trail-global-service-events";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { trail } from "../../resources";

judge(policy, {
  pass: {
    "left to the default, which includes them": [trail("audit")],
    included: [trail("audit", { includeGlobalServiceEvents: true })],
    "one trail of two is enough": [trail("audit"), trail("data", { includeGlobalServiceEvents: false })],
  },
  fail: {
    "left out": [[trail("audit", { includeGlobalServiceEvents: false })], "IAM, STS and CloudFront are left out"],
    "left out of both trails": [
      [trail("a", { includeGlobalServiceEvents: false }), trail("b", { includeGlobalServiceEvents: false })],
      "IAM, STS and CloudFront are left out",
    ],
  },
  unknown: {
    "decided elsewhere": [[trail("audit", { includeGlobalServiceEvents: UNKNOWN })], "includeGlobalServiceEvents"],
  },
});
