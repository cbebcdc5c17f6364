import { partial, supporting } from "../frameworks/controls";
import { readDocument } from "../iam/document";
import { publicGrants } from "../iam/public";
import { Role } from "../kinds/iam";
import { evidence, fail, notApplicable, pass, policy } from "../policy";

export default policy({
  id: "role-trust-not-public",
  title: "Roles trust nobody whom they do not know",
  severity: "critical",
  description:
    "A role that everybody may take on lends its permissions to the world. That of a trail writes to the audit log: whoever has it can forge events, or drown them.",
  remediation: "Name the service, the account or the role that is trusted as `Principal` of `assumeRolePolicy`.",
  controls: [partial("nist-800-53-r5/AU-9"), partial("soc2-2017/CC6.1"), supporting("soc2-2017/CC6.3")],
  pages: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous",
  ],
  about: Role,
  check(role) {
    const { assumeRolePolicy } = role.record.values;
    if (role.record.external) return notApplicable("this stack only reads it");
    // An identity provider of the web is kept to an audience by keys of its own.
    const grants = publicGrants(readDocument(assumeRolePolicy, "trust")).filter(
      ({ principals }) =>
        principals?.except === true || (principals?.terms ?? []).some(({ type }) => type !== "Federated"),
    );
    const [grant] = grants.known;
    const seen = evidence(role, "assumeRolePolicy");
    if (grant) return fail(`${grant.name} of its trust policy lets everybody take it on`, seen);
    return grants.isEmpty ? pass(seen) : fail("everybody may take it on", seen);
  },
});
