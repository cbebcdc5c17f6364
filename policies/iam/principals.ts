import { Unknown } from "../graph/value";
import { accountIn, type Asked } from "./request";
import { type PrincipalTerm, type Statement } from "./statement";
import { shownTerm, textOfTerm, type Term } from "./term";
import { fits, textOf, type Text } from "./text";
import { Doubt, all, any, not, type Truth } from "./truth";

/**
 * Whether the statement names the one who asks: by the principal's own name, or only through its account, which leaves
 * the decision to the policies of that account.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function speaksOf(statement: Statement, request: Asked, through: "name" | "account" | "either"): Truth {
  const { principals } = statement;
  if (!principals) return through !== "account";
  if (principals.except) return through === "account" ? false : not(excepted(principals.terms, request));
  const names = () => any(principals.terms, (term) => namesPrincipal(term, request));
  const namesAccount = () => any(principals.terms, (term) => namesAccountOf(term, request));
  if (through === "either") return any([names, namesAccount], (each) => each());
  return through === "name" ? names() : namesAccount();
}

/**
 * Whether `NotPrincipal` leaves the one who asks alone. An AWS principal counts as listed when its account is listed
 * too; with only one of them AWS promises nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function excepted(terms: readonly PrincipalTerm[], request: Asked): Truth {
  const everyone = any(terms, isEveryone);
  const byName = any(terms, (term) => namesPrincipal(term, request));
  if (!request.arn || everyone === true) return byName;
  const byAccount = any(terms, (term) => namesAccountOf(term, request));
  const listed = isRoot(request.arn) ? byAccount : all([byName, byAccount], (each) => each);
  if (listed !== false || (byName === false && byAccount === false)) return listed;
  return new Doubt("NotPrincipal lists only one of the principal and its account");
}

function isEveryone({ type, name }: PrincipalTerm): Truth {
  if (type !== "*" && type !== "AWS") return false;
  return name instanceof Unknown ? notKnown(name) : textOfTerm(name) === "*";
}

function namesPrincipal(term: PrincipalTerm, request: Asked): Truth {
  const { principal, arn } = request;
  const everyone = isEveryone(term);
  if (everyone !== false || principal === "anonymous") return everyone;
  // Which account a canonical user stands for, only S3 knows.
  const isAlias = (one: string, other: string) =>
    term.type === one && new Doubt(`${shownTerm(term.name)} may be ${other}`);
  if (arn) return term.type === "AWS" ? namesArn(term.name, arn) : isAlias("CanonicalUser", arn.shown);
  if ("service" in principal) return term.type === "Service" && same(term.name, principal.service);
  if ("federated" in principal) return term.type === "Federated" && same(term.name, principal.federated);
  if (!("canonicalUser" in principal)) return false;
  return term.type === "CanonicalUser"
    ? same(term.name, principal.canonicalUser)
    : isAlias("AWS", principal.canonicalUser);
}

function namesArn(term: Term, arn: Text): Truth {
  if (term instanceof Unknown) return notKnown(term);
  const name = textOfTerm(term);
  const account = accountOf(name);
  if (account !== undefined) return isRoot(arn) && fits(textOf(account), accountIn(arn));
  if (!name.startsWith("arn:") || /[*?]/.test(name)) {
    return new Doubt(`the principal ${shownTerm(term)} is not understood`);
  }
  const exactly = fits(textOf(name), arn);
  if (exactly !== false) return exactly;
  const [mine, other] = [session(arn.known), session(name)];
  // A session's ARN leaves out the path of its role; the name of a role is unique in its account.
  if (mine && other && mine.account === other.account && mine.role === other.role) {
    if (other.session === undefined) return true;
    return mine.session === undefined && new Doubt(`only the session ${shownTerm(term)} is named`);
  }
  const isSession = arn.arnSegments?.[2].known === "sts";
  if (arn.known === undefined && other && isSession !== (other.session !== undefined)) {
    return new Doubt(`${arn.shown} may belong to ${shownTerm(term)}`);
  }
  return false;
}

/** The role behind the ARN of a role or of a session of it. */
function session(arn: string | undefined): { account: string; role: string; session?: string } | undefined {
  const role = /^arn:[^:]*:iam::(\d*):role\/(?:.*\/)?([^/]+)$/.exec(arn ?? "");
  if (role) return { account: role[1], role: role[2] };
  const assumed = /^arn:[^:]*:sts::(\d*):assumed-role\/([^/]+)\/(.+)$/.exec(arn ?? "");
  return assumed ? { account: assumed[1], role: assumed[2], session: assumed[3] } : undefined;
}

function namesAccountOf({ type, name }: PrincipalTerm, request: Asked): Truth {
  if (!request.account || (type !== "AWS" && type !== "*")) return false;
  if (name instanceof Unknown) return notKnown(name);
  const account = accountOf(textOfTerm(name));
  return account !== undefined && fits(textOf(account), request.account);
}

/** `111122223333` from an account's number or ARN, which mean the same as a principal. */
function accountOf(name: string): string | undefined {
  return /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(name)?.[1];
}

function isRoot(arn: Text): boolean {
  return arn.arnSegments?.[5].known === "root";
}

function same(term: Term, name: string): Truth {
  if (term instanceof Unknown) return notKnown(term);
  // AWS documents a wildcard only for all principals, not for all services.
  if (textOfTerm(term) === "*") return new Doubt("a wildcard for principals of one type is not understood");
  return textOfTerm(term) === name;
}

function notKnown(name: Unknown): Doubt {
  return new Doubt(`a principal is ${name.why}`);
}
