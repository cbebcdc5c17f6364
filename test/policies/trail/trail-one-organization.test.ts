import { UNKNOWN } from "../../../policies/graph/value";
import policy from "../../../policies/trail/trail-one-organization";
import { judge } from "../../judge";
import { key, ref, role, type Draft } from "../../resources";
import { archive, audit, document, policyOf, write } from "../archive/archive";

const ORG = "o-a1b2c3d4e5";
const folder = (id: string) => write({ Resource: `arn:aws:s3:::archive/AWSLogs/${id}/*` });
const fromOrganization = (id: string) => write({ Condition: { StringEquals: { "aws:SourceOrgID": id } } });
const decrypts = (id: string): Draft =>
  key("logs", {
    policy: document({
      ...{ Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" },
      Condition: { StringEquals: { "aws:PrincipalOrgID": id } },
    }),
  });
const streams = (id: string): Draft =>
  role("to-logs", {
    assumeRolePolicy: document({
      ...{ Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" }, Action: "sts:AssumeRole" },
    }),
    inlinePolicies: [
      {
        policy: document({
          ...{ Effect: "Allow", Action: "logs:PutLogEvents" },
          Resource: `arn:aws:logs:eu-west-1:111122223333:log-group:events:log-stream:${id}_*`,
        }),
      },
    ],
  });
const members = (inFolder: string, inCondition: string, inKey: string, inRole: string): Draft[] => [
  archive(),
  policyOf("archive", folder(inFolder), fromOrganization(inCondition)),
  decrypts(inKey),
  streams(inRole),
  audit({ isOrganizationTrail: true, kmsKeyId: ref("logs"), cloudWatchLogsRoleArn: ref("to-logs") }),
];

judge(policy, {
  pass: {
    "one everywhere": members(ORG, ORG, ORG, ORG),
    "two that have nothing to do with each other": members(ORG, ORG, "o-zzzzzzzzzz", ORG),
    "left to the default": [archive(), audit()],
    "none at all": [archive(), policyOf("archive", write()), audit({ isOrganizationTrail: true })],
  },
  fail: {
    "another letter in a condition": [
      members(ORG, "o-a1b2c3d4e6", ORG, ORG),
      `the policy of bucket archive names ${ORG}, and the policy of bucket archive o-a1b2c3d4e6`,
    ],
    "another letter in the key": [members(ORG, ORG, "o-a1b2c3d4f5", ORG), "and the policy of key logs o-a1b2c3d4f5"],
    "two letters exchanged in the role": [members(ORG, ORG, ORG, "o-a1b2c3d45e"), "and role to-logs o-a1b2c3d45e"],
  },
  unknown: { "decided elsewhere": [[archive({ policy: UNKNOWN }), audit()], "the policy of bucket archive is"] },
  notApplicable: { "the bucket is elsewhere": [audit({ s3BucketName: "org-logs" })] },
});
