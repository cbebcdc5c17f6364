import { FilterSyntaxError } from "../../policies/patterns/filter/syntax-error";
import { parseFilterPattern } from "../../policies/patterns/filter/parse";
import type { Window } from "../tally";
import type { WatchedText } from "../watch";
import { athena } from "./athena";
import { conditionOf } from "./clause";
import { Inexpressible, literal, type Dialect } from "./dialect";
import { duckdb } from "./duckdb";

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

/** One query that reads the logs once and counts what each detection matches. */
export function queryOf(dialect: DialectName, question: SqlQuestion): string {
  const { detections } = question;
  const written = detections.map((detection) => ({ ...detection, ...conditionFor(detection, dialects[dialect]) }));
  const cases = written.flatMap(({ name, condition }) =>
    condition === undefined ? [] : [`    CASE WHEN ${condition} THEN ${literal(name)} END`],
  );
  const notes = written.flatMap(({ name, why, blind }) => [
    ...(why === undefined ? [] : [`-- ${oneLine(name)} is left out: ${oneLine(why)}`]),
    ...(blind === undefined ? [] : [`-- ${oneLine(name)} sees no event as it is deployed: ${oneLine(blind)}`]),
  ]);
  if (cases.length === 0) return [...notes, "-- No detection of this stack can be written as SQL.", ""].join("\n");
  return `${[...notes, ...frames[dialect](cases.join(",\n"), question)].join("\n")}\n`;
}

const dialects = { athena, duckdb };

const oneLine = (text: string): string => text.replace(/\s+/g, " ");

function conditionFor({ of }: SqlDetection, dialect: Dialect): { condition?: string; why?: string } {
  if (!of) return {};
  if (of.language !== "filter pattern") return { why: "patterns of EventBridge's rules are not written as SQL" };
  try {
    return { condition: conditionOf(parseFilterPattern(of.text), dialect) };
  } catch (error) {
    if (!(error instanceof Inexpressible || error instanceof FilterSyntaxError)) throw error;
    return { why: error.message };
  }
}

const frames: Record<DialectName, (cases: string, question: SqlQuestion) => string[]> = {
  athena: (cases, { table, window }) => [
    "SELECT detection, count(*) AS hits, min(eventtime) AS first_event, max(eventtime) AS last_event",
    `FROM ${table}`,
    "CROSS JOIN UNNEST(ARRAY[",
    cases,
    ...["  ]) AS watched (detection)", "WHERE detection IS NOT NULL", ...during("eventtime", window)],
    ...["GROUP BY detection", "ORDER BY detection;"],
  ],
  duckdb: (cases, { files, window }) => [
    ...["WITH documents AS (", "  SELECT json AS document", "  FROM read_json_objects("],
    `    [${files.map(literal).join(", ")}], maximum_object_size = 268435456)`,
    "), events AS (",
    "  SELECT unnest(CASE WHEN json_type(document, '$.Records') = 'ARRAY'",
    "    THEN json_extract(document, '$.Records[*]') ELSE [document] END) AS record",
    ...[
      "  FROM documents",
      "), watched AS (",
      "  SELECT json_extract_string(record, '$.eventTime') AS event_time, unnest([",
    ],
    cases,
    ...["  ]) AS detection", "  FROM events"],
    "  WHERE json_type(record, '$.eventName') = 'VARCHAR' AND json_type(record, '$.eventSource') = 'VARCHAR'",
    ")",
    "SELECT detection, count(*) AS hits, min(event_time) AS first_event, max(event_time) AS last_event",
    ...["FROM watched", "WHERE detection IS NOT NULL", ...during("event_time", window)],
    ...["GROUP BY detection", "ORDER BY detection;"],
  ],
};

/** CloudTrail writes times in one form, which sorts as text. */
const during = (column: string, { from, to }: Window): string[] => [
  ...(from === undefined ? [] : [`  AND ${column} >= ${literal(timeText(from))}`]),
  ...(to === undefined ? [] : [`  AND ${column} < ${literal(timeText(to))}`]),
];

/** Up to the second: CloudTrail's times have no smaller parts, and a bound between two seconds is the later one. */
const timeText = (time: number): string =>
  new Date(Math.ceil(time / 1000) * 1000).toISOString().replace(/\.\d+Z$/, "Z");
