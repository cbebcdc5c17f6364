import type { Selector, Step } from "../../policies/patterns/filter/ast";
import { printSelector } from "../../policies/patterns/filter/selector";
import { athenaEvents } from "./athena-events";
import { IDENTITY, JSON_TEXTS, jsonField, pathOf, RESOURCE, textField, TEXTS } from "./athena-fields";
import { Inexpressible, literal, type Dialect, type Field } from "./dialect";

/**
 * The table of CloudTrail's logs as AWS gives it: names in small letters, texts, one struct, and JSON as text.
 * https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table.html
 */
export const athena: Dialect = {
  name: "athena",
  matches: (text, regex) => `regexp_like(${text}, ${literal(regex)})`,
  events: athenaEvents,
  where(selector, test) {
    const [first, ...below] = selector;
    const column = "name" in first ? first.name : "";
    if (TEXTS.has(column) && below.length === 0) return test(textField(column.toLowerCase()));
    if (column === "userIdentity") return test(textField(structField(selector)));
    if (column === "resources") return resourceSql(below, selector, test);
    if (JSON_TEXTS.has(column)) return jsonSql(column.toLowerCase(), below, test);
    throw new Inexpressible(`the table has no column for ${printSelector(selector)}`);
  },
};

function structField(selector: Selector): string {
  const names = selector.flatMap((step) => ("name" in step ? [step.name] : []));
  if (names.length < selector.length || !IDENTITY.has(names.slice(1).join(".")))
    throw new Inexpressible(`the column useridentity has no ${printSelector(selector)}`);
  return names.join(".").toLowerCase();
}

function resourceSql([element, field, ...more]: readonly Step[], selector: Selector, test: (field: Field) => string) {
  if (!element || "name" in element || !field || !("name" in field) || more.length > 0 || !RESOURCE.has(field.name))
    throw new Inexpressible(`the column resources has no ${printSelector(selector)}`);
  const name = field.name.toLowerCase();
  if ("index" in element) return test(textField(`element_at(resources, ${element.index + 1}).${name}`));
  return `any_match(resources, element -> ${test(textField(`element.${name}`))})`;
}

function jsonSql(column: string, steps: readonly Step[], test: (field: Field) => string): string {
  const wildcard = steps.findIndex((step) => "each" in step);
  if (wildcard < 0) return test(jsonField(column, pathOf(steps)));
  const list = `json_extract(${column}, ${pathOf(steps.slice(0, wildcard))})`;
  const step = steps[wildcard];
  const members =
    "each" in step && step.each === "element"
      ? `TRY_CAST(${list} AS array(json))`
      : `map_values(TRY_CAST(${list} AS map(varchar, json)))`;
  return `any_match(${members}, element -> ${test(jsonField("element", pathOf(steps.slice(wildcard + 1))))})`;
}
