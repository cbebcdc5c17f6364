import policy from "../../../policies/filters/log-subscription-pattern-valid";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { other } from "../../resources";

const filter = (filterPattern?: unknown) => [
  other("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", "ship", { filterPattern }),
];

judge(policy, {
  pass: {
    "a JSON pattern": filter('{ $.level = "error" }'),
    terms: filter("?ERROR ?WARN"),
    "left to the default, every event": filter(""),
  },
  fail: {
    "an operator of another language": [filter('{ $.level == "error" }'), "its pattern cannot be read"],
    "a bracket is missing": [filter('{ $.level = "error"'), "its pattern cannot be read"],
  },
  unknown: { "decided elsewhere": [filter(UNKNOWN), "ship.filterPattern"] },
});
