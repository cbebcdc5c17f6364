import { Unknown } from "../graph/value";
import { decide } from "./decide";
import type { PolicyDocument } from "./document";
import { fixes } from "./fixed";
import type { Request } from "./request";
import type { Condition } from "./statement";
import { textOfTerm, type Term } from "./term";

/**
 * The accounts besides those that are `known` whom a document allows something by name, be it in a principal or in a condition
 * on everybody, in the order of its statements.
 */
export function foreignPrincipals(document: PolicyDocument, known: readonly string[]): string[] {
  let named = namedIn.get(document);
  if (!named) namedIn.set(document, (named = principalsNamed(document)));
  return named.filter(({ account }) => !known.includes(account)).map(({ name }) => name);
}

interface NamedPrincipal {
  name: string;
  account: string;
}

/** Several policies ask of one document. */
const namedIn = new WeakMap<PolicyDocument, readonly NamedPrincipal[]>();

function principalsNamed({ statements }: PolicyDocument): NamedPrincipal[] {
  const names = new Set<string>();
  for (const { effect, principals, conditions } of statements) {
    if (effect !== "Allow" || !principals || principals.except) continue;
    for (const { type, name } of principals.terms) {
      const terms = textOfTerm(name) === "*" ? conditions.flatMap(callersNamed) : type === "AWS" ? [name] : [];
      for (const term of terms) names.add(textOfTerm(term) ?? "");
    }
  }
  return [...names].flatMap((name) => {
    const account = accountNamed(name);
    return account === undefined ? [] : { name, account };
  });
}

const CALLER_KEYS = ["aws:principalaccount", "aws:principalarn", "kms:calleraccount"];

const callersNamed = (condition: Condition | Unknown): readonly Term[] =>
  !(condition instanceof Unknown) &&
  fixes(condition, { byKey: (key) => CALLER_KEYS.includes(key), value: () => true }) === true
    ? condition.values
    : [];

export type Deed = Pick<Request, "action" | "resource">;

/** Who of these principals certainly may do one of the deeds, and which. */
export function whoMay(
  document: PolicyDocument,
  principals: readonly string[],
  deeds: readonly Deed[],
): { name: string; action: string } | undefined {
  for (const name of principals) {
    const principal = { aws: /^\d+$/.test(name) ? `arn:aws:iam::${name}:root` : name };
    const context = { "kms:CallerAccount": accountNamed(name) };
    const deed = deeds.find(
      (each) => decide([document], { principal, ...each, context, otherKeys: "absent" }).permission.truth === true,
    );
    if (deed) return { name, action: deed.action as string };
  }
  return undefined;
}

/** `111122223333` where the principal is all of that account, and not one role or user in it. */
export const wholeAccount = (principal: string): string | undefined =>
  /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(principal)?.[1];

/** `111122223333`, or an ARN of that account; everybody and unique ids name none. */
export const accountNamed = (principal: string): string | undefined =>
  /^(?:arn:[^:]*:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(principal)?.[1];
