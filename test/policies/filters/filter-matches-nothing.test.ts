import { cisMonitored } from "../../../policies/detections/cis-monitored";
import policy from "../../../policies/filters/filter-matches-nothing";
import { impossible } from "../../../policies/filters/impossible";
import { UNKNOWN } from "../../../policies/graph/value";
import { parseFilterPattern } from "../../../policies/patterns/filter/parse";
import { judge } from "../../judge";
import { metricFilter } from "../../resources";
import { ROOT, watching } from "../detections/chain";
import { CIS } from "../patterns/filter/cis";
import { FURTHER } from "../patterns/filter/further";

const filter = (pattern?: unknown) => [metricFilter("f", { pattern })];
const clash = (pattern: string) => impossible(parseFilterPattern(pattern));

judge(policy, {
  pass: {
    "the root user": filter(ROOT),
    "two alternatives": filter('{ ($.eventName = "DeleteDetector") || ($.eventName = "UpdateDetector") }'),
    "one of two ways is impossible": filter(
      '{ ($.eventName = "DeleteDetector") && (($.eventName = "UpdateDetector") || ($.errorCode NOT EXISTS)) }',
    ),
    "two stars that fit together": filter('{ ($.eventName = "Delete*") && ($.eventName = "*Bucket") }'),
  },
  fail: {
    "two names at once": [
      filter('{ ($.eventName = "DeleteDetector") && ($.eventName = "UpdateDetector") }'),
      'no event meets $.eventName = "DeleteDetector" && $.eventName = "UpdateDetector"',
    ],
    "a name and not the name": [
      filter('{ ($.eventName = "DeleteDetector") && ($.eventName != "Delete*") }'),
      "no event meets $.eventName",
    ],
    "a source that is misspelt": [
      filter('{ $.eventSource = "cloudtrial.amazonaws.com" && $.eventName = "StopLogging" }'),
      '$.eventSource = "cloudtrial.amazonaws.com"',
    ],
    "a source without its domain": [
      filter('{ $.eventSource = "iam" && $.eventName = "CreateUser" }'),
      '$.eventSource = "iam"',
    ],
    "a type in capitals": [filter('{ $.userIdentity.type = "IAMUSER" }'), '"IAMUSER"'],
    "no type starts like that": [filter('{ $.userIdentity.type = "iam*" }'), '"iam*"'],
    "a name that is missing": [
      filter('{ $.eventName NOT EXISTS && $.eventSource = "iam.amazonaws.com" }'),
      "NOT EXISTS",
    ],
    "a value where there is none": [filter("{ $.userIdentity.type IS NULL }"), "IS NULL"],
    "meant for a control that another filter satisfies": [watching(ROOT, ROOT.replace("Root", "root")), '"root"'],
  },
  unknown: { "decided elsewhere": [filter(UNKNOWN), "f.pattern"] },
  notApplicable: {
    "left to the default": filter(),
    "a pattern that cannot be read": filter("{ $.eventName = "),
    "an application's log": filter('{ $.level = "A" && $.level = "B" }'),
    "the control's own policy reports it": watching(ROOT.replace("Root", "ROOT")),
  },
});

test("no published detection is impossible, nor any sample's own name", () => {
  for (const { pattern, title } of [...CIS, ...FURTHER]) expect([title, clash(pattern)]).toEqual([title, undefined]);
  for (const { rings } of cisMonitored)
    for (const { eventName, eventSource, eventType } of rings)
      expect(
        clash(`{ $.eventName = "${eventName}" && $.eventSource = "${eventSource}" && $.eventType = "${eventType}" }`),
      ).toBeUndefined();
});

test("more ways than anybody writes are not followed to the end", () => {
  const one = `(${Array.from({ length: 8 }, (_, n) => `$.eventName = A${n}`).join(" || ")})`;
  expect(clash(`{ ${[one, one, one, one, one].join(" && ")} && $.eventName = B }`)).toBeUndefined();
});
