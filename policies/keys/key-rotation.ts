import { direct, partial } from "../frameworks/controls";
import type { Resource } from "../graph/resource";
import { Key, type KeyProps } from "../kinds/kms";
import { evidence, fail, notApplicable, pass, policy } from "../policy";

/** Why KMS does not rotate this key by itself, whatever is set. */
function exempt(key: Resource<KeyProps>): string | undefined {
  if (key.type.endsWith(":ReplicaKey")) return "a replica rotates with its primary key";
  if (key.type.endsWith(":ExternalKey")) return "KMS does not rotate imported key material by itself";
  if (key.props.customKeyStoreId) return "KMS does not rotate keys of a custom key store by itself";
  const kind = `${key.props.keyUsage || "ENCRYPT_DECRYPT"} ${key.props.customerMasterKeySpec || "SYMMETRIC_DEFAULT"}`;
  return kind === "ENCRYPT_DECRYPT SYMMETRIC_DEFAULT" ? undefined : `KMS does not rotate ${kind} keys by itself`;
}

export default policy({
  id: "key-rotation",
  title: "Keys rotate",
  severity: "medium",
  description: "Rotation limits how much one leaked version of a key can open, and nobody has to remember it.",
  remediation: "Set `enableKeyRotation: true` on the key. `AuditKey` does so by default.",
  controls: [
    direct("cis-aws-1.4.0/3.8"),
    direct("cis-aws-3.0.0/3.6"),
    direct("cis-aws-5.0.0/3.6"),
    direct("cis-aws-7.0.0/4.6"),
    direct("aws-security-hub/KMS.4"),
    partial("nist-800-53-r5/SC-12"),
    partial("iso-27001-2022/A.8.24"),
  ],
  pages: ["https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html"],
  about: Key,
  scope: "resource",
  check(key) {
    const reason = exempt(key);
    if (reason) return notApplicable(reason);
    return key.props.enableKeyRotation
      ? pass(evidence(key, "enableKeyRotation"), evidence(key, "rotationPeriodInDays"))
      : fail("rotation is not switched on", evidence(key, "enableKeyRotation"));
  },
  remediate: (key) => (exempt(key) ? undefined : { enableKeyRotation: true }),
});
