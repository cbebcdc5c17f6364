import { isRecord } from "../../policies/graph/value";
import type { CloudTrailRecord } from "../record";

export type CallerKind =
  | "root"
  | "IAM user"
  | "assumed role"
  | "SSO user"
  | "federated user"
  | "service-linked role"
  | "AWS service"
  | "AWS account"
  | "anonymous"
  | "unknown";

/** Who made a call, as CloudTrail names them. */
export interface Caller {
  kind: CallerKind;
  /** The user, the role, the service or the account. */
  name: string;
  /** Of a role: the name of the session, which is what tells people apart who share it. */
  session?: string;
  account?: string;
  /** The account is not the one whose resource was called. */
  foreign: boolean;
  arn?: string;
  /** The service that made the call on behalf of the caller. */
  through?: string;
  mfa?: boolean;
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
export function callerOf({ userIdentity, recipientAccountId }: CloudTrailRecord): Caller {
  const identity = isRecord(userIdentity) ? userIdentity : {};
  const session = isRecord(identity.sessionContext) ? identity.sessionContext : {};
  const issuer = isRecord(session.sessionIssuer) ? session.sessionIssuer : {};
  const attributes = isRecord(session.attributes) ? session.attributes : {};
  const account = text(identity.accountId) ?? text(issuer.accountId);
  const arn = text(identity.arn);
  const mfa = text(attributes.mfaAuthenticated);
  const named = nameOf(identity, issuer, arn);
  return {
    ...named,
    account: account === ANONYMOUS ? undefined : account,
    foreign:
      account !== undefined && text(recipientAccountId) !== undefined && account !== ANONYMOUS
        ? account !== recipientAccountId
        : false,
    arn,
    through: named.kind === "AWS service" ? undefined : text(identity.invokedBy),
    mfa: mfa === undefined ? undefined : mfa === "true",
  };
}

const ANONYMOUS = "ANONYMOUS_PRINCIPAL";
/** IAM Identity Center makes a role for each permission set: its name, and 16 hexadecimal digits. */
const PERMISSION_SET = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/;

type Fields = Record<string, unknown>;

function nameOf(identity: Fields, issuer: Fields, arn?: string): Pick<Caller, "kind" | "name" | "session"> {
  const account = text(identity.accountId);
  const user = text(identity.userName);
  const principal = text(identity.principalId);
  switch (identity.type) {
    case "Root":
      return { kind: "root", name: account ? `root of ${account}` : "root" };
    case "IAMUser":
      return { kind: "IAM user", name: user ?? lastOf(arn) ?? principal ?? "?" };
    case "AssumedRole":
    case "Role":
      return roleOf(issuer, arn, principal);
    case "IdentityCenterUser":
      return { kind: "SSO user", name: onBehalfOf(identity) ?? user ?? principal ?? "?" };
    case "FederatedUser":
      return { kind: "federated user", name: lastOf(arn) ?? principal ?? "?", session: text(issuer.userName) };
    case "SAMLUser":
    case "WebIdentityUser":
      return { kind: "federated user", name: user ?? principal ?? "?", session: text(identity.identityProvider) };
    case "AWSService":
      return { kind: "AWS service", name: text(identity.invokedBy) ?? "an AWS service" };
    case "AWSAccount":
      return account === ANONYMOUS
        ? { kind: "anonymous", name: "anybody" }
        : { kind: "AWS account", name: account ?? "?", session: sessionOf(principal) };
    default:
      return {
        kind: "unknown",
        name: user ?? arn ?? principal ?? text(identity.invokedBy) ?? text(identity.type) ?? "nobody named",
      };
  }
}

function roleOf(issuer: Fields, arn?: string, principal?: string): Pick<Caller, "kind" | "name" | "session"> {
  const [, fromArn, sessionFromArn] = /:assumed-role\/([^/]+)\/(.+)$/.exec(arn ?? "") ?? [];
  const role = text(issuer.userName) ?? fromArn ?? lastOf(arn) ?? "?";
  const session = sessionFromArn ?? sessionOf(principal);
  const permissionSet = PERMISSION_SET.exec(role)?.[1];
  if (permissionSet) return { kind: "SSO user", name: session ?? "?", session: permissionSet };
  const linked = text(issuer.arn)?.includes("/aws-service-role/") || role.startsWith("AWSServiceRoleFor");
  return { kind: linked ? "service-linked role" : "assumed role", name: role, session };
}

const onBehalfOf = ({ onBehalfOf: of }: Fields): string | undefined => (isRecord(of) ? text(of.userId) : undefined);
const lastOf = (arn: string | undefined): string | undefined => arn?.split("/").at(-1) || undefined;
const sessionOf = (principal: string | undefined): string | undefined =>
  principal?.split(":").slice(1).join(":") || undefined;
const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** `alice (assumed role admin)` in as many words as it takes to know them again. */
export function shownCaller({ kind, name, session, account, foreign, through }: Caller): string {
  const role = kind === "SSO user" && session ? ` with ${session}` : session ? `/${session}` : "";
  const words = [
    kind === "root" || kind === "anonymous" ? name : `${kind} ${name}${role}`,
    ...(foreign ? [`of another account, ${account}`] : []),
    ...(through ? [`through ${through}`] : []),
  ];
  return words.join(", ");
}
