import rows from "../../../policies/identities/cloudtrail-rights";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge, type Cases } from "../../judge";
import { managedPolicy, other, ref, role, rolePolicy, rolePolicyAttachment, type Draft } from "../../resources";

const document = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (Action: unknown, Resource: unknown = "*"): object => ({ Effect: "Allow", Action, Resource });
const granting = (...statements: object[]): Draft => managedPolicy("rights", { policy: document(...statements) });

const trusting = (Service: string, change: object = {}): Draft =>
  role("worker", {
    assumeRolePolicy: document({ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" }),
    ...change,
  });
const instance = trusting("ec2.amazonaws.com");
const inline = (policy: unknown): Draft => rolePolicy("own", { role: ref("worker", "name"), policy });
const attached = (policyArn: unknown): Draft => rolePolicyAttachment("aws", { role: ref("worker", "name"), policyArn });

const cases: Record<string, Cases> = {
  "identity-cloudtrail-rights": {
    pass: {
      "reads, since nothing is left to the default": [granting(allow("cloudtrail:LookupEvents"))],
      "one trail": [granting(allow("cloudtrail:*", "arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit"))],
      "all but what blinds": [
        granting(allow("cloudtrail:*"), { Effect: "Deny", Action: "cloudtrail:StopLogging", Resource: "*" }),
      ],
    },
    fail: {
      everything: [[granting(allow("*"))], "to stop, to delete and to change every trail"],
      "all of CloudTrail, to a user": [
        [other("aws:iam/userPolicy:UserPolicy", "rights", { policy: document(allow("cloudtrail:*")) })],
        "every trail",
      ],
      "one by one": [
        [granting(allow(["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail"]))],
        "every trail",
      ],
    },
    unknown: { "decided elsewhere": [[managedPolicy("rights", { policy: UNKNOWN })], "policy rights is not known"] },
  },
  "instance-role-leaves-logs": {
    pass: {
      "left to the default: no policy at all": [instance],
      "its own group": [
        instance,
        inline(document(allow("logs:*", "arn:aws:logs:eu-west-1:111122223333:log-group:/app/*"))),
      ],
      "a policy of AWS that is not known here": [
        instance,
        attached("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"),
      ],
    },
    fail: {
      "log groups": [[instance, inline(document(allow("logs:*")))], "may call logs:DeleteLogGroup"],
      "a policy of AWS": [
        [instance, attached("arn:aws:iam::aws:policy/AdministratorAccess")],
        "may call cloudtrail:StopLogging",
      ],
      "flow logs": [[instance, inline(document(allow("ec2:Delete*")))], "may call ec2:DeleteFlowLogs"],
    },
    unknown: { "decided elsewhere": [[instance, inline(UNKNOWN)], "own.policy"] },
    notApplicable: {
      "a function's role": [trusting("lambda.amazonaws.com"), inline(document(allow("*")))],
      "only read": [role("worker", {}, { external: true })],
    },
  },
};

test("every row has its cases", () => expect(Object.keys(cases)).toEqual(rows.map(({ id }) => id)));
for (const row of rows) judge(row, cases[row.id]);
