import { Unknown } from "../graph/value";
import { holds, unmet } from "./conditions";
import { pattern } from "./pattern";
import { speaksOf } from "./principals";
import { type Asked } from "./request";
import { type Choice, type Statement } from "./statement";
import { shownTerm, shownTerms, textOfTerm, type Term } from "./term";
import { fits } from "./text";
import { Doubt, all, any, not, type Truth } from "./truth";

/** How a statement has to name the one who asks, see {@link speaksOf}. */
export type Through = "name" | "account" | "either";

/** One thing that has to hold for a statement to apply, and what to say of the statement where it does not. */
interface Part {
  holds: () => Truth;
  /** Missing where the statement is about something else altogether. */
  unless?: () => string;
}

/** Whether a statement applies to a request, whatever its effect is. */
export function applies(statement: Statement, request: Asked, through: Through): Truth {
  return all(parts(statement, request, through), (part) => part.holds());
}

/** How near a statement comes to a request that it does not apply to, and what it lacks. */
export function miss(statement: Statement, request: Asked, through: Through): { met: number; why?: string } {
  const needed = parts(statement, request, through);
  const met = needed.findIndex((part) => part.holds() === false);
  return { met, why: needed[met]?.unless?.() };
}

function parts(statement: Statement, request: Asked, through: Through): Part[] {
  const { name, actions, resources, conditions, strange } = statement;
  return [
    { holds: () => speaksOf(statement, request, through) },
    { holds: () => covers(actions, (term) => matchesAction(term, request)) },
    {
      holds: () =>
        !resources || covers(resources, (term) => matchesResource(term, resources.except, statement, request)),
      unless: () => `${name} is about ${resources?.except ? "all but " : ""}${shownTerms(resources?.terms ?? [])}`,
    },
    ...conditions.map((condition) => ({
      holds: () => holds(condition, statement, request),
      unless: () => `${name}: ${condition instanceof Unknown ? condition.why : unmet(condition, request)}`,
    })),
    { holds: () => strange.length === 0 || new Doubt(`the element ${strange.join(", ")} is not understood`) },
  ];
}

function covers({ terms, except }: Choice, matches: (term: Term) => Truth): Truth {
  const listed = any(terms, matches);
  return except ? not(listed) : listed;
}

function matchesAction(term: Term, request: Asked): Truth {
  return term instanceof Unknown
    ? new Doubt(`an action is ${term.why}`)
    : fits(pattern(term, "text").lowerCase, request.action);
}

function matchesResource(term: Term, except: boolean, statement: Statement, request: Asked): Truth {
  if (term instanceof Unknown) return new Doubt(`a resource is ${term.why}`);
  const compiled = pattern(term, "arn", statement.variables ? request.entry : undefined);
  if (!compiled) {
    return except && new Doubt(`the request has nothing for a variable in ${shownTerm(term)}`);
  }
  const truth = fits(compiled, request.resource);
  const excluded = truth === true && notPromised(textOfTerm(term), statement.variables, request);
  return excluded ? new Doubt(`${shownTerm(term)} has ${excluded}`) : truth;
}

/**
 * What AWS excludes from the ARN of a resource without saying what comes of it: a variable before the fifth colon, and a
 * wildcard where the ARN names the type of the resource, as in `log-gr*:audit`. S3 and SNS have no types.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-resourceelement
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
function notPromised(term: string, variables: boolean, request: Asked): string | undefined {
  if (!/[*?$]/.test(term)) return undefined;
  const bare = variables ? term.replace(/\$\{[^}]*\}/g, "$") : term;
  const [, scope, type, rest] = /^((?:[^:]*:){5})([^:/]*)(.*)$/s.exec(bare) ?? [];
  if (scope === undefined) return undefined;
  if (variables && scope.includes("$")) return "a variable before its fifth colon";
  const segments = request.resource.arnSegments;
  const hasTypes = segments?.[2].known !== "s3" && /[:/]/.test(segments?.[5].known ?? ":");
  return hasTypes && /[*?]/.test(type) && type + rest !== "*" ? "a wildcard in the type of the resource" : undefined;
}
