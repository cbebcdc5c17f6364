import policy from "../../../policies/filters/filter-matches-everything";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { alarm, metricFilter } from "../../resources";
import { ROOT, watching } from "../detections/chain";

const filter = (pattern?: unknown) => [metricFilter("f", { pattern })];
const DENIED = '($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")';
const ALL = '{ $.eventName = "*" && $.eventSource = "*.amazonaws.com" }';

judge(policy, {
  pass: {
    "the root user": watching(ROOT),
    "denied calls": watching(`{ ${DENIED} }`),
    writes: filter('{ $.readOnly IS FALSE && $.eventSource = "*.amazonaws.com" }'),
    "what roles do": filter('{ $.userIdentity.type = "AssumedRole" }'),
  },
  fail: {
    "exclusions as alternatives": [
      watching(`{ ${DENIED} || ($.sourceIPAddress!="delivery.logs.amazonaws.com") || ($.eventName!="HeadBucket") }`),
      "ordinary events",
    ],
    "any name": [watching(ALL), "it matches"],
    "all but a service's own events": [watching('{ $.eventType = "AwsApiCall" }'), "it matches"],
  },
  unknown: { "decided elsewhere": [filter(UNKNOWN), "f.pattern"] },
  notApplicable: {
    "left to the default": filter(),
    "an alarm for silence on all events": [
      metricFilter("f", { pattern: ALL, metricTransformation: { namespace: "N", name: "M", value: "1" } }),
      alarm("silence", { namespace: "N", metricName: "M", comparisonOperator: "LessThanThreshold" }),
    ],
    "an application's log": filter("{ $.level = * }"),
  },
});
