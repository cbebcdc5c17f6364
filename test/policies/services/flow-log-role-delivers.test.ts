import { UNKNOWN } from "../../../policies/graph/value";
import policy from "../../../policies/services/flow-log-role-delivers";
import { judge } from "../../judge";
import { logGroup, other, ref, role, rolePolicy, type Draft } from "../../resources";

const document = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const trust = (Service: string, more: object = {}): Draft =>
  role("flows", {
    name: "flows",
    assumeRolePolicy: document({ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole", ...more }),
  });
const trusted = trust("vpc-flow-logs.amazonaws.com");
const may = (Action: unknown, Resource = "*", Effect = "Allow"): Draft =>
  rolePolicy("may", { role: ref("flows", "name"), policy: document({ Effect, Action, Resource }) });
const WRITES = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"];
const group = logGroup("flow-logs", { name: "/flow/net" });
const log = (more: object = {}): Draft =>
  other("aws:ec2/flowLog:FlowLog", "net", {
    ...{ vpcId: "vpc-1", logDestination: ref("flow-logs"), iamRoleArn: ref("flows") },
    ...more,
  });

judge(policy, {
  pass: {
    "as AWS describes the role": [group, log(), trusted, may(WRITES)],
    "the streams of this group only": [
      ...[group, log(), trusted],
      may(WRITES, "arn:aws:logs:eu-west-1:111122223333:log-group:/flow/net:*"),
    ],
    "flow logs of this account only": [
      ...[group, log(), may(WRITES)],
      trust("vpc-flow-logs.amazonaws.com", {
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": "arn:aws:ec2:eu-west-1:111122223333:vpc-flow-log/*" },
        },
      }),
    ],
    "the group by its name, as earlier versions of the provider have it": [
      ...[group, log({ logDestination: undefined, logGroupName: ref("flow-logs", "name") }), trusted, may(WRITES)],
    ],
  },
  fail: {
    "permissions left to the default": [[group, log(), trusted], "role flows may not write to the log group"],
    "another service": [
      [group, log(), trust("ec2.amazonaws.com"), may(WRITES)],
      "role flows does not trust VPC flow logs",
    ],
    "streams only": [[group, log(), trusted, may("logs:CreateLogStream")], "logs:PutLogEvents"],
    "another group": [
      [group, log(), trusted, may(WRITES, "arn:aws:logs:eu-west-1:111122223333:log-group:/other:*")],
      "role flows may not write to the log group",
    ],
    denied: [[group, log(), trusted, may(WRITES, "*", "Deny")], "role flows may not write to the log group"],
  },
  unknown: {
    "permissions that are decided elsewhere": [
      [group, log(), trusted, rolePolicy("may", { role: ref("flows", "name"), policy: UNKNOWN })],
      "logs:CreateLogStream on",
    ],
  },
  notApplicable: {
    "to a bucket": [log({ logDestination: "arn:aws:s3:::flows", iamRoleArn: undefined })],
    "a role of another stack": [group, log({ iamRoleArn: "arn:aws:iam::111122223333:role/flows" })],
    "a role that is only read": [group, log(), { ...trusted, external: true }],
  },
});
