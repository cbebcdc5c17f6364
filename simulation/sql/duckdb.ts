import type { Selector, Step } from "../../policies/patterns/filter/ast";
import { Inexpressible, literal, type Dialect } from "./dialect";
import { duckdbEvents } from "./duckdb-events";
import { fieldOf } from "./duckdb-field";

/** Each event is one JSON value, so that nothing of it is lost on the way into columns. */
export const duckdb: Dialect = {
  name: "duckdb",
  message: "CAST(json(record) AS VARCHAR)",
  matches: (text, regex) => `regexp_matches(${text}, ${literal(regex)})`,
  events: duckdbEvents,
  where(selector, test) {
    const path = literal(pathOf(selector));
    if (!selector.some((step) => "each" in step)) return test(fieldOf("record", path));
    const condition = test(fieldOf("element", literal("$")));
    return `len(list_filter(json_extract(record, ${path}), lambda element: coalesce(${condition}, FALSE))) > 0`;
  },
};

const pathOf = (selector: Selector): string => `$${selector.map(printStep).join("")}`;

function printStep(step: Step): string {
  if ("index" in step) return `[${step.index}]`;
  if ("each" in step) return step.each === "element" ? "[*]" : ".*";
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(step.name)) return `.${step.name}`;
  if (/["\\*]/.test(step.name)) throw new Inexpressible(`a path of DuckDB has no way to write the name ${step.name}`);
  return `."${step.name}"`;
}
