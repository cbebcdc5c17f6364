import type { EverythingPattern, Term, TermsPattern } from "./ast";
import { printQuotedText, readQuotedText } from "./comparison";
import type { Reader } from "./reader";

/** Reads words and phrases to the end. */
export function readTermsPattern(reader: Reader): TermsPattern | EverythingPattern {
  const terms: Term[] = [];
  for (reader.skipBlanks(); !reader.done; reader.skipBlanks()) {
    terms.push(readTerm(reader));
    if (!reader.done && !/\s/.test(reader.next))
      reader.fail("a blank between terms; other characters need double quotes");
  }
  // The guide: `" "` matches everything, though taken as a phrase it would need a blank.
  if (terms.every(({ text, role }) => text.trim() === "" && role === "included")) return { kind: "everything" };
  const optional = terms.filter(({ role }) => role === "optional");
  if (optional.length > 0 && optional.length < terms.length)
    reader.warn("AWS ignores terms with a question mark beside other terms", 0);
  return { kind: "terms", of: terms };
}

function readTerm(reader: Reader): Term {
  const role = reader.accept("-") ? "excluded" : reader.accept("?") ? "optional" : "included";
  // The guide of 2020 has `"ERROR" - "Exiting"`.
  if (role === "excluded") reader.skipBlanks();
  const start = reader.at;
  if (reader.next === '"') {
    const text = readQuotedText(reader);
    // The service: "Invalid character(s) in term '""'".
    if (text === "") reader.fail("a text between the double quotes", start);
    return { text, role, quoted: true };
  }
  const text = reader.match(/[A-Za-z0-9_]+/y);
  return {
    text: text ?? reader.fail("a word of letters, digits and underscores, or a text in double quotes"),
    role,
    quoted: false,
  };
}

export function printTermsPattern({ of }: TermsPattern): string {
  return of.map(printTerm).join(" ");
}

export function printTerm({ text, role, quoted }: Term): string {
  const sign = { included: "", excluded: "-", optional: "?" }[role];
  return sign + (quoted ? printQuotedText(text) : text);
}
