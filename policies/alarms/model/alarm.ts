import { compileMath, type MetricMath } from "./metric-math";
import { EXTRA_PERIODS, type Quorum } from "./missing-data";
import { NotUnderstood } from "./not-understood";
import { statistic, type Statistic } from "./statistic";

/** What an alarm compares, of which metrics, and how often it must hold. */
export interface AlarmSettings extends Quorum {
  /** Seconds. */
  period: number;
  threshold: number;
  /** One of the four operators that compare with a threshold. */
  comparisonOperator: string;
  metrics: readonly { id: string; statistic: string }[];
  /** Metric math by id, the metrics' ids and each other's in it. @default none */
  expressions?: Readonly<Record<string, string>>;
  /** The id of the metric or expression that is compared. @default the first metric */
  returns?: string;
}

const BREACHES: Record<string, (value: number, threshold: number) => boolean> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

const DAY = 86_400;

/** An alarm made ready to be driven through time. */
export class Alarm {
  readonly statistics: ReadonlyMap<string, Statistic>;
  readonly math: MetricMath;
  /** Periods in the evaluation range. */
  readonly range: number;
  /**
   * Seconds between two looks: a minute, over a window that moves with it; an hour where the periods make more than a
   * day. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
   */
  readonly step: number;

  /** @throws NotUnderstood */
  constructor(readonly settings: AlarmSettings) {
    const { period, evaluationPeriods, metrics, expressions = {}, returns = metrics[0].id } = settings;
    if (period < 60 || period % 60 !== 0) throw new NotUnderstood(`a period of ${period} seconds is not whole minutes`);
    this.statistics = new Map(metrics.map(({ id, statistic: name }) => [id, statistic(name)]));
    this.math = compileMath({ metrics: metrics.map(({ id }) => id), expressions, returns, period });
    this.range = evaluationPeriods + EXTRA_PERIODS;
    this.step = period * evaluationPeriods > DAY ? 3600 : 60;
  }

  /** @throws NotUnderstood for the operators of anomaly detection, once there is a value to compare */
  breaches(value: number): boolean {
    const { comparisonOperator, threshold } = this.settings;
    if (Object.hasOwn(BREACHES, comparisonOperator)) return BREACHES[comparisonOperator](value, threshold);
    throw new NotUnderstood(`${comparisonOperator} compares with a band that CloudWatch learns`);
  }
}
