import policy from "../../../policies/keys/key-rotation";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { Key } from "../../../policies/kinds/kms";
import { key, other, stack } from "../../resources";

judge(policy, {
  pass: {
    "every year": [key("audit", { enableKeyRotation: true })],
    "every quarter": [key("audit", { enableKeyRotation: true, rotationPeriodInDays: 90 })],
    "with its kind said outright": [
      key("audit", {
        enableKeyRotation: true,
        keyUsage: "ENCRYPT_DECRYPT",
        customerMasterKeySpec: "SYMMETRIC_DEFAULT",
        customKeyStoreId: "",
      }),
    ],
    "beside a key that signs": [key("audit", { enableKeyRotation: true }), key("signing", { keyUsage: "SIGN_VERIFY" })],
  },
  fail: {
    "left to the default": [[key("audit")], "rotation is not switched on"],
    "switched off": [[key("audit", { enableKeyRotation: false })], "rotation is not switched on"],
    "one key of two": [[key("a", { enableKeyRotation: true }), key("b")], "rotation is not switched on"],
    "a key that is disabled for now": [[key("audit", { isEnabled: false })], "rotation is not switched on"],
  },
  unknown: {
    "decided elsewhere": [[key("audit", { enableKeyRotation: UNKNOWN })], "audit.enableKeyRotation"],
    "its kind is decided elsewhere": [[key("audit", { keyUsage: UNKNOWN })], "audit.keyUsage"],
  },
  notApplicable: {
    "a key that signs": [key("signing", { keyUsage: "SIGN_VERIFY", customerMasterKeySpec: "ECC_NIST_P256" })],
    "an asymmetric key that encrypts": [key("box", { customerMasterKeySpec: "RSA_4096" })],
    "an HMAC key": [key("mac", { keyUsage: "GENERATE_VERIFY_MAC", customerMasterKeySpec: "HMAC_256" })],
    "a key of a custom store": [key("hsm", { customKeyStoreId: "cks-1234567890abcdef0" })],
    "imported material": [other("aws:kms/externalKey:ExternalKey", "imported")],
    "a replica": [other("aws:kms/replicaKey:ReplicaKey", "replica")],
  },
});

test("rotation is switched on where KMS rotates", () => {
  const drafts = [key("audit"), key("signing", { keyUsage: "SIGN_VERIFY" })];
  const remedies = stack(drafts, false)
    .all(Key)
    .map((each) => policy.scope === "resource" && policy.remediate?.(each, {}));
  expect(remedies).toEqual([{ enableKeyRotation: true }, undefined]);
});
