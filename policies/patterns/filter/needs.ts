import { bothNeed, eitherNeeds } from "../needs";
import type { FilterPattern, JsonClause } from "./ast";
import { exactText } from "./comparison";
import { clausesOf, isJunction, type Expression } from "./expression";
import { namePath } from "./selector";

/** The top-level fields of a JSON event that the pattern reads; `undefined` where it reads the whole message. */
export function filterFields(pattern: FilterPattern): ReadonlySet<string> | undefined {
  if (pattern.kind === "everything") return new Set();
  if (pattern.kind !== "json") return undefined;
  const names = clausesOf(pattern.expression).map(({ selector: [first] }) =>
    "name" in first ? first.name : undefined,
  );
  return names.includes(undefined) ? undefined : new Set(names as string[]);
}

/**
 * The texts of which the field at the path (`eventName`, `userIdentity.type`) has one in every event that matches;
 * `undefined` where the pattern does not say. An empty set means that nothing matches.
 */
export function filterNeeds(pattern: FilterPattern, path: string): ReadonlySet<string> | undefined {
  return pattern.kind === "json" ? needs(pattern.expression, path) : undefined;
}

function needs(expression: Expression<JsonClause>, path: string): ReadonlySet<string> | undefined {
  if (isJunction(expression)) {
    const parts = expression.of.map((part) => needs(part, path));
    return parts.reduce(expression.join === "&&" ? bothNeed : eitherNeeds);
  }
  if (expression.type !== "comparison" || expression.operator !== "=") return undefined;
  const text = exactText(expression.value);
  return text !== undefined && namePath(expression.selector) === path ? new Set([text]) : undefined;
}
