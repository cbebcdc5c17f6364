import { direct, partial } from "../frameworks/controls";
import { attachedPolicy } from "../iam/attached";
import { publicGrants } from "../iam/public";
import { Key, KeyPolicy } from "../kinds/kms";
import { fail, notApplicable, pass, policy } from "../policy";

export default policy({
  id: "key-not-public",
  title: "Keys let in nobody whom they do not know",
  severity: "critical",
  description:
    "Who may use the key of a log can read it from any account that gets hold of a copy; who may administer it can disable the key, and delivery stops.",
  remediation:
    "Name principals in the key policy, or keep a statement for everybody to the account by `kms:CallerAccount` or `aws:SourceAccount`. `AuditKey` names services and the account.",
  controls: [
    direct("aws-security-hub/KMS.5"),
    partial("nist-800-53-r5/AU-9"),
    partial("nist-800-53-r5/SC-12"),
    partial("soc2-2017/CC6.1"),
    partial("iso-27001-2022/A.8.24"),
  ],
  pages: [
    "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
    "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-5",
  ],
  about: Key,
  check(key, graph) {
    const attached = attachedPolicy(key, graph, KeyPolicy, "keyId");
    if (!attached) return notApplicable("this stack only reads it");
    const { document, seen } = attached;
    const grants = publicGrants(document, `the policy of key ${key.name}`);
    const [grant] = grants.known;
    if (grant) return fail(`${grant.name} of its policy lets everybody in`, seen);
    return grants.isEmpty ? pass(seen) : fail("its policy lets everybody in", seen);
  },
});
