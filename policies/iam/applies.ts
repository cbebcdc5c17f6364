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

/** Whether a statement applies to a request, whatever its effect is. */
export function applies(statement: Statement, request: Asked, through: Through): Truth {
  return all(parts, (part) => part(statement, request, through));
}

/** What has to hold for a statement to apply. */
const parts: readonly ((statement: Statement, request: Asked, through: Through) => Truth)[] = [
  speaksOf,
  ({ actions }, request) => covers(actions, (term) => matchesAction(term, request)),
  isAbout,
  (statement, request) => all(statement.conditions, (condition) => holds(condition, statement, request)),
  ({ strange }) => strange.length === 0 || new Doubt(`the element ${strange.join(", ")} is not understood`),
];

function isAbout(statement: Statement, request: Asked): Truth {
  const { resources } = statement;
  return !resources || covers(resources, (term) => matchesResource(term, resources.except, statement, request));
}

/**
 * How near a statement comes to a request that it does not apply to, each condition a step, and what it lacks; nothing where
 * it is about something else altogether.
 */
export function miss(statement: Statement, request: Asked, through: Through): { met: number; why?: string } {
  const { name, resources, conditions } = statement;
  const met = parts.findIndex((part) => part(statement, request, through) === false);
  if (met === parts.indexOf(isAbout))
    return { met, why: `${name} is about ${resources?.except ? "all but " : ""}${shownTerms(resources?.terms ?? [])}` };
  if (met < parts.indexOf(isAbout)) return { met };
  const unheld = conditions.findIndex((condition) => holds(condition, statement, request) === false);
  const condition = conditions[unheld];
  return {
    met: met + unheld,
    why: `${name}: ${condition instanceof Unknown ? condition.why : unmet(condition, request)}`,
  };
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
