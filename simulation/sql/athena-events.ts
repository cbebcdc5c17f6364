import { IDENTITY, JSON_TEXTS, jsonField, pathOf, RESOURCE, textField, TEXTS } from "./athena-fields";
import { both, either } from "./condition";
import { detailTypeSql } from "./detail-type";
import { Inexpressible, literal, type EventDialect, type Field } from "./dialect";
import { takenSql, takesAbsence } from "./leaf";
import type { Condition } from "./rule";

export const athenaEvents: EventDialect = {
  columns: {
    source: "'aws.' || regexp_replace(eventsource, '\\.amazonaws\\.com(\\.cn)?$', '')",
    detail_type: detailTypeSql("eventtype"),
  },
  field(path) {
    const [first, column, ...below] = path.split(".");
    if (first !== "detail") return FIELDS[path];
    if (TEXTS.has(column) && below.length === 0) return textField(column.toLowerCase());
    const isIdentity = column === "userIdentity" && IDENTITY.has(below.join("."));
    return isIdentity ? textField([column, ...below].join(".").toLowerCase()) : undefined;
  },
  together(conditions) {
    const absent = conditions.filter(([, matchers]) => takesAbsence(matchers));
    for (const condition of absent)
      if (conditions.some((other) => other !== condition && mayShareList(other, condition)))
        throw new Inexpressible(`${condition[0]} is absent from an element of a list that other conditions are about`);
    const present = conditions.filter((condition) => !absent.includes(condition));
    return both([...(present.length > 0 ? [elementsSql(present.map(taken))] : []), ...absent.map(absentSql)]);
  },
  within: (text, block) => `contains(${literal(block)}, TRY_CAST(${text} AS ipaddress))`,
  region: "awsregion",
  isRead:
    "(coalesce(eventcategory, '') <> 'Data' AND (readonly = 'true' OR " +
    "(readonly IS NULL AND regexp_like(eventname, '^(Describe|Get|List)'))))",
};

const FIELDS: Partial<Record<string, Field>> = {
  version: textField("'0'"),
  source: textField("source"),
  "detail-type": textField("detail_type"),
  account: textField("coalesce(recipientaccountid, useridentity.accountid)"),
  region: textField("awsregion"),
  time: textField("eventtime"),
  id: textField("eventid"),
};

/** What is asked of the leaves at a path. */
interface Asked {
  path: string;
  /** What is left of the path below the value at hand. */
  names: readonly string[];
  test(field: Field): string;
}

const asked = (path: string, test: Asked["test"]): Asked => ({ path, names: path.split(".").slice(1), test });
const taken = ([path, matchers]: Condition): Asked =>
  asked(path, (field) => either(takenSql(matchers, field, athenaEvents)));

function absentSql([path, matchers]: Condition): string {
  const absent = `NOT coalesce(${elementsSql([asked(path, ({ exists }) => exists)])}, FALSE)`;
  return matchers.length === 1 ? absent : either([absent, elementsSql([taken([path, matchers])])]);
}

const mayShareList = ([one]: Condition, [other]: Condition): boolean =>
  one.split(".")[1] === "resources" || one.split(".")[2] === other.split(".")[2];

/** All of one column. */
function elementsSql(conditions: readonly Asked[]): string {
  const [column] = conditions[0].names;
  const below = conditions.map((condition) => ({ ...condition, names: condition.names.slice(1) }));
  const known = (names: readonly string[]): boolean =>
    column === "resources" ? names.length === 1 && RESOURCE.has(names[0]) : JSON_TEXTS.has(column) && names.length > 0;
  for (const { path, names } of below)
    if (!known(names)) throw new Inexpressible(`the table has no column for ${path}`);
  if (column !== "resources") return objectSql(below, column.toLowerCase(), 1);
  const tests = below.map(({ names, test }) => test(textField(`element.${names[0].toLowerCase()}`)));
  return `any_match(resources, element -> ${both(tests)})`;
}

/** One object meets all of them: what stands in a list is asked of each element, and of a list in it not further. */
function objectSql(conditions: readonly Asked[], json: string, depth: number): string {
  const element = `element${depth}`;
  const parts = [...new Set(conditions.map(({ names }) => names[0]))].flatMap((name) => {
    const value = `json_extract(${json}, ${pathOf([{ name }])})`;
    const any = (test: string): string =>
      `any_match(coalesce(TRY_CAST(${value} AS array(json)), ARRAY[${value}]), ${element} -> ${test})`;
    const here = conditions.filter(({ names }) => names[0] === name);
    const leaves = here.filter(({ names }) => names.length === 1);
    const below = here.flatMap((each) => (each.names.length > 1 ? [{ ...each, names: each.names.slice(1) }] : []));
    return [
      ...leaves.map(({ test }) => any(test(leafField(element)))),
      ...(below.length > 0 ? [any(objectSql(below, element, depth + 1))] : []),
    ];
  });
  return both(parts);
}

/** Neither an object nor a list is a leaf. */
const leafField = (json: string): Field => ({
  ...jsonField(json, "'$'"),
  exists: `regexp_like(json_format(${json}), '\\A[^{\\[]')`,
});
