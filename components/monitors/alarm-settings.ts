import type { Input } from "@pulumi/pulumi";
import { SEVERITIES, type Severity } from "../alert-routing";
import { nearest } from "../names";
import { problem, type Problem } from "../problems";
import type { AlarmRow, Missing, Monitored } from "./monitored";

/** What may differ from the table for an alarm, in the words of CloudWatch. */
export interface AlarmSettings {
  /** In the unit of the metric. @default the table's, or derived from the resource's own settings */
  readonly threshold?: Input<number>;
  /** Seconds of a data point: 10, 20, 30 or a multiple of 60. @default the table's, mostly 60 */
  readonly period?: number;
  /** Data points that are looked at. @default the table's */
  readonly evaluationPeriods?: number;
  /** Data points of them that have to breach. @default as many as are looked at */
  readonly datapointsToAlarm?: number;
  /** What silence means. @default the table's: an event that may happen is not breaching, a sign of life is */
  readonly treatMissingData?: Missing;
  /** Who hears of it. @default the table's */
  readonly severity?: Severity;
  /** `false` leaves the alarm out. @default true */
  readonly enabled?: boolean;
}

/** Settings of all alarms of a type or a resource, and of single ones. */
export interface AlarmChanges extends Omit<AlarmSettings, "threshold"> {
  /** By the alarm's id in the table, such as `cpu`; they win over everything else. */
  readonly alarms?: Readonly<Record<string, AlarmSettings>>;
  /**
   * Seconds within which a sign of life is expected of a resource whose other alarms stay quiet when it is gone, such as calls of
   * a function; `false` for none. @default 86400
   */
  readonly pulse?: number | false;
}

/**
 * `balanced`: the whole table. `aws`: what AWS recommends, as published. `serverless`: rings on the first data point.
 * `quiet`: only what is down or loses data.
 */
export const MONITOR_PROFILES = ["balanced", "aws", "serverless", "quiet"] as const;
export type MonitorProfile = (typeof MONITOR_PROFILES)[number];

const PROFILES: Readonly<Record<MonitorProfile, (row: AlarmRow<never>) => AlarmSettings>> = {
  balanced: () => ({}),
  aws: ({ provenance, missing, published = missing }) => ({
    enabled: provenance === "aws" || provenance === "derived",
    treatMissingData: published,
  }),
  serverless: () => ({ evaluationPeriods: 1, datapointsToAlarm: 1, treatMissingData: "notBreaching" }),
  quiet: ({ severity }) => ({ enabled: severity === "critical" }),
};

/** An alarm with everything decided but its threshold. */
export interface Settled extends Required<Omit<AlarmSettings, "threshold">> {
  readonly threshold: Input<number> | undefined;
}

/** The table, then the profile, then what was asked for; later layers win, and `undefined` asks for nothing. */
export function settle(
  row: AlarmRow<never>,
  profile: MonitorProfile,
  layers: readonly (AlarmSettings | undefined)[],
): Settled {
  const asked: AlarmSettings = Object.assign({}, ...[PROFILES[profile](row), ...layers].map(given));
  const [points, periods] = typeof row.of === "number" ? [row.of, row.of] : row.of;
  const evaluationPeriods = asked.evaluationPeriods ?? periods;
  return {
    threshold: asked.threshold ?? row.threshold,
    period: asked.period ?? row.period ?? 60,
    evaluationPeriods,
    datapointsToAlarm: asked.datapointsToAlarm ?? Math.min(points, evaluationPeriods),
    treatMissingData: asked.treatMissingData ?? row.missing,
    severity: asked.severity ?? row.severity,
    enabled: asked.enabled ?? true,
  };
}

const given = (settings: object | undefined): object =>
  Object.fromEntries(Object.entries(settings ?? {}).filter(([, value]) => value !== undefined));

const DAY = 86_400;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export function settledProblems(alarm: string, settled: Settled): Problem[] {
  const { period, evaluationPeriods, datapointsToAlarm, severity } = settled;
  const window = period * evaluationPeriods;
  const longest = period >= 3600 ? 7 * DAY : DAY;
  return [
    ...problem(
      ![10, 20, 30].includes(period) && (period < 60 || period % 60 !== 0),
      `${alarm}.period`,
      `${period} is not a period; expected 10, 20, 30 or a multiple of 60 seconds`,
    ),
    ...problem(
      window > longest,
      `${alarm}.evaluationPeriods`,
      `${evaluationPeriods} periods of ${period} seconds are longer than the ${longest / DAY} days that CloudWatch looks back`,
    ),
    ...problem(
      !(datapointsToAlarm >= 1 && datapointsToAlarm <= evaluationPeriods),
      `${alarm}.datapointsToAlarm`,
      `${datapointsToAlarm} of ${evaluationPeriods} data points; expected 1 to ${evaluationPeriods}`,
    ),
    ...problem(
      !SEVERITIES.includes(severity),
      `${alarm}.severity`,
      `"${severity}" is not a severity; expected ${SEVERITIES.join(", ")}`,
    ),
  ];
}

export function changesProblems(
  { alarms, traits: rows }: Pick<Monitored<never>, "alarms" | "traits">,
  changes: AlarmChanges & { readonly traits?: readonly string[] },
): Problem[] {
  const ids = [...alarms.map(({ id }) => id), "pulse"];
  const known = Object.keys(rows ?? {});
  const { pulse } = changes;
  return [
    ...Object.keys(changes.alarms ?? {}).flatMap((id) =>
      problem(!ids.includes(id), "alarms", `"${id}" is not an alarm of it; the nearest is ${nearest(id, ids)}`),
    ),
    ...(changes.traits ?? []).flatMap((trait) =>
      problem(
        !known.includes(trait),
        "traits",
        `"${trait}" is not a trait of it; expected ${known.join(", ") || "none"}`,
      ),
    ),
    ...problem(
      typeof pulse === "number" && (pulse < 60 || pulse % 60 !== 0 || pulse > DAY),
      "pulse",
      `${pulse} is not a period; expected a multiple of 60 seconds up to a day`,
    ),
  ];
}
