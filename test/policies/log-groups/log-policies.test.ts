import rows from "../../../policies/log-groups/log-policies";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { other } from "../../resources";

const PROPERTIES: Record<string, string> = {
  "log-resource-policy-not-public": "policyDocument",
  "log-destination-not-public": "accessPolicy",
};

for (const row of rows) {
  const given = (policy: unknown) => other(row.about.tokens[0], "rules", { [PROPERTIES[row.id]]: policy });
  const letting = (Principal: unknown, change: object = {}) =>
    given(
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Sid: "In", Effect: "Allow", Principal, Action: "logs:*", Resource: "*", ...change }],
      }),
    );
  judge(row, {
    pass: {
      "a service, since nothing is left to the default": [letting({ Service: "es.amazonaws.com" })],
      "another account by name": [letting({ AWS: "999988887777" })],
      "everybody of the account": [
        letting("*", { Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } } }),
      ],
    },
    fail: { everybody: [[letting("*")], "statement In lets everybody in"] },
    unknown: { "decided elsewhere": [[given(UNKNOWN)], "policy rules is"] },
  });
}
