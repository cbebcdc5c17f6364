import policy from "../../../policies/log-groups/log-group-encryption";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { key, keyAlias, logGroup, ref, stackReference } from "../../resources";

judge(policy, {
  pass: {
    "a key of the stack": [key("audit"), logGroup("trail", { kmsKeyId: ref("audit") })],
    "a key of the stack by its alias": [
      key("audit"),
      keyAlias("named", { name: "alias/audit", targetKeyId: ref("audit", "keyId") }),
      logGroup("trail", { kmsKeyId: ref("named") }),
    ],
    "a key from elsewhere": [logGroup("trail", { kmsKeyId: "arn:aws:kms:eu-west-1:999988887777:key/1234" })],
  },
  fail: {
    "left to the default, a key of CloudWatch Logs": [[logGroup("trail")], "no key of the account encrypts it"],
    "an empty name": [[logGroup("trail", { kmsKeyId: "" })], "no key of the account"],
    "one group of two": [
      [key("audit"), logGroup("trail", { kmsKeyId: ref("audit") }), logGroup("app")],
      "no key of the account",
    ],
  },
  unknown: {
    "decided elsewhere": [[logGroup("trail", { kmsKeyId: UNKNOWN })], "trail.kmsKeyId"],
    "an output of another stack": [
      [stackReference("keys"), logGroup("trail", { kmsKeyId: ref("keys", "outputs") })],
      "trail.kmsKeyId",
    ],
  },
});
