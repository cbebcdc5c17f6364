import { UNKNOWN } from "../../../policies/graph/value";
import eventBusNotPublic from "../../../policies/services/event-bus-not-public";
import { judge } from "../../judge";
import { other, type Draft } from "../../resources";

const busPolicy = (Principal: unknown, more: object = {}): Draft =>
  other("aws:cloudwatch/eventBusPolicy:EventBusPolicy", "own", {
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Sid: "Put", Effect: "Allow", Principal, Action: "events:PutEvents", Resource: "*", ...more }],
    }),
  });

judge(eventBusNotPublic, {
  pass: {
    "another account": [busPolicy({ AWS: "arn:aws:iam::999999999999:root" })],
    "an organization": [busPolicy("*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } })],
  },
  fail: { everybody: [[busPolicy("*")], "lets every account put events on the bus"] },
  unknown: {
    "a policy that nobody knows yet": [
      [other("aws:cloudwatch/eventBusPolicy:EventBusPolicy", "own", { policy: UNKNOWN })],
      "is not known",
    ],
  },
  notApplicable: {
    "no policy, left to the default": [other("aws:cloudwatch/eventBus:EventBus", "bus")],
  },
});
