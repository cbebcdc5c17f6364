import policy from "../../../policies/filters/filter-pattern-valid";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { metricFilter } from "../../resources";

const filter = (pattern?: unknown) => [metricFilter("root", { pattern })];

judge(policy, {
  pass: {
    "a JSON pattern": filter('{ $.userIdentity.type = "Root" }'),
    terms: filter('ERROR -"not found"'),
    "fields of a line": filter("[ip, user, status = 4*]"),
    "left to the default, every event": filter(),
  },
  fail: {
    "a bracket is missing": [filter('{ ($.eventName = "A" }'), 'expected &&, || or ")", found'],
    "single quotes": [filter("{ $.eventName = 'A' }"), "expected a value in double quotes, found"],
    "two words without quotes": [filter("{ $.errorMessage = Failed authentication }"), "at character 27"],
    "too long": [filter(`{ $.eventName = "${"x".repeat(1024)}" }`), "expected at most 1024 characters"],
  },
  unknown: { "decided elsewhere": [filter(UNKNOWN), "root.pattern"] },
});
