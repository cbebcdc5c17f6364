import policy from "../../../policies/trail/trail-cloudwatch-logs";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { ACCOUNT, logGroup, ref, role, stackReference, trail } from "../../resources";

const streams = (arn: string) => `${arn}:*`;
const delivered = { cloudWatchLogsGroupArn: ref("events", "arn", streams), cloudWatchLogsRoleArn: ref("delivery") };

judge(policy, {
  pass: {
    "a group and a role of the stack": [logGroup("events"), role("delivery"), trail("audit", delivered)],
    "a group and a role that another stack made": [
      trail("audit", {
        cloudWatchLogsGroupArn: `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:events:*`,
        cloudWatchLogsRoleArn: `arn:aws:iam::${ACCOUNT}:role/delivery`,
      }),
    ],
    "one trail of two is enough": [logGroup("events"), role("delivery"), trail("audit", delivered), trail("data")],
    "no region is configured": {
      resources: [logGroup("events"), role("delivery"), trail("audit", delivered)],
      facts: { region: undefined },
    },
    "the same region, said twice": [
      logGroup("events", { region: "us-east-1" }),
      role("delivery"),
      trail("audit", { ...delivered, region: "us-east-1" }),
    ],
  },
  fail: {
    "left to the default, which is nowhere": [[trail("audit")], "delivers to no log group"],
    "empty texts, as a state shows them": [
      [trail("audit", { cloudWatchLogsGroupArn: "", cloudWatchLogsRoleArn: "" })],
      "delivers to no log group",
    ],
    "no role": [
      [logGroup("events"), trail("audit", { cloudWatchLogsGroupArn: ref("events", "arn", streams) })],
      "no role to write to it",
    ],
    "the ARN as a log group gives it": [
      [
        role("delivery"),
        trail("audit", {
          ...delivered,
          cloudWatchLogsGroupArn: `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:events`,
        }),
      ],
      'does not end with ":*"',
    ],
    "a group in another region": [
      [logGroup("events", { region: "us-east-1" }), role("delivery"), trail("audit", delivered)],
      "log group events is in us-east-1, the trail in eu-west-1",
    ],
  },
  unknown: {
    "the group is decided elsewhere": [
      [role("delivery"), trail("audit", { ...delivered, cloudWatchLogsGroupArn: UNKNOWN })],
      "audit.cloudWatchLogsGroupArn",
    ],
    "the group is another stack's output": [
      [
        stackReference("logs"),
        role("delivery"),
        trail("audit", { ...delivered, cloudWatchLogsGroupArn: ref("logs", "groupArn") }),
      ],
      "audit.cloudWatchLogsGroupArn",
    ],
    "the role is decided elsewhere": [
      [logGroup("events"), trail("audit", { ...delivered, cloudWatchLogsRoleArn: UNKNOWN })],
      "audit.cloudWatchLogsRoleArn",
    ],
  },
});
