import type { Selector, Step } from "../../policies/patterns/filter/ast";
import { printSelector } from "../../policies/patterns/filter/selector";
import { Inexpressible, literal, type Dialect, type Field } from "./dialect";

/**
 * The table of CloudTrail's logs as AWS gives it: names in small letters, texts, one struct, and JSON as text.
 * https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table.html
 */
export const athena: Dialect = {
  name: "athena",
  matches: (text, regex) => `regexp_like(${text}, ${literal(regex)})`,
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

const TEXTS = new Set(
  (
    "eventVersion eventTime eventSource eventName awsRegion sourceIPAddress userAgent errorCode errorMessage requestID " +
    "eventID eventType apiVersion readOnly recipientAccountId sharedEventID vpcEndpointId"
  ).split(" "),
);
const JSON_TEXTS = new Set(["requestParameters", "responseElements", "additionalEventData", "serviceEventDetails"]);
const IDENTITY = new Set(
  (
    "type principalId arn accountId invokedBy accessKeyId userName sessionContext.attributes.mfaAuthenticated " +
    "sessionContext.attributes.creationDate sessionContext.sessionIssuer.type sessionContext.sessionIssuer.principalId " +
    "sessionContext.sessionIssuer.arn sessionContext.sessionIssuer.accountId sessionContext.sessionIssuer.userName"
  ).split(" "),
);
const RESOURCE = new Set(["ARN", "accountId", "type"]);

/** A column of texts: what is missing and what is null are both NULL in it. */
const textField = (column: string): Field => ({
  text: column,
  isText: `${column} IS NOT NULL`,
  number: "NULL",
  exists: `${column} IS NOT NULL`,
  is: { "IS NULL": `${column} IS NULL`, "IS TRUE": `${column} = 'true'`, "IS FALSE": `${column} = 'false'` },
});

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

function jsonField(json: string, path: string): Field {
  const shown = `json_format(json_extract(${json}, ${path}))`;
  return {
    text: `json_extract_scalar(${json}, ${path})`,
    isText: `${shown} LIKE '"%'`,
    isNumber: `TRY_CAST(${shown} AS double) IS NOT NULL`,
    number: `TRY_CAST(${shown} AS double)`,
    exists: `${shown} IS NOT NULL`,
    is: { "IS NULL": `${shown} = 'null'`, "IS TRUE": `${shown} = 'true'`, "IS FALSE": `${shown} = 'false'` },
  };
}

function pathOf(steps: readonly Step[]): string {
  const names = steps.map((step) => {
    if ("index" in step) return `[${step.index}]`;
    if (!("name" in step) || /["\\]/.test(step.name))
      throw new Inexpressible("a path of Athena has no way to write a name with quotes");
    return `["${step.name}"]`;
  });
  return literal(`$${names.join("")}`);
}
