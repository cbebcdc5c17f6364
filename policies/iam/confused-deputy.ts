import { Found } from "../graph/found";
import { parseArn } from "../graph/resource";
import { UnknownValue } from "../graph/value";
import type { PolicyDocument } from "./document";
import { fixes, hasWildcard, type Fixing } from "./fixed";
import type { Statement } from "./statement";
import { textOfTerm, type Term } from "./term";
import { Doubt, all, any, not, type Truth } from "./truth";

/**
 * Services that say with each call on whose behalf they make it. EventBridge does not say so to KMS, nor others everywhere:
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
const TELLING =
  /^(cloudtrail|cloudwatch|config|delivery\.logs|logging\.s3|logs(\.[a-z]+(-[a-z]+)+-\d)?)\.amazonaws\.com(\.cn)?$/;

const SOURCE_KEYS = ["account", "arn", "orgid", "orgpaths", "owner"].map((of) => `aws:source${of}`);

/** Keys whose fixed value names on whose behalf a service calls. */
const SOURCE: Fixing = {
  byKey: (key) =>
    SOURCE_KEYS.includes(key) || key === "kms:calleraccount" || key.startsWith("kms:encryptioncontext:aws:"),
  value: (_key, value) => ofOneOwner(value),
};

/** An account, an organization, or an ARN of one account; the ARN of a bucket has none, and its name is in one account only. */
function ofOneOwner(value: Term): boolean {
  const arn = parseArn(textOfTerm(value) ?? "");
  if (!arn) return !hasWildcard(value) || /^o-[a-z0-9]+\/\*$/.test(textOfTerm(value) ?? "");
  return arn.service === "s3" ? !/^[*?]/.test(arn.resource) : arn.account !== "" && !hasWildcard(arn.account);
}

/**
 * The statements that let a service in on behalf of anybody who asks it, in whatever account: the confused deputy of
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function onBehalfOfAnybody(document: PolicyDocument, name: string): Found<Statement> {
  if (document.statements.some(refusesOthers)) return new Found<Statement>([]);
  let open = document.open && new UnknownValue(name, document.open.why);
  const grants = document.statements.filter((statement) => {
    const truth = letsAnybody(statement);
    if (truth instanceof Doubt) open ??= new UnknownValue(`on whose behalf ${statement.name} allows`, truth.why);
    return truth === true;
  });
  return new Found(grants, [], open);
}

function letsAnybody({ effect, principals, conditions, strange }: Statement): Truth {
  const services = principals?.except === false ? principals.terms.filter(({ type }) => type === "Service") : [];
  if (effect !== "Allow" || strange.length > 0) return false;
  return all(
    [
      services.some(({ name }) => TELLING.test(textOfTerm(name) ?? "")),
      not(any(conditions, (condition) => fixes(condition, SOURCE))),
    ],
    (truth) => truth,
  );
}

/** A Deny for whoever is not of the account fences every Allow beside it. */
const refusesOthers = ({ effect, conditions }: Statement): boolean =>
  effect === "Deny" &&
  conditions.some((each) => "key" in each && SOURCE.byKey(each.key.toLowerCase()) && /not/i.test(each.operator));
