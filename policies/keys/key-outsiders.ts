import { partial, supporting } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { UnknownValue } from "../graph/value";
import { keyArn } from "../iam/arns";
import { attachedPolicy } from "../iam/attached";
import type { PolicyDocument } from "../iam/document";
import { accountNamed, foreignPrincipals, wholeAccount, whoMay } from "../iam/foreign";
import { trustedAccounts } from "../iam/trusted-accounts";
import { Trail } from "../kinds/cloudtrail";
import { Grant, Key, KeyPolicy, type KeyProps } from "../kinds/kms";
import { evidence, fail, notApplicable, pass, policy, unknown } from "../policy";

const KMS = "https://docs.aws.amazon.com/kms/latest/developerguide";

const OWN_UNKNOWN = "which account is the stack's own is not known";

/** What makes logs unreadable, or keeps the account from its own key. */
const ADMINISTERING = ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:DisableKey"];
const USING = ["kms:Decrypt", "kms:GenerateDataKey", "kms:Encrypt"];

/** What a grant may let somebody do with what the key encrypts; the rest only looks at the key, or gives the grant back. */
const GRANTED = /^(Decrypt|Encrypt|GenerateDataKey\w*|ReEncrypt(From|To)|CreateGrant)$/;

/** Who of these principals certainly may do one of the actions with the key. */
const user = (key: Resource<KeyProps>, graph: Graph, document: PolicyDocument, names: string[], actions: string[]) =>
  whoMay(
    document,
    names,
    actions.map((action) => ({ action, resource: keyArn(key, graph) })),
  );

/** Who of other accounts gets at a key by name. */
export default [
  policy({
    id: "key-not-administered-from-outside",
    title: "Nobody from another account may take a key over",
    severity: "medium",
    description:
      "Who may disable or delete the key of a log ends its delivery, and makes what was delivered unreadable for good.",
    remediation:
      "Grant other accounts `kms:Decrypt` and `kms:DescribeKey` in the key policy, and no change of policy or state; list an account that is meant in `trustedAccounts` of this policy.",
    controls: [partial("nist-800-53-r5/AU-9(4)"), partial("nist-800-53-r5/SC-12"), supporting("soc2-2017/CC6.3")],
    pages: [`${KMS}/key-policy-modifying-external-accounts.html`, `${KMS}/key-policy-default.html`],
    about: Key,
    parameters: trustedAccounts("Accounts besides the stack's own that may administer keys."),
    check(key, graph, settings) {
      const attached = attachedPolicy(key, graph, KeyPolicy, "keyId");
      if (!attached) return notApplicable("this stack only reads it");
      const { document, seen } = attached;
      if (document.open) throw new UnknownValue(`the policy of key ${key.name}`, document.open.why);
      const administrators = foreignPrincipals(document, settings.trustedAccounts).flatMap(
        (name) => user(key, graph, document, [name], ADMINISTERING) ?? [],
      );
      const own = graph.account(key);
      const outsider = administrators.find(({ name }) => accountNamed(name) !== own);
      // KMS refuses a policy that its maker could not change, so that a lone account can only be the key's own.
      const accounts = new Set(administrators.map(({ name }) => accountNamed(name)));
      if (!outsider || accounts.size < 2) return pass(seen);
      const told = `${outsider.name} may call ${outsider.action}`;
      return own ? fail(told, seen) : unknown(`${told}; ${OWN_UNKNOWN}`);
    },
  }),
  policy({
    id: "key-not-open-to-accounts",
    title: "Keys of trails are shared with roles, not with whole accounts",
    severity: "low",
    description:
      "A key that lets in another account lets in whomever its administrators choose, and nobody here is told who reads the log files.",
    remediation:
      "Name the roles of the readers in the key policy, keep the statement to the organization by `aws:PrincipalOrgID`, or list the account in `trustedAccounts` of this policy.",
    controls: [supporting("nist-800-53-r5/AU-9"), supporting("soc2-2017/CC6.3")],
    pages: [`${KMS}/key-policy-modifying-external-accounts.html`],
    about: Key,
    parameters: trustedAccounts("Accounts besides the stack's own that may use the keys of trails."),
    check(key, graph, settings) {
      if (graph.into(key, Trail, "kmsKeyId").isEmpty) return notApplicable("no trail of this stack is encrypted by it");
      const attached = attachedPolicy(key, graph, KeyPolicy, "keyId");
      if (!attached) return notApplicable("this stack only reads it");
      const { document, seen } = attached;
      if (document.open) throw new UnknownValue(`the policy of key ${key.name}`, document.open.why);
      const own = graph.account(key);
      const known = [...settings.trustedAccounts, ...(own ? [own] : [])];
      const outsiders = foreignPrincipals(document, known).filter(wholeAccount);
      // Who may administer it is reported by another policy.
      const others = outsiders.filter((name) => !user(key, graph, document, [name], ADMINISTERING));
      const outsider = user(key, graph, document, others, USING);
      if (!outsider) return pass(seen);
      const told = `all of ${outsider.name} may call ${outsider.action}`;
      return own ? fail(told, seen) : unknown(`${told}; ${OWN_UNKNOWN}`);
    },
  }),
  policy({
    id: "key-granted-to-known-accounts",
    title: "Grants of a trail's key go to accounts that are known",
    severity: "low",
    description:
      "A grant lets somebody use a key whatever the key policy says, and nobody who reads the policy learns of it.",
    remediation:
      "Take the `Grant` away, or list the account of its `granteePrincipal` in `trustedAccounts` of this policy.",
    controls: [supporting("nist-800-53-r5/AU-9"), supporting("soc2-2017/CC6.3")],
    pages: [`${KMS}/grants.html`],
    about: Grant,
    parameters: trustedAccounts("Accounts besides the stack's own that may have grants of a trail's key."),
    check(grant, graph, settings) {
      const [key] = graph.follow(grant, "keyId", Key).known;
      if (!key || graph.into(key, Trail, "kmsKeyId").isEmpty) return notApplicable("its key encrypts no trail here");
      const { granteePrincipal = "", operations = [] } = grant.props;
      const seen = evidence(grant, "granteePrincipal");
      const operation = operations.find((each) => GRANTED.test(each));
      const account = accountNamed(granteePrincipal);
      if (!operation || !account || settings.trustedAccounts.includes(account)) return pass(seen);
      const own = graph.account(key);
      if (account === own) return pass(seen);
      const told = `${granteePrincipal} may call kms:${operation} with key ${key.name}`;
      return own ? fail(told, seen) : unknown(`${told}; ${OWN_UNKNOWN}`);
    },
  }),
];
