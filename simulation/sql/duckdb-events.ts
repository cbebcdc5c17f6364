import { both, either } from "./condition";
import { Inexpressible, literal, type EventDialect, type Field } from "./dialect";
import { fieldOf } from "./duckdb-field";
import { within } from "./duckdb-addresses";
import { takenSql, takesAbsence } from "./leaf";
import type { Condition } from "./rule";
import { detailTypeSql } from "./detail-type";

const NAME = "json_extract_string(record, '$.eventName')";
const SOURCE = "json_extract_string(record, '$.eventSource')";

export const duckdbEvents: EventDialect = {
  columns: {
    source: `'aws.' || regexp_replace(${SOURCE}, '\\.amazonaws\\.com(\\.cn)?$', '')`,
    detail_type: detailTypeSql("json_extract_string(record, '$.eventType')"),
  },
  field: (path) => FIELDS[path],
  together: (conditions) => meets(conditions, []),
  within,
  region: "json_extract_string(record, '$.awsRegion')",
  isRead: both([
    "coalesce(json_extract(record, '$.managementEvent') <> 'false', TRUE)",
    "CASE WHEN json_type(record, '$.readOnly') = 'BOOLEAN' THEN json_extract(record, '$.readOnly') = 'true' " +
      `ELSE regexp_matches(${NAME}, '^(Describe|Get|List)') END`,
  ]),
};

const always = (text: string): Field => ({
  text,
  isText: "TRUE",
  number: "NULL",
  exists: "TRUE",
  is: { "IS NULL": "FALSE", "IS TRUE": "FALSE", "IS FALSE": "FALSE" },
});

/** What every event has, as a text. */
const FIELDS: Partial<Record<string, Field>> = {
  version: always("'0'"),
  source: always("source"),
  "detail-type": always("detail_type"),
  "detail.eventName": always(NAME),
  "detail.eventSource": always(SOURCE),
};

/**
 * That there is a leaf for each condition, no two of them in different elements of one list. The paths are taken in their
 * order: absent is what is absent from the elements that earlier paths have settled on.
 */
function meets([first, ...rest]: readonly Condition[], settled: readonly string[]): string {
  if (!first) return "TRUE";
  const [path, matchers] = first;
  if (/\[\d*\]/.test(path)) throw new Inexpressible(`DuckDB takes brackets in a name for a list: ${path}`);
  const leaf = `leaf${settled.length + 1}`;
  const here = settled.map(
    (other) =>
      `len(list_intersect(${leaf}.lists, ${other}.lists)) = len(list_intersect(${leaf}.places, ${other}.places))`,
  );
  const there = `list_filter(leaves, lambda leaf: leaf.path = ${literal(path)})`;
  const found = (conditions: readonly string[]): string =>
    `len(${conditions.length > 0 ? `list_filter(${there}, lambda ${leaf}: ${both(conditions)})` : there}) > 0`;
  const next = (by: readonly string[]): string[] => (rest.length > 0 ? [meets(rest, by)] : []);
  const taken = takenSql(matchers, fieldOf(`${leaf}.value`, "'$'"), duckdbEvents);
  const present = taken.length > 0 ? [found([...here, either(taken), ...next([...settled, leaf])])] : [];
  return takesAbsence(matchers) ? either([both([`NOT ${found(here)}`, ...next(settled)]), ...present]) : present[0];
}

/**
 * The event of each record, taken apart: `leaves` are its texts, numbers, true, false and null at the paths, lists left out of
 * the path. `lists` are the lists that a leaf is in and `places` its elements of them; a list of leaves counts for none.
 */
export function leavesSql(paths: readonly string[], records: string): string[] {
  const field = (name: string, value: string): string => `coalesce(',"${name}":' || ${value}, '')`;
  const at = (path: string): string => `json_extract(record, '$.${path}')`;
  return [
    "  SELECT any_value(record) AS record, coalesce(list({path: path, value: value,",
    "    lists: list_transform(range(1, len(parts)), lambda i: array_to_string(parts[:i], '[')),",
    "    places: list_transform(range(1, len(parts)), lambda i: array_to_string(parts[:i], '[') || '[' || split_part(parts[i + 1], ']', 1))",
    "  }) FILTER (WHERE fullkey <> '$'), []) AS leaves",
    "  FROM (",
    "    SELECT number, record, fullkey, value, type, substr(regexp_replace(fullkey, '\\[\\d+\\]', '', 'g'), 3) AS path,",
    "      string_split(regexp_replace(fullkey, '\\[\\d+\\]$', ''), '[') AS parts",
    `    FROM (SELECT row_number() OVER () AS number, record FROM ${records}), json_tree('{"detail":' || record`,
    `      || ${field("id", at("eventID"))} || ${field("time", at("eventTime"))} || ${field("region", at("awsRegion"))}`,
    `      || ${field("account", `coalesce(nullif(${at("recipientAccountId")}, 'null'), ${at("userIdentity.accountId")})`)} || '}')`,
    "  )",
    `  WHERE fullkey = '$' OR path IN (${paths.map(literal).join(", ")}) AND type NOT IN ('OBJECT', 'ARRAY')`,
    "  GROUP BY number",
  ];
}
