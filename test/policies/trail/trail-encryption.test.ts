import policy from "../../../policies/trail/trail-encryption";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { ACCOUNT, key, keyAlias, ref, stackReference, trail } from "../../resources";

judge(policy, {
  pass: {
    "a key of the stack": [key("logs"), trail("audit", { kmsKeyId: ref("logs") })],
    "an alias of a key of the stack": [
      key("logs"),
      keyAlias("alias", { name: "alias/logs", targetKeyId: ref("logs", "keyId") }),
      trail("audit", { kmsKeyId: ref("alias") }),
    ],
    "a key that another stack made": [
      trail("audit", { kmsKeyId: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/9b0d0a5e-1111-2222-3333-444455556666` }),
    ],
  },
  fail: {
    "left to the default, the key of S3": [[trail("audit")], "no key of the account"],
    "an empty text, as a state shows it": [[trail("audit", { kmsKeyId: "" })], "no key of the account"],
    "a key of AWS": [[trail("audit", { kmsKeyId: "alias/aws/s3" })], "encrypted with alias/aws/s3, a key of AWS"],
    "one trail of two": [[key("logs"), trail("a", { kmsKeyId: ref("logs") }), trail("b")], "no key of the account"],
  },
  unknown: {
    "decided elsewhere": [[trail("audit", { kmsKeyId: UNKNOWN })], "audit.kmsKeyId"],
    "another stack's output": [
      [stackReference("keys"), trail("audit", { kmsKeyId: ref("keys", "keyArn") })],
      "audit.kmsKeyId",
    ],
  },
});
