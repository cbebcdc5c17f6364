import type { PolicyDocument } from "./document";
import { textOfTerm } from "./term";

/** The accounts besides those that are `known` whom a document allows something by name, in the order of its statements. */
export function foreignPrincipals(document: PolicyDocument, known: readonly string[]): string[] {
  const named = document.statements
    .flatMap(({ effect, principals }) =>
      effect === "Allow" && principals && !principals.except ? principals.terms : [],
    )
    .flatMap(({ type, name }) => (type === "AWS" ? (textOfTerm(name) ?? []) : []));
  return [...new Set(named)].filter((name) => {
    const account = accountNamed(name);
    return account !== undefined && !known.includes(account);
  });
}

/** `111122223333`, or an ARN of that account; everybody and unique ids name none. */
const accountNamed = (principal: string): string | undefined =>
  /^(?:arn:[^:]*:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(principal)?.[1];
