import { Found } from "../graph/found";
import { Unknown, UnknownValue } from "../graph/value";
import { parseRange } from "./addresses";
import type { PolicyDocument } from "./document";
import { fixes, hasWildcard, type Fixing } from "./fixed";
import type { PrincipalTerm, Statement } from "./statement";
import { shownTerm, textOfTerm, type Term } from "./term";
import { Doubt, all, any, not, type Truth } from "./truth";

/**
 * The statements that let everybody in, in the sense in which S3 calls a policy public: they allow something to principals
 * that are not fixed, and no condition fixes where a request comes from. A Deny does not make up for such a statement.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function publicGrants(document: PolicyDocument, name = "the policy"): Found<Statement> {
  const unread = document.open?.why ?? (document.malformed.length > 0 && `malformed: ${document.malformed.join("; ")}`);
  let open = unread ? new UnknownValue(name, unread) : undefined;
  const grants = document.statements.filter((statement) => {
    const truth = isPublic(statement);
    if (truth instanceof Doubt)
      open ??= new UnknownValue(`whether ${statement.name} is public`, `undecided: ${truth.why}`);
    return truth === true;
  });
  return new Found(grants, [], open);
}

function isPublic(statement: Statement): Truth {
  const { effect, principals, conditions } = statement;
  if (effect === "Deny" || !principals) return false;
  return all(
    [
      effect === "Allow" || new Doubt(`its Effect is ${effect.why}`),
      principals.except || not(all(principals.terms, isFixed)),
      not(any(conditions, (condition) => fixes(condition, FIXING))),
      statement.strange.length === 0 || new Doubt(`the element ${statement.strange.join(", ")} is not understood`),
    ],
    (truth) => truth,
  );
}

function isFixed({ type, name }: PrincipalTerm): Truth {
  if (name instanceof Unknown) return new Doubt(`a principal is ${name.why}`);
  // An identity provider of the web lets in whoever has an account there; one with an ARN belongs to an account.
  return !hasWildcard(name) && (type !== "Federated" || textOfTerm(name).startsWith("arn:"));
}

/** Keys whose fixed value names where a request comes from. */
const FIXING_KEYS = new Set(
  [
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalOrgID",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceIp",
    "aws:SourceOrgID",
    "aws:SourceOwner",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:userid",
    "kms:CallerAccount",
    "s3:DataAccessPointAccount",
    "s3:DataAccessPointArn",
    "s3:x-amz-server-side-encryption-aws-kms-key-id",
  ].map((key) => key.toLowerCase()),
);

function isFixedValue(key: string, value: Term): Truth {
  const text = textOfTerm(value) ?? "";
  if (key === "aws:sourceip") return isNarrow(text) ?? new Doubt(`the address ${shownTerm(value)} is not understood`);
  if (key === "s3:dataaccesspointarn") return /^arn:[^:*?$]*:s3:[^:]*:\d{12}:/.test(text);
  return !hasWildcard(value);
}

const FIXING: Fixing = { byKey: (key) => FIXING_KEYS.has(key), value: isFixedValue };

/** Whether a range is narrow enough for S3: at least a /8 or, for IPv6, a /32. */
function isNarrow(text: string): boolean | undefined {
  const range = parseRange(text);
  return range && range.prefix >= (range.bits === 32 ? 8 : 32);
}
