import type { Kind, Resource } from "../policies/graph/resource";
import { attempt, UnknownValue } from "../policies/graph/value";
import { CompositeAlarm, MetricAlarm, MetricFilter, type AlarmProps } from "../policies/kinds/cloudwatch";
import { amounts, type Account } from "./account";
import { exactly, lessFree } from "./range";

const SERVICE = "CloudWatch";

const Dashboard: Kind<unknown> = { noun: "dashboard", tokens: ["aws:cloudwatch/dashboard:Dashboard"] };
const InsightRule: Kind<unknown> = {
  noun: "Contributor Insights rule",
  tokens: ["aws:cloudwatch/contributorInsightRule:ContributorInsightRule"],
};

/** What each account has free of each: https://aws.amazon.com/cloudwatch/pricing/ */
const FREE = { alarmMetrics: 10, customMetrics: 10, dashboards: 3, insightRules: 1 };

export function billAlarms(account: Account): void {
  billMetricAlarms(account);
  const count = (kind: Kind<unknown>) => exactly(account.all(kind).length);
  const composite = count(CompositeAlarm);
  account.bill(SERVICE, "composite alarms", "compositeAlarm", composite, amounts(composite, "alarms"));
  billFilterMetrics(account);
  const dashboards = lessFree(count(Dashboard), FREE.dashboards);
  account.bill(SERVICE, "dashboards", "dashboard", dashboards, amounts(dashboards, "dashboards"));
  const rules = lessFree(count(InsightRule), FREE.insightRules);
  account.bill(SERVICE, "Contributor Insights rules", "contributorInsightsRule", rules, amounts(rules, "rules"));
}

type AlarmSort = "standard" | "high resolution" | "anomaly" | "query";

function billMetricAlarms(account: Account): void {
  const metrics: Record<AlarmSort, number> = { standard: 0, "high resolution": 0, anomaly: 0, query: 0 };
  for (const alarm of account.all(MetricAlarm)) {
    const sort = attempt(() => sortOf(alarm));
    const read = attempt(() => metricsOf(alarm));
    metrics[sort instanceof UnknownValue ? "standard" : sort] += read instanceof UnknownValue ? 1 : read;
  }
  const standard = lessFree(exactly(metrics.standard), FREE.alarmMetrics);
  account.bill(SERVICE, "alarms", "alarm", standard, amounts(standard, "alarm metrics"));
  const high = exactly(metrics["high resolution"]);
  account.bill(SERVICE, "high-resolution alarms", "highResolutionAlarm", high, amounts(high, "alarm metrics"));
  if (metrics.anomaly > 0)
    account.leaveOut(`alarms on anomalies (${metrics.anomaly})`, "no page with their price could be read");
  if (metrics.query > 0)
    account.leaveOut(
      `alarms on Metrics Insights queries (${metrics.query})`,
      "billed for each metric that the query comes upon (0.10 dollars), which only AWS knows",
    );
}

function sortOf({ props }: Resource<AlarmProps>): AlarmSort {
  const expressions = (props.metricQueries ?? []).flatMap(({ expression }) => expression ?? []);
  if (expressions.some((expression) => expression.includes("ANOMALY_DETECTION_BAND"))) return "anomaly";
  if (expressions.some((expression) => /^\s*SELECT\b/i.test(expression))) return "query";
  const periods = (props.metricQueries ?? []).flatMap(({ metric, period }) => metric?.period ?? period ?? []);
  return [...(props.period === undefined ? [] : [props.period]), ...periods].some((period) => period < 60)
    ? "high resolution"
    : "standard";
}

/** An alarm on an expression is billed for each metric in it. */
const metricsOf = ({ props }: Resource<AlarmProps>): number =>
  Math.max(1, (props.metricQueries ?? []).filter(({ metric }) => metric !== undefined).length);

/** A metric is billed for the hours in which it gets a value; with a default that is whenever something is logged. */
function billFilterMetrics(account: Account): void {
  const always = new Set<string>();
  const sometimes = new Set<string>();
  let spread = 0;
  for (const filter of account.all(MetricFilter)) {
    const metric = attempt(() => {
      const { namespace, name, defaultValue, dimensions } = filter.props.metricTransformation ?? {};
      return { id: `${namespace} ${name}`, hasDefault: defaultValue !== undefined, isSpread: dimensions !== undefined };
    });
    const { id, hasDefault, isSpread } =
      metric instanceof UnknownValue ? { id: filter.urn, hasDefault: false, isSpread: false } : metric;
    if (isSpread) spread++;
    (hasDefault ? always : sometimes).add(id);
  }
  const all = new Set([...always, ...sometimes]).size;
  const billed = { low: Math.max(0, always.size - FREE.customMetrics), high: all };
  account.bill(SERVICE, "metrics of filters", "customMetric", billed, amounts(billed, "metrics"));
  if (spread > 0)
    account.leaveOut(
      `further metrics of ${spread} filters with dimensions`,
      "billed for each value that a dimension takes, which only the logs show",
    );
}
