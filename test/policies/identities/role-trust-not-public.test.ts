import { UNKNOWN } from "../../../policies/graph/value";
import policy from "../../../policies/identities/role-trust-not-public";
import { judge } from "../../judge";
import { role, type Draft } from "../../resources";

const trusts = (...principals: (object | string)[]): Draft[] => [conditional(undefined, ...principals)];
const conditional = (Condition: object | undefined, ...principals: (object | string)[]): Draft =>
  role("audit", {
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: principals.map((Principal) => ({
        ...{ Sid: "Take", Effect: "Allow", Principal, Action: "sts:AssumeRole", Condition },
      })),
    }),
  });

const EVERYBODY = "statement Take of its trust policy lets everybody take it on";

judge(policy, {
  pass: {
    "a service": trusts({ Service: "cloudtrail.amazonaws.com" }),
    "another account": trusts({ AWS: "arn:aws:iam::444455556666:root" }),
    "an identity provider of the account": trusts({
      Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
    }),
    "an identity provider of the web": trusts({ Federated: "cognito-identity.amazonaws.com" }),
    "everybody of the organization": [conditional({ StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }, "*")],
    "one role, by condition": [
      conditional({ ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/ci" } }, { AWS: "*" }),
    ],
    "a trust policy left to the default, which AWS refuses": [role("audit")],
  },
  fail: {
    everybody: [trusts("*"), EVERYBODY],
    "every account": [trusts({ Service: "cloudtrail.amazonaws.com" }, { AWS: "*" }), EVERYBODY],
    "whoever knows a word": [[conditional({ StringEquals: { "sts:ExternalId": "sesame" } }, { AWS: "*" })], EVERYBODY],
  },
  unknown: { "decided elsewhere": [[role("audit", { assumeRolePolicy: UNKNOWN })], "the policy is"] },
  notApplicable: { "only read": [role("audit", {}, { external: true })] },
});
