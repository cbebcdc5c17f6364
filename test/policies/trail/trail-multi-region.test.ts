import policy from "../../../policies/trail/trail-multi-region";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { trail } from "../../resources";

judge(policy, {
  pass: {
    "every region": [trail("audit", { isMultiRegionTrail: true })],
    "one trail of two is enough": [trail("data"), trail("audit", { isMultiRegionTrail: true })],
    "one trail is enough while another is undecided": [
      trail("audit", { isMultiRegionTrail: true }),
      trail("data", { isMultiRegionTrail: false }),
    ],
  },
  fail: {
    "one region": [[trail("audit", { isMultiRegionTrail: false })], "records one region only"],
    "left to the default, which is one region": [[trail("audit")], "records one region only"],
    "two trails of one region": [[trail("a"), trail("b")], "records one region only"],
  },
  unknown: {
    "decided elsewhere": [[trail("audit", { isMultiRegionTrail: UNKNOWN })], "audit.isMultiRegionTrail"],
    "the other trail could cover every region": [
      [trail("a"), trail("b", { isMultiRegionTrail: UNKNOWN })],
      "b.isMulti",
    ],
  },
});
