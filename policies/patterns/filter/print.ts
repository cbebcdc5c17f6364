import type { FilterPattern } from "./ast";
import { printDelimitedPattern } from "./delimited";
import { printJsonPattern } from "./json";
import { printTermsPattern } from "./terms";

/** The pattern in one form for all ways to write it: single blanks, no brackets that change nothing. */
export function printFilterPattern(pattern: FilterPattern): string {
  if (pattern.kind === "json") return printJsonPattern(pattern);
  if (pattern.kind === "delimited") return printDelimitedPattern(pattern);
  if (pattern.kind === "terms") return printTermsPattern(pattern);
  return pattern.kind === "regex" ? `%${pattern.regex.source}%` : "";
}
