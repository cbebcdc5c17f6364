import policy from "../../../policies/topics/topic-encryption";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { key, ref, topic } from "../../resources";

judge(policy, {
  pass: {
    "a key of the stack": [key("audit"), topic("alerts", { kmsMasterKeyId: ref("audit") })],
    "a key of the stack by its id": [key("audit"), topic("alerts", { kmsMasterKeyId: ref("audit", "keyId") })],
    "the key that AWS manages for SNS": [topic("alerts", { kmsMasterKeyId: "alias/aws/sns" })],
    "a key from elsewhere": [topic("alerts", { kmsMasterKeyId: "arn:aws:kms:eu-west-1:999988887777:key/1234" })],
  },
  fail: {
    "left to the default": [[topic("alerts")], "no key encrypts it"],
    "one topic of two": [
      [topic("alerts", { kmsMasterKeyId: "alias/aws/sns" }), topic("news", { kmsMasterKeyId: "" })],
      "no key encrypts it",
    ],
  },
  unknown: { "decided elsewhere": [[topic("alerts", { kmsMasterKeyId: UNKNOWN })], "alerts.kmsMasterKeyId"] },
});
