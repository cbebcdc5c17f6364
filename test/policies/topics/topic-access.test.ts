import rows from "../../../policies/topics/topic-access";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge, type Cases } from "../../judge";
import { ref, topic, topicPolicy, type Draft } from "../../resources";
import { document } from "./publishing";

const alerts = topic("alerts", { name: "alerts" });
const ruled = (...statements: object[]): Draft[] => [
  alerts,
  topicPolicy("rules", { arn: ref("alerts"), policy: document(...statements) }),
];
const allow = (changes: object): object => ({
  Sid: "Send",
  Effect: "Allow",
  Action: "sns:Publish",
  Resource: "*",
  ...changes,
});
const partner = allow({ Principal: { AWS: "arn:aws:iam::999988887777:role/partner" } });
const own = allow({ Principal: { AWS: "arn:aws:iam::111122223333:root" } });
const tlsOnly = {
  Effect: "Deny",
  Principal: "*",
  Action: "sns:Publish",
  Resource: "*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const undecided: Draft[] = [alerts, topicPolicy("rules", { arn: ref("alerts"), policy: UNKNOWN })];
const onlyRead = { "only read": [topic("alerts", {}, { external: true })] };

const cases: Record<string, Cases> = {
  "topic-not-public": {
    pass: {
      "left to the default": [alerts],
      "everybody of the account, as SNS writes it itself": ruled(
        allow({ Principal: { AWS: "*" }, Condition: { StringEquals: { "AWS:SourceOwner": "111122223333" } } }),
      ),
      "a service": ruled(allow({ Principal: { Service: "cloudwatch.amazonaws.com" } })),
    },
    fail: {
      "everybody publishes": [ruled(allow({ Principal: "*" })), "statement Send of its policy lets everybody in"],
      "everybody subscribes, inside the topic": [
        [topic("alerts", { policy: document(allow({ Principal: { AWS: "*" }, Action: "sns:Subscribe" })) })],
        "statement Send",
      ],
      "everybody but one": [ruled(allow({ NotPrincipal: { AWS: "111122223333" } })), "statement Send"],
    },
    unknown: { "decided elsewhere": [undecided, "the policy of topic alerts is"] },
    notApplicable: onlyRead,
  },
  "topic-own-account": {
    pass: {
      "left to the default": [alerts],
      "the own account": ruled(own),
      "a trusted account": { resources: ruled(partner), settings: { trustedAccounts: ["999988887777"] } },
    },
    fail: { "another account": [ruled(own, partner), "lets in arn:aws:iam::999988887777:role/partner"] },
    unknown: {
      "decided elsewhere": [undecided, "the policy of topic alerts"],
      "the own account is not known": [{ resources: ruled(partner), facts: { account: undefined } }, "is not known"],
    },
    notApplicable: onlyRead,
  },
  "topic-explicit-actions": {
    pass: {
      "left to the default": [alerts],
      "a Deny may be vague": ruled({ ...tlsOnly, Action: undefined, NotAction: "sns:Subscribe" }),
    },
    fail: {
      "an Allow with NotAction": [
        ruled(allow({ Principal: { AWS: "111122223333" }, Action: undefined, NotAction: "sns:DeleteTopic" })),
        "statement Send allows all but what it names",
      ],
    },
    unknown: { "decided elsewhere": [undecided, "the policy of topic alerts"] },
    notApplicable: onlyRead,
  },
  "topic-tls-only": {
    pass: { refused: ruled(own, tlsOnly) },
    fail: {
      "left to the default": [[alerts], "nothing refuses sns:Publish"],
      "not refused": [ruled(own), "nothing refuses sns:Publish"],
      "refused to one role only": [
        ruled({ ...tlsOnly, Principal: { AWS: "arn:aws:iam::111122223333:role/app" } }),
        "nothing refuses sns:Publish",
      ],
    },
    unknown: { "decided elsewhere": [undecided, "undecided"] },
    notApplicable: onlyRead,
  },
};

test("every row has its cases", () => expect(Object.keys(cases)).toEqual(rows.map(({ id }) => id)));
for (const row of rows) judge(row, cases[row.id]);
