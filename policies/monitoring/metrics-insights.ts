import { NotUnderstood } from "../alarms/model/not-understood";

/** What a query of CloudWatch Metrics Insights reads. */
export interface InsightsQuery {
  namespace: string;
  metricName: string;
  /** Dimensions that the metrics must have, and no others; absent where the query does not say. */
  schema?: readonly string[];
  /** Values that dimensions must have. */
  where: Readonly<Record<string, string>>;
  /** Whether a single metric among many is still seen: by groups of its own, or in a sum or an extreme of all. */
  groupBy: readonly string[];
  aggregate: string;
}

const NAME = String.raw`"([^"]+)"|'([^']+)'|([\w.:/#-]+)`;
const QUERY = new RegExp(
  String.raw`^\s*SELECT\s+(\w+)\s*\(\s*(?:${NAME})\s*\)\s+FROM\s+(?:SCHEMA\s*\(([^)]*)\)|${NAME})` +
    String.raw`(?:\s+WHERE\s+(.*?))?(?:\s+GROUP\s+BY\s+(.*?))?(?:\s+ORDER\s+BY\s+.*?)?(?:\s+LIMIT\s+\d+)?\s*$`,
  "is",
);
const EQUALS = new RegExp(String.raw`^\s*(?:${NAME})\s*=\s*(?:${NAME})\s*$`);

const bare = (name: string): string => name.trim().replace(/^["'](.*)["']$/s, "$1");

/**
 * @throws NotUnderstood for conditions other than equalities joined by AND
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-metrics-insights-querylanguage.html
 */
export function parseInsights(text: string): InsightsQuery {
  const match = QUERY.exec(text);
  if (!match) throw new NotUnderstood(`the query ${text} is not worked out`);
  const [, aggregate, m1, m2, m3, schemaText, n1, n2, n3, conditions, groups] = match;
  const [from, ...schema] = schemaText === undefined ? [n1 ?? n2 ?? n3] : schemaText.split(",").map(bare);
  return {
    namespace: from,
    metricName: m1 ?? m2 ?? m3,
    schema: schemaText === undefined ? undefined : schema,
    where: conditions === undefined ? {} : equalities(conditions, text),
    groupBy: groups === undefined ? [] : groups.split(",").map(bare),
    aggregate: aggregate.toUpperCase(),
  };
}

function equalities(conditions: string, text: string): Record<string, string> {
  return Object.fromEntries(
    conditions.split(/\s+AND\s+/i).map((condition) => {
      const [, k1, k2, k3, v1, v2, v3] = EQUALS.exec(condition) ?? [];
      const [key, value] = [k1 ?? k2 ?? k3, v1 ?? v2 ?? v3];
      if (key === undefined || key.startsWith("tag.")) throw new NotUnderstood(`the query ${text} is not worked out`);
      return [key, value];
    }),
  );
}
