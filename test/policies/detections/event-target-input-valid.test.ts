import policy from "../../../policies/detections/event-target-input-valid";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { other, type Draft } from "../../resources";

const target = (inputTransformer?: unknown): Draft[] => [
  other("aws:cloudwatch/eventTarget:EventTarget", "pager", { rule: "root", inputTransformer }),
];
const inputPaths = { user: "$.detail.userIdentity.arn", "event-name": "$.detail.eventName" };

judge(policy, {
  pass: {
    "each is read": target({ inputPaths, inputTemplate: '"<user> called <event-name>"' }),
    "what EventBridge knows by itself": target({
      inputTemplate: '{"rule": "<aws.events.rule-name>", "event": <aws.events.event.json>}',
    }),
    "a comparison": target({ inputPaths, inputTemplate: '"more than <= 5, <user> and x > 3"' }),
    "more than is filled in": target({ inputPaths, inputTemplate: '"<user>"' }),
  },
  fail: {
    "a letter is missing": [
      target({ inputPaths, inputTemplate: '"<user> called <eventname>"' }),
      "its template fills in <eventname>, which no input path reads",
    ],
    "no paths at all": [target({ inputTemplate: '"<user>"' }), "fills in <user>"],
    "not known by that name": [target({ inputTemplate: '"<aws.events.rule>"' }), "<aws.events.rule>"],
  },
  unknown: {
    "decided elsewhere": [target({ inputPaths, inputTemplate: UNKNOWN }), "pager.inputTransformer"],
    "its paths are decided elsewhere": [target({ inputPaths: UNKNOWN, inputTemplate: '"<user>"' }), "inputPaths"],
  },
  notApplicable: { "left to the default": target() },
});
