import { allOf, anyOf, clause, shownValue, type Explanation } from "../explanation";
import type { DelimitedPattern, FilterPattern, JsonClause, JsonPattern, Term, TermsPattern } from "./ast";
import { compileFilter, holds, message, parsed, rolesOf } from "./compile";
import { compileCondition } from "./compile-delimited";
import { compileJsonClause } from "./compile-json";
import { printCondition, printDelimitedPattern } from "./delimited";
import { explainExpression } from "./expression";
import { printJsonClause } from "./json";
import { fieldTexts, isNamed } from "./line";
import { printFilterPattern } from "./print";
import { allSelected, isJsonObject, type JsonObject } from "./selection";
import { printTerm } from "./terms";

/** Why the pattern matches the event, or does not: the fewest clauses that settle it. */
export function explainFilter(pattern: FilterPattern, event: unknown): Explanation {
  if (pattern.kind === "json") return explainJsonPattern(pattern, event);
  if (pattern.kind === "terms") return explainTermsPattern(pattern, message(event));
  if (pattern.kind === "delimited") return explainDelimitedPattern(pattern, message(event));
  const matched = compileFilter(pattern)(event);
  return clause(printFilterPattern(pattern), shownValue(message(event)), matched);
}

function explainJsonPattern({ expression }: JsonPattern, event: unknown): Explanation {
  const record = typeof event === "string" ? parsed(event) : event;
  if (!isJsonObject(record)) return clause("the event is a JSON object", shownValue(event), false);
  return explainExpression(expression, (each) => explainClause(each, record));
}

function explainClause(each: JsonClause, event: JsonObject): Explanation {
  const found = allSelected(each.selector, event);
  const shown = found.length > 1 ? [...new Set(found.map(shownValue))].join(", ") : shownValue(found[0]);
  return clause(printJsonClause(each), shown, compileJsonClause(each)(event));
}

function explainTermsPattern(pattern: TermsPattern, text: string): Explanation {
  const { required, optional } = rolesOf(pattern);
  const explain = (term: Term) => clause(printTerm(term), shownValue(text), holds(term, text));
  return required.length > 0 ? allOf(required.map(explain)) : anyOf(optional.map(explain));
}

function explainDelimitedPattern(pattern: DelimitedPattern, line: string): Explanation {
  const texts = fieldTexts(pattern, line);
  const fields = pattern.fields.filter(isNamed);
  if (!texts) return clause(`a line of at least ${fields.length} fields`, shownValue(line), false);
  const conditions = fields.flatMap(({ name, condition }, index) =>
    condition === undefined
      ? []
      : explainExpression(condition, (each) =>
          clause(printCondition(name, each), shownValue(texts[index]), compileCondition(each)(texts[index])),
        ),
  );
  return conditions.length > 0 ? allOf(conditions) : clause(printDelimitedPattern(pattern), shownValue(line), true);
}
