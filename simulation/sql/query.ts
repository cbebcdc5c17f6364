import { FilterSyntaxError } from "../../policies/patterns/filter/syntax-error";
import { parseFilterPattern } from "../../policies/patterns/filter/parse";
import type { Window } from "../tally";
import type { WatchedText } from "../watch";
import { athena } from "./athena";
import { conditionOf } from "./clause";
import { Inexpressible, literal, type Dialect } from "./dialect";
import { duckdb } from "./duckdb";
import { leavesSql } from "./duckdb-events";
import { ruleSql, type RuleColumns } from "./rule";

export type DialectName = Dialect["name"];

export interface SqlDetection {
  name: string;
  of?: WatchedText;
  blind?: string;
}

export interface SqlQuestion {
  detections: readonly SqlDetection[];
  window: Window;
  /** Athena: the table of CloudTrail's logs. */
  table: string;
  /** DuckDB: the log files. */
  files: readonly string[];
}

/** A query, and the detections that cannot be said in it. */
export interface Query {
  text: string;
  leftOut: readonly string[];
}

/** One query that reads the logs once and counts what each detection matches. */
export function queryOf(dialect: DialectName, question: SqlQuestion): Query {
  const columns: RuleColumns = { leaves: new Set(), ways: new Map() };
  const written = question.detections.map((detection) => ({
    ...detection,
    label: labelOf(detection),
    ...sqlOf(detection, dialects[dialect], columns),
  }));
  const cases = written.flatMap(({ label, condition }) =>
    condition === undefined ? [] : [`    CASE WHEN ${condition} THEN ${literal(label)} END`],
  );
  const leftOut = written.flatMap(({ label, why }) =>
    why === undefined ? [] : [`${oneLine(label)} is left out: ${oneLine(why)}`],
  );
  const notes = written.flatMap(({ label, blind }) =>
    blind === undefined ? [] : [`-- ${oneLine(label)} sees no event as it is deployed: ${oneLine(blind)}`],
  );
  const head = [...leftOut.map((line) => `-- ${line}`), ...notes];
  const query = frames[dialect](cases.join(",\n"), question, columns);
  const none = "-- No detection of this stack can be written as SQL.";
  return { text: `${[...head, ...(cases.length > 0 ? query : [none])].join("\n")}\n`, leftOut };
}

const dialects = { athena, duckdb };

const oneLine = (text: string): string => text.replace(/\s+/g, " ");

/** A rule often has the name of the metric filter that looks for the same. */
const labelOf = ({ name, of }: SqlDetection): string =>
  of?.language === "event pattern" ? `${name} (event rule)` : name;

function sqlOf({ of }: SqlDetection, dialect: Dialect, columns: RuleColumns): { condition?: string; why?: string } {
  if (!of) return {};
  try {
    if (of.language === "event pattern") return { condition: ruleSql(of.text, of.routes, dialect.events, columns) };
    return { condition: conditionOf(parseFilterPattern(of.text), dialect) };
  } catch (error) {
    if (!(error instanceof Inexpressible || error instanceof FilterSyntaxError)) throw error;
    return { why: error.message };
  }
}

type Frame = (cases: string, question: SqlQuestion, columns: RuleColumns) => string[];

const frames: Record<DialectName, Frame> = {
  athena: (cases, { detections, table, window }, { ways }) => [
    "SELECT detection, count(*) AS hits, min(eventtime) AS first_event, max(eventtime) AS last_event",
    ...(hasRules(detections) ? ["FROM (", ...withColumns(athena, table, ways), ")"] : [`FROM ${table}`]),
    "CROSS JOIN UNNEST(ARRAY[",
    cases,
    ...["  ]) AS watched (detection)", "WHERE detection IS NOT NULL", ...during("eventtime", window)],
    ...["GROUP BY detection", "ORDER BY detection;"],
  ],
  duckdb: (cases, { detections, files, window }, { leaves, ways }) => [
    ...["WITH documents AS (", "  SELECT json AS document", "  FROM read_json_objects("],
    `    [${files.map(literal).join(", ")}], maximum_object_size = 268435456)`,
    "), events AS (",
    "  SELECT unnest(CASE WHEN json_type(document, '$.Records') = 'ARRAY'",
    "    THEN json_extract(document, '$.Records[*]') ELSE [document] END) AS record",
    "  FROM documents",
    ...(leaves.size > 0 ? ["), leafy AS (", ...leavesSql([...leaves], "events")] : []),
    ...(hasRules(detections)
      ? ["), envelopes AS (", ...withColumns(duckdb, leaves.size > 0 ? "leafy" : "events", ways)]
      : []),
    ...["), watched AS (", "  SELECT json_extract_string(record, '$.eventTime') AS event_time, unnest(["],
    cases,
    ...["  ]) AS detection", `  FROM ${hasRules(detections) ? "envelopes" : "events"}`],
    "  WHERE json_type(record, '$.eventName') = 'VARCHAR' AND json_type(record, '$.eventSource') = 'VARCHAR'",
    ")",
    "SELECT detection, count(*) AS hits, min(event_time) AS first_event, max(event_time) AS last_event",
    ...["FROM watched", "WHERE detection IS NOT NULL", ...during("event_time", window)],
    ...["GROUP BY detection", "ORDER BY detection;"],
  ],
};

const hasRules = (detections: readonly SqlDetection[]): boolean =>
  detections.some(({ of }) => of?.language === "event pattern");

function withColumns({ events }: Dialect, table: string, ways: RuleColumns["ways"]): string[] {
  const select = (columns: [expression: string, name: string][]): string =>
    ["  SELECT *", ...columns.map(([expression, name]) => `    ${expression} AS ${name}`)].join(",\n");
  const event = select(Object.entries(events.columns).map(([name, expression]) => [expression, name]));
  return ways.size > 0 ? [select([...ways]), "  FROM (", event, `  FROM ${table})`] : [event, `  FROM ${table}`];
}

/** CloudTrail writes times in one form, which sorts as text. */
const during = (column: string, { from, to }: Window): string[] => [
  ...(from === undefined ? [] : [`  AND ${column} >= ${literal(timeText(from))}`]),
  ...(to === undefined ? [] : [`  AND ${column} < ${literal(timeText(to))}`]),
];

/** Up to the second: CloudTrail's times have no smaller parts, and a bound between two seconds is the later one. */
const timeText = (time: number): string =>
  new Date(Math.ceil(time / 1000) * 1000).toISOString().replace(/\.\d+Z$/, "Z");
