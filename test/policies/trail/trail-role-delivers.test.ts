import policy from "../../../policies/trail/trail-role-delivers";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import {
  ACCOUNT,
  REGION,
  logGroup,
  managedPolicy,
  other,
  ref,
  role,
  rolePolicy,
  rolePolicyAttachment,
  stackReference,
  trail,
  type Draft,
} from "../../resources";

const GROUP = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:events`;
const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const trust = (changes: object = {}) =>
  document({
    Sid: "Trust",
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: "sts:AssumeRole",
    ...changes,
  });
const put = (changes: object = {}) =>
  document({
    Sid: "Put",
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: `${GROUP}:log-stream:*`,
    ...changes,
  });

const group = logGroup("events", { name: "events" });
const delivery = (values: object = {}, extra: object = {}) =>
  role("delivery", { name: "delivery", assumeRolePolicy: trust(), ...values }, extra);
const permission = (policy: unknown) => rolePolicy("put", { role: ref("delivery", "name"), policy });
const audit = (values: object = {}) =>
  trail("audit", {
    name: "audit",
    cloudWatchLogsGroupArn: ref("events", "arn", (arn) => `${arn}:*`),
    cloudWatchLogsRoleArn: ref("delivery"),
    ...values,
  });
const healthy: Draft[] = [group, delivery(), permission(put()), audit()];
const allowing = (changes: object): Draft[] => [group, delivery(), permission(put(changes)), audit()];
const trusting = (changes: object): Draft[] => [
  group,
  delivery({ assumeRolePolicy: trust(changes) }),
  permission(put()),
  audit(),
];

judge(policy, {
  pass: {
    "a policy of the role": healthy,
    "the streams of this account and region alone": allowing({
      Resource: `${GROUP}:log-stream:${ACCOUNT}_CloudTrail_${REGION}*`,
    }),
    "the group with everything below it": allowing({ Resource: `${GROUP}:*` }),
    "an inline policy": [group, delivery({ inlinePolicies: [{ name: "put", policy: put() }] }), audit()],
    "an attached policy": [
      group,
      delivery(),
      managedPolicy("put", { policy: put() }),
      rolePolicyAttachment("attached", { role: ref("delivery", "name"), policyArn: ref("put") }),
      audit(),
    ],
    "an attachment that names several roles": [
      group,
      delivery(),
      managedPolicy("put", { policy: put() }),
      other("aws:iam/policyAttachment:PolicyAttachment", "attached", {
        roles: [ref("delivery", "name")],
        policyArn: ref("put"),
      }),
      audit(),
    ],
    "a managed policy in the role": [
      group,
      managedPolicy("put", { policy: put() }),
      delivery({ managedPolicyArns: [ref("put")] }),
      audit(),
    ],
    "a policy of AWS": [
      group,
      delivery({ managedPolicyArns: ["arn:aws:iam::aws:policy/CloudWatchLogsFullAccess"] }),
      audit(),
    ],
    "a boundary that lets it through": [
      group,
      managedPolicy("boundary", { policy: put({ Action: "logs:*", Resource: "*" }) }),
      delivery({ permissionsBoundary: ref("boundary") }),
      permission(put()),
      audit(),
    ],
    "a group of another stack": [delivery(), permission(put()), audit({ cloudWatchLogsGroupArn: `${GROUP}:*` })],
    "a trail of an organization": [
      group,
      delivery(),
      permission(
        put({
          Resource: [`${GROUP}:log-stream:${ACCOUNT}_CloudTrail_${REGION}*`, `${GROUP}:log-stream:o-abcdefghij_*`],
        }),
      ),
      audit({ isOrganizationTrail: true }),
    ],
    "two trails, one role": [...healthy, { ...audit({ name: "data" }), name: "data" }],
  },
  fail: {
    "permissions left to the default, which are none": [
      [group, delivery(), audit()],
      "role delivery may not write to the log group: no statement allows",
    ],
    "another group": [
      allowing({ Resource: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:other:*` }),
      "statement Put is about arn:aws:logs:eu-west-1:111122223333:log-group:other:*",
    ],
    "another region": [allowing({ Resource: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:events:*` }), "us-east-1"],
    "the group without its streams": [allowing({ Resource: GROUP }), "log-stream:111122223333_CloudTrail_eu-west-1"],
    "one stream, and none for busy days": [
      allowing({ Resource: `${GROUP}:log-stream:${ACCOUNT}_CloudTrail_${REGION}` }),
      "CloudTrail_eu-west-1_2",
    ],
    "streams may be made and not written": [allowing({ Action: "logs:CreateLogStream" }), "logs:PutLogEvents"],
    "streams may be written and not made": [allowing({ Action: "logs:PutLogEvents" }), "logs:CreateLogStream"],
    "on behalf of a trail, which CloudTrail does not say": [
      allowing({ Condition: { ArnLike: { "aws:SourceArn": `arn:aws:cloudtrail:*:${ACCOUNT}:trail/*` } } }),
      "role delivery may not write to the log group",
    ],
    "a statement that refuses it": [
      [
        group,
        delivery({
          inlinePolicies: [{ policy: document({ Sid: "No", Effect: "Deny", Action: "logs:*", Resource: "*" }) }],
        }),
        permission(put()),
        audit(),
      ],
      "statement No denies",
    ],
    "a boundary that holds it back": [
      [
        group,
        managedPolicy("boundary", { policy: put({ Action: "s3:*", Resource: "*" }) }),
        delivery({ permissionsBoundary: ref("boundary") }),
        permission(put()),
        audit(),
      ],
      "role delivery may not write to the log group",
    ],
    "another service is trusted": [
      trusting({ Principal: { Service: "config.amazonaws.com" } }),
      "role delivery does not trust CloudTrail",
    ],
    "trusted on behalf of a trail, which CloudTrail does not say": [
      trusting({ Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } } }),
      "does not trust CloudTrail: no statement allows cloudtrail.amazonaws.com sts:AssumeRole",
    ],
    "no trust at all": [
      [group, role("delivery", { name: "delivery" }), permission(put()), audit()],
      "role delivery does not trust CloudTrail",
    ],
    "certainly not trusted, whatever the permissions turn out to be": [
      [group, delivery({ assumeRolePolicy: trust({ Action: "sts:TagSession" }) }), permission(UNKNOWN), audit()],
      "role delivery does not trust CloudTrail",
    ],
    "members' streams of an organization's trail": [
      [
        group,
        delivery(),
        permission(put({ Resource: `${GROUP}:log-stream:${ACCOUNT}_CloudTrail_${REGION}*` })),
        audit({ isOrganizationTrail: true }),
      ],
      "log-stream:o-organization_111122223333_CloudTrail_eu-west-1",
    ],
  },
  unknown: {
    "the permission is not known before deployment": [
      [group, delivery(), permission(UNKNOWN), audit()],
      "the policy is not known before deployment",
    ],
    "the trust is not known before deployment": [
      [group, delivery({ assumeRolePolicy: UNKNOWN }), permission(put()), audit()],
      "the policy is not known before deployment",
    ],
    "the group has no name yet, and the permission names one": [
      [logGroup("events"), delivery(), permission(put()), audit()],
      "may or may not match",
    ],
    "the permission is for a role that is decided elsewhere": [
      [group, delivery(), rolePolicy("put", { role: UNKNOWN, policy: put() }), audit()],
      "put.role",
    ],
    "a policy of another stack": [
      [group, delivery({ managedPolicyArns: [`arn:aws:iam::${ACCOUNT}:policy/shared`] }), audit()],
      "policy/shared, which is not in this stack",
    ],
    "a boundary of another stack": [
      [group, delivery({ permissionsBoundary: `arn:aws:iam::${ACCOUNT}:policy/limit` }), permission(put()), audit()],
      "policy/limit, which is not in this stack",
    ],
    "the role belongs to another stack": [
      [group, audit({ cloudWatchLogsRoleArn: `arn:aws:iam::${ACCOUNT}:role/central` })],
      "role/central is not in this stack",
    ],
    "the role is only read": [
      [group, delivery({}, { external: true }), audit()],
      "role delivery is only read, not made, by this stack",
    ],
    "the role is another stack's output": [
      [group, stackReference("roles"), audit({ cloudWatchLogsRoleArn: ref("roles", "delivery") })],
      "audit.cloudWatchLogsRoleArn",
    ],
  },
  notApplicable: {
    "no log group": [trail("audit")],
    "a log group and no role": [group, audit({ cloudWatchLogsRoleArn: undefined })],
  },
});
