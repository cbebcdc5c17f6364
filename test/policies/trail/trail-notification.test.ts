import policy from "../../../policies/trail/trail-notification";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { ACCOUNT, ref, topic, topicPolicy, trail, type Draft } from "../../resources";

const told = trail("audit", { name: "audit", snsTopicName: ref("files") });
const files = topic("files", { name: "files" });
const letting = (Service: string, source = `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/audit`): Draft =>
  topicPolicy("rules", {
    arn: ref("files"),
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: {
        Effect: "Allow",
        Principal: { Service },
        Action: "sns:Publish",
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceArn": source } },
      },
    }),
  });

judge(policy, {
  pass: {
    "let in for this trail": [told, files, letting("cloudtrail.amazonaws.com")],
    "a topic from elsewhere": [trail("audit", { snsTopicName: "central" })],
  },
  fail: {
    "the policy is left to the default": [[told, files], "the default policy of SNS"],
    "another service": [[told, files, letting("cloudwatch.amazonaws.com")], "topic files keeps CloudTrail out"],
    "another trail": [
      [told, files, letting("cloudtrail.amazonaws.com", "arn:aws:cloudtrail:eu-west-1:111122223333:trail/x")],
      "topic files keeps CloudTrail out",
    ],
    "asked for, and absent": [{ resources: [trail("audit")], settings: { required: true } }, "tells no topic"],
  },
  unknown: { "decided elsewhere": [[trail("audit", { snsTopicName: UNKNOWN })], "audit.snsTopicName"] },
  notApplicable: { "nobody asked": [trail("audit")] },
});
