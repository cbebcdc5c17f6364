import type { Comparison, DelimitedField, DelimitedPattern } from "./ast";
import { printComparison, readComparison } from "./comparison";
import { printExpression, readExpression } from "./expression";
import type { Reader } from "./reader";

const NAME = /[A-Za-z0-9_-]+/y;

/** Reads `[ … ]` to the end. */
export function readDelimitedPattern(reader: Reader): DelimitedPattern {
  reader.expect("[");
  const fields: DelimitedField[] = [];
  reader.skipBlanks();
  if (!reader.accept("]")) {
    do {
      reader.skipBlanks();
      const start = reader.at;
      fields.push(readField(reader));
      if (fields.filter((field) => field === "...").length > 1) reader.fail("one ellipsis in a pattern", start);
      reader.skipBlanks();
    } while (reader.accept(","));
    reader.expect("]", '&&, ||, a comma or the closing "]"');
  }
  reader.skipBlanks();
  if (!reader.done) reader.fail('nothing after the closing "]"');
  return { kind: "delimited", fields };
}

function readField(reader: Reader): DelimitedField {
  if (reader.accept("...") || reader.accept("…")) return "...";
  const start = reader.at;
  const name = reader.match(NAME);
  if (name === undefined) {
    // The guide's own `[..., status_code=4*,]`: an entry without a name is a field that nobody asks for.
    return /[,\]]/.test(reader.next) ? { name: "" } : reader.fail("the name of a field, ... or a comma");
  }
  reader.skipBlanks();
  if (/^[,\]]?$/.test(reader.next)) return { name };
  reader.at = start;
  return { name, condition: readExpression(reader, (inner) => readCondition(inner, name)) };
}

/** The service refuses a condition on another field: https://github.com/awsdocs/amazon-cloudwatch-logs-user-guide/issues/21 */
function readCondition(reader: Reader, name: string): Comparison {
  reader.skipBlanks();
  const start = reader.at;
  const named = reader.match(NAME);
  if (named !== name) reader.fail(`a condition on the field itself, ${name}`, start);
  return readComparison(reader);
}

export function printDelimitedPattern({ fields }: DelimitedPattern): string {
  return `[${fields.map(printField).join(", ")}]`;
}

function printField(field: DelimitedField): string {
  if (field === "...") return field;
  return field.condition ? printExpression(field.condition, (each) => printCondition(field.name, each)) : field.name;
}

export function printCondition(name: string, comparison: Comparison): string {
  return `${name} ${printComparison(comparison)}`;
}
