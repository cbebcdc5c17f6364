import type { AlarmProps } from "../kinds/cloudwatch";
import { fail, unknown, type Answer } from "../policy";
import { statisticOf, type AlarmMetric } from "./alarm-metrics";

/** An alarm on a counter of events. */
export interface Counted {
  alarm: AlarmProps;
  metric: AlarmMetric;
  /** Whether the filter emits a default value while nothing matches. Taken as 0: another is the filter's own defect. */
  hasDefault: boolean;
}

/**
 * Whether one event, in a log that is quiet otherwise or busy with others, brings the alarm from OK to ALARM.
 * `undefined` when it does.
 */
export function silenceAfterOneEvent(counted: Counted): Answer | undefined {
  for (const step of [expression, period, comparison, datapoints]) {
    const silence = step(counted);
    if (silence) return silence;
  }
  return undefined;
}

/** Metric math that leaves a count as it is: `m1`, `FILL(m1, 0)`, `SUM([m1, m2])`, `SUM(METRICS())`. */
const PLAIN = /^\s*(\w+|FILL\(\s*\w+\s*,\s*0\s*\)|(SUM|MAX)\(\s*(METRICS\(\)|\[[\s\w,]*\])\s*\))\s*$/;

function expression({ alarm: { metricQueries = [] } }: Counted): Answer | undefined {
  const queries = metricQueries.filter(({ expression }) => expression);
  const { expression = "m" } = queries.find(({ returnData }) => returnData) ?? queries[0] ?? {};
  return PLAIN.test(expression) ? undefined : unknown(`what one event makes of ${expression} is not worked out`);
}

/** Seconds. Actions follow changes of state only, so whatever happens while the first event still counts goes untold. */
const LONGEST_PERIOD = 3600;

function period({ alarm, metric }: Counted): Answer | undefined {
  const seconds = metric.period || 0;
  if (seconds === 0) return fail("it has no period");
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
  if (seconds < 60) return fail(`its period of ${seconds} seconds is shorter than the minute that filters count in`);
  if (seconds % 60 !== 0) return fail(`its period of ${seconds} seconds is not a multiple of 60`);
  if (seconds > LONGEST_PERIOD)
    return fail(`its period of ${seconds} seconds hides every event that follows the first within it`);
  return seconds * (alarm.evaluationPeriods || 1) > 86_400 && seconds < 3600
    ? fail(`${alarm.evaluationPeriods} periods of ${seconds} seconds are more than the day that CloudWatch looks back`)
    : undefined;
}

/** What a statistic says of one period. */
interface Values {
  /** With one event among other log lines. */
  least: number;
  /** Whether the value is certain to lie above `least`. */
  above?: boolean;
  /** With other log lines alone, where that makes a data point. */
  quiet?: number;
}

function valuesOf(statistic: string, hasDefault: boolean): Values | undefined {
  const quiet = hasDefault ? 0 : undefined;
  if (statistic === "SampleCount") return { least: 1, quiet: hasDefault ? 1 : undefined };
  if (/^(Sum|Maximum|p100)$/.test(statistic)) return { least: 1, quiet };
  if (!/^(Average|Minimum|p\d.*|tm.*|TM.*|wm.*|WM.*|IQM)$/.test(statistic)) return undefined;
  return hasDefault ? { least: 0, above: statistic === "Average", quiet } : { least: 1 };
}

const REACHES: Record<string, (value: number, threshold: number) => boolean> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
};

function comparison({ alarm, metric, hasDefault }: Counted): Answer | undefined {
  const { comparisonOperator = "", threshold = 0 } = alarm;
  const statistic = statisticOf(metric);
  if (!statistic) return fail("it has no statistic");
  if (/^LessThan(OrEqualTo)?Threshold$/.test(comparisonOperator))
    return fail(`${comparisonOperator} ${threshold} holds while nothing happens, and an event ends it`);
  const reaches = REACHES[comparisonOperator];
  const values = valuesOf(statistic, hasDefault);
  if (!reaches) return unknown(`${comparisonOperator} compares with a band that CloudWatch learns`);
  if (!values) return unknown(`what one event makes of the statistic ${statistic} is not worked out`);

  const { least, above, quiet } = values;
  if (quiet !== undefined && reaches(quiet, threshold))
    return fail(
      `with its default value the filter makes ${statistic} ${quiet} without an event: it is in ALARM already`,
    );
  if (reaches(least, threshold) || (above && least >= threshold)) return undefined;
  const value = above ? "as small as other log lines make it" : least;
  const limit = comparisonOperator === "GreaterThanThreshold" ? "above" : "from";
  return fail(`one event makes ${statistic} ${value}; it fires ${limit} ${threshold}`);
}

function datapoints({ alarm, hasDefault }: Counted): Answer | undefined {
  const periods = alarm.evaluationPeriods || 1;
  const needed = alarm.datapointsToAlarm || periods;
  // Where the periods after the event have no data at all, they count with it as soon as it is as old as the number of
  // data points needed. https://repost.aws/knowledge-center/cloudwatch-alarm-single-data-point
  const missingCounts = !hasDefault && ["missing", "breaching"].includes(alarm.treatMissingData || "missing");
  return needed === 1 || missingCounts
    ? undefined
    : fail(`${needed} of ${periods} periods must reach the threshold; one event reaches it in one`);
}
