import policy from "../../../policies/detections/detection-text-cis";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { filter, ROOT, delivery } from "./chain";

const OWN =
  '{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != "AwsServiceEvent") }';
const KEYS = "{($.eventSource = kms.amazonaws.com) && (($.eventName=DisableKey)||($.eventName=ScheduleKeyDeletion)) }";
const SECURITY_HUB = `{($.eventSource=ec2.amazonaws.com) && (${"CreateRoute CreateRouteTable ReplaceRoute ReplaceRouteTableAssociation DeleteRouteTable DeleteRoute DisassociateRouteTable"
  .split(" ")
  .map((name) => `($.eventName=${name})`)
  .join(" || ")})}`;

judge(policy, {
  pass: {
    "the text of the benchmark": [...delivery(), filter("root", ROOT)],
    "with other blanks": [...delivery(), filter("root", ROOT.replaceAll(" ", "  ")), filter("keys", KEYS)],
    "the text of Security Hub, which names the service": [...delivery(), filter("routes", SECURITY_HUB)],
    "words of its own beside the text of the benchmark": [...delivery(), filter("exact", ROOT), filter("quiet", OWN)],
  },
  fail: {
    brackets: [[...delivery(), filter("root", OWN)], "it watches usage of the root user in words of its own"],
    "quotes, and the text of another control beside it": [
      [...delivery(), filter("keys", KEYS.replace("kms.amazonaws.com", '"kms.amazonaws.com"')), filter("root", ROOT)],
      "keys that are disabled",
    ],
    "the text of the benchmark on another group": [
      [...delivery(), filter("root", OWN), filter("exact", ROOT, { logGroupName: "other" })],
      "usage of the root user",
    ],
  },
  unknown: { "the pattern is decided elsewhere": [[...delivery(), filter("root", UNKNOWN)], "root.pattern"] },
  notApplicable: {
    "events that the benchmark does not name": [...delivery(), filter("guard", '{ $.eventName = "DeleteDetector" }')],
    "only some of the events": [...delivery(), filter("root", OWN.replace("Root", "IAMUser"))],
    "left to the default": [...delivery(), filter("root", undefined)],
    "a pattern that matches everything": [...delivery(), filter("root", ROOT.replaceAll("&&", "||"))],
  },
});
