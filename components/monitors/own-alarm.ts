import type { Input } from "@pulumi/pulumi";
import { problem, type Problem } from "../problems";
import { settle, settledProblems, type AlarmSettings } from "./alarm-settings";
import { condition, statistic, type AlarmArgs } from "./metric-alarm";
import type { AlarmRow, Comparison, Missing, Provenance, Statistic } from "./monitored";
import type { AlarmResponse } from "./responses";

/** An alarm on a metric that is not in the table: one that an application publishes, or one of AWS. */
export interface OwnAlarm extends Omit<AlarmSettings, "enabled"> {
  /** Names it, after the name of the monitor. */
  readonly name: string;
  /** What it means for somebody who is woken by it. */
  readonly says: string;
  readonly namespace: string;
  readonly metricName: string;
  /** @default none */
  readonly dimensions?: Readonly<Record<string, Input<string>>>;
  /** @default Average */
  readonly statistic?: Statistic;
  /** @default > */
  readonly compare?: Comparison;
  readonly threshold: Input<number>;
  /** @default notBreaching */
  readonly treatMissingData?: Missing;
  /** @default warning */
  readonly severity?: AlarmSettings["severity"];
  /** `false` when nobody shall hear of it, because it only sets off its responses. @default true */
  readonly tell?: boolean;
  /** Where its number comes from. @default own */
  readonly provenance?: Provenance;
  /** What else it does. @default nothing */
  readonly responses?: readonly AlarmResponse[];
}

const rowOf = ({ name, says, metricName, statistic = "Average", compare = ">", provenance = "own" }: OwnAlarm) =>
  ({
    id: name,
    says,
    metric: metricName,
    statistic,
    compare,
    of: 3,
    missing: "notBreaching",
    provenance,
    severity: "warning",
  }) as const satisfies AlarmRow<never>;

/** What was asked for, settled like a row of the table. */
export function ownAlarm(definition: OwnAlarm) {
  const row = rowOf(definition);
  const settled = settle(row, "balanced", [definition]);
  const { namespace, metricName, dimensions, threshold, says } = definition;
  const args: AlarmArgs = {
    namespace,
    metricName,
    dimensions,
    period: settled.period,
    ...statistic(row),
    ...condition(row, settled, threshold),
    alarmDescription: `${says} (${metricName} of ${namespace}).`,
  };
  return { args, settled, provenance: row.provenance };
}

export const ownAlarmProblems = (definition: OwnAlarm): Problem[] => [
  ...problem(
    !/^[\w.\-/#]{1,255}$/.test(definition.namespace),
    "namespace",
    `"${definition.namespace}" is not a namespace; expected up to 255 letters, digits and . _ - / #`,
  ),
  ...problem(
    definition.tell === false && (definition.responses ?? []).length === 0,
    "tell",
    "nobody hears of it and it does nothing; leave `tell` out or give it a response",
  ),
  ...settledProblems(definition.name, ownAlarm(definition).settled),
];
