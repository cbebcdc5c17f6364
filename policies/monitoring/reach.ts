import { attempt } from "../graph/value";
import { unitOf } from "./never-published";
import type { Reading } from "./readings";

/** Metrics that are 0 or 1. */
const FLAGS = new Set(
  "StatusCheckFailed StatusCheckFailed_Instance StatusCheckFailed_System StatusCheckFailed_AttachedEBS VolumeStalledIOCheck ClusterStatus.red ClusterStatus.yellow ClusterStatus.green ClusterIndexWritesBlocked HealthStatus TunnelState HealthCheckStatus".split(
    " ",
  ),
);

/** What AWS lets happen at most: a message stays for 14 days, a function runs for 15 minutes. */
const MOST: Record<string, number> = {
  "AWS/SQS ApproximateAgeOfOldestMessage": 14 * 24 * 3600,
  "AWS/Lambda Duration": 15 * 60 * 1000,
};

/** What a metric can be, as far as AWS says so: nothing is less than nothing, and hardly a share more than all. */
function rangeOf({ namespace, metricName, alarm }: Reading): [low: number, high: number] | undefined {
  const isFlag = FLAGS.has(metricName);
  const unit = unitOf(namespace, metricName);
  if (!isFlag && !unit) return undefined;
  const { statistic, extendedStatistic } = alarm.props;
  // A sum, or the number of samples, adds up what each of them says.
  const isOneOfThem = Boolean(extendedStatistic) || /^(Average|Minimum|Maximum)$/.test(statistic ?? "");
  if (!isOneOfThem) return [0, Infinity];
  if (isFlag) return [0, 1];
  // Tasks of ECS may use more than they have reserved.
  const most = unit === "Percent" && namespace !== "AWS/ECS" ? 100 : Infinity;
  return [0, MOST[`${namespace} ${metricName}`] ?? most];
}

/** Why the alarm never rings, or always, whatever its metric does. */
export function outOfReach(reading: Reading): string | undefined {
  const { metricName, alarm } = reading;
  const { threshold, comparisonOperator = "", treatMissingData } = alarm.props;
  const range = rangeOf(reading);
  if (!range || threshold === undefined) return undefined;
  const [low, high] = range;
  const [never, always] = (
    {
      GreaterThanOrEqualToThreshold: [threshold > high, threshold <= low],
      GreaterThanThreshold: [threshold >= high, threshold < low],
      LessThanThreshold: [threshold <= low, threshold > high],
      LessThanOrEqualToThreshold: [threshold < low, threshold >= high],
    } as Record<string, [boolean, boolean]>
  )[comparisonOperator] ?? [false, false];
  const limits = high === Infinity ? `${low} or more` : `between ${low} and ${high}`;
  const condition = `${metricName} is ${limits}; ${comparisonOperator} ${threshold}`;
  // Where missing data breaches, silence rings all the same.
  if (never && treatMissingData !== "breaching") return `${condition} never holds`;
  if (always) return `${condition} always holds: it stays in ALARM, and tells nobody again`;
  return otherUnit(reading, threshold, comparisonOperator);
}

/** A threshold that was meant in another unit than that of the metric. */
function otherUnit({ namespace, metricName }: Reading, threshold: number, operator: string): string | undefined {
  const unit = unitOf(namespace, metricName);
  if (
    unit === "Bytes" &&
    /^Free/.test(metricName) &&
    operator.startsWith("Less") &&
    threshold > 0 &&
    threshold < 1_000_000
  )
    return `${metricName} is counted in bytes; below ${threshold} of them nothing is left`;
  if (
    unit === "Percent" &&
    metricName.endsWith("Utilization") &&
    operator.startsWith("Greater") &&
    threshold > 0 &&
    threshold < 1
  )
    return `${metricName} is counted in percent; ${threshold} is less than one of them`;
  return undefined;
}

const WORSE_WHEN_LOW =
  /^(IncomingLogEvents|Free\w+|HealthyHostCount|HealthStatus|HealthCheckStatus|TunnelState|DaysToExpiry|GroupInService\w+|\w+Balance|DeliveryTo\w+\.Success)$/;
const WORSE_WHEN_HIGH =
  /Errors?$|Failed|5XX|5xx|Throttle|UnHealthy|AgeOfOldest|Drop|\.red$|DataFreshness$|^(CPU|Memory)Util/;

/** Why the alarm does not ring when its metric gets worse: it looks the other way. */
export function looksAway({ metricName, alarm, query }: Reading): string | undefined {
  const operator = attempt(() => (alarm.props.metricQueries?.length ? "" : alarm.props.comparisonOperator));
  if (query || typeof operator !== "string") return undefined;
  if (/^GreaterThan(OrEqualTo)?Threshold$/.test(operator) && WORSE_WHEN_LOW.test(metricName))
    return `${alarm.name} rings while it is high`;
  if (/^LessThan(OrEqualTo)?Threshold$/.test(operator) && WORSE_WHEN_HIGH.test(metricName))
    return `${alarm.name} rings while it is low`;
  return undefined;
}
