import { UNKNOWN } from "../graph/value";
import { pattern } from "./pattern";
import type { Text } from "./text";
import { segment, textOf, type TextPart } from "./text";

/** Who asks. `aws` is the ARN of a role, of a role's session, of a user or of an account (`…:root`). */
export type Principal =
  { service: string } | { aws: TextPart } | { federated: string } | { canonicalUser: string } | "anonymous";

/** A value, the values of a key that AWS declares multivalued, or `null` for a key that is certainly not in the request. */
export type ContextValue = TextPart | readonly TextPart[] | null;

export interface Request {
  principal: Principal;
  action: TextPart;
  resource: TextPart;
  /** Keys in any case. A key that is left out is not known, see {@link otherKeys}. */
  context?: Readonly<Record<string, ContextValue | undefined>>;
  /** Whether the keys that `context` leaves out may be in the request with any value, or are not in it. @default "unknown" */
  otherKeys?: "unknown" | "absent";
}

/** What a request has under a key: one value, several, `null` for certainly nothing, `undefined` for not known. */
export type Entry = Text | readonly Text[] | null | undefined;

/** A request ready to be matched. */
export interface Asked {
  principal: Principal;
  /** The ARN of an `aws` principal. */
  arn?: Text;
  /** The account of an `aws` principal. */
  account?: Text;
  /** In lower case, as AWS compares actions. */
  action: Text;
  resource: Text;
  entry(key: string): Entry;
  /** "cloudtrail.amazonaws.com s3:PutObject on arn:aws:s3:::logs/x" */
  shown(): string;
}

export function asked(request: Request): Asked {
  const { principal } = request;
  const arn = typeof principal === "object" && "aws" in principal ? textOf(principal.aws) : undefined;
  const account = arn && accountIn(arn);
  const action = typeof request.action === "string" ? pattern(request.action, "none") : textOf(request.action);
  const resource = textOf(request.resource);
  const missing = request.otherKeys === "absent" ? null : undefined;
  const untagged = typeof principal === "object" && "service" in principal;
  let given: Map<string, Entry> | undefined;
  const find = (key: string): Entry => {
    given ??= entries({ ...implied(principal, arn, account), ...request.context });
    const name = key.toLowerCase();
    if (given.has(name)) return given.get(name);
    return untagged && name.startsWith("aws:principaltag/") ? null : missing;
  };
  return {
    principal,
    arn,
    account,
    action: action.lowerCase,
    resource,
    entry: find,
    shown: () => `${shownPrincipal(principal)} ${action.shown} on ${resource.shown}`,
  };
}

/** Keys of a request in lower case; those given come after those implied and win. */
function entries(context: Readonly<Record<string, ContextValue | undefined>>): Map<string, Entry> {
  const given = new Map<string, Entry>();
  for (const [key, value] of Object.entries(context))
    if (value !== undefined) given.set(key.toLowerCase(), entryOf(value));
  return given;
}

/** The account in the ARN of a principal, unknown where the ARN is. */
export function accountIn(arn: Text): Text {
  return arn.arnSegments?.[4] ?? segment(UNKNOWN);
}

function entryOf(value: ContextValue): Entry {
  if (value === null) return null;
  return isList(value) ? value.map(textOf) : textOf(value);
}

function isList(value: TextPart | readonly TextPart[]): value is readonly TextPart[] {
  return Array.isArray(value);
}

/** The account and the ARN of a service are AWS's own, so that no account of a customer and none of its roles is meant. */
const OF_AWS = "one of AWS";

/**
 * The keys that follow from who asks. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function implied(principal: Principal, arn?: Text, account?: Text): Record<string, ContextValue> {
  if (typeof principal === "object" && "service" in principal) {
    return {
      "aws:PrincipalIsAWSService": "true",
      "aws:PrincipalServiceName": principal.service,
      "aws:PrincipalAccount": OF_AWS,
      "aws:PrincipalArn": OF_AWS,
      "aws:PrincipalOrgID": null,
      "aws:PrincipalOrgPaths": null,
      "aws:SourceIp": null,
      "aws:MultiFactorAuthPresent": null,
    };
  }
  const noService = { "aws:PrincipalServiceName": null, "aws:SourceAccount": null, "aws:SourceArn": null };
  if (principal === "anonymous") {
    return { ...noService, "aws:PrincipalIsAWSService": null, "aws:PrincipalOrgID": null, "aws:PrincipalArn": null };
  }
  if (!arn || !account) return noService;
  return {
    ...noService,
    "aws:PrincipalIsAWSService": "false",
    "aws:PrincipalAccount": account,
    // A session's key holds the ARN of its role, whose path the session's own ARN leaves out.
    ...(arn.arnSegments?.[2].known === "iam" && { "aws:PrincipalArn": arn }),
  };
}

export function shownPrincipal(principal: Principal): string {
  if (principal === "anonymous") return "everyone";
  if ("service" in principal) return principal.service;
  if ("federated" in principal) return principal.federated;
  return "aws" in principal ? textOf(principal.aws).shown : principal.canonicalUser;
}
