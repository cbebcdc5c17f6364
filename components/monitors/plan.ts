import type { CustomResource } from "@pulumi/pulumi";
import {
  settle,
  settledProblems,
  type AlarmChanges,
  type AlarmSettings,
  type MonitorProfile,
  type Settled,
} from "./alarm-settings";
import type { AlarmRow, Facts, Monitored, Pulse } from "./monitored";
import { programNameOf } from "./recorded";
import { problem, type Problem } from "../problems";

/** A resource under watch. */
export interface Watched {
  readonly type: Monitored<CustomResource>;
  readonly resource: CustomResource;
  readonly facts: Facts;
}

/** An alarm to be made. */
export interface Planned {
  readonly row: AlarmRow<CustomResource>;
  readonly settled: Settled;
}

export interface Layers {
  readonly profile?: MonitorProfile;
  readonly defaults?: Omit<AlarmSettings, "threshold">;
  readonly types?: Readonly<Record<string, AlarmChanges>>;
}

const holds = ({ when, unless }: Pick<AlarmRow<never>, "when" | "unless">, { traits }: Facts): boolean =>
  (when === undefined || traits.has(when)) && (unless === undefined || !traits.has(unless));

/** The alarms of a resource, and a pulse where everything else would stay quiet when the resource is gone. */
export function plan({ type, facts }: Watched, layers: Layers, options: AlarmChanges): Planned[] {
  const { profile = "balanced", defaults, types } = layers;
  const ofType = types?.[type.type];
  const settled = (row: AlarmRow<CustomResource>): Planned => ({
    row,
    settled: settle(row, profile, [
      defaults,
      layerOf(ofType),
      layerOf(options),
      ofType?.alarms?.[row.id],
      options.alarms?.[row.id],
    ]),
  });
  const on = ({ settled: { enabled } }: Planned) => enabled;
  const rows = type.alarms
    .filter((row) => holds(row, facts))
    .map(settled)
    .filter(on);
  const seconds = options.pulse ?? ofType?.pulse ?? 86_400;
  const alive = rows.some((row) => row.settled.treatMissingData === "breaching");
  if (alive || seconds === false || type.pulse === undefined || !holds(type.pulse, facts)) return rows;
  // What a profile or a type asks of alarms on trouble would make a pulse ring at once, or never.
  const pulse = pulseRow(type.pulse, seconds);
  return [...rows, { row: pulse, settled: settle(pulse, "balanced", [options.alarms?.pulse]) }].filter(on);
}

/** Without what is not a setting of an alarm. */
const layerOf = (changes: AlarmChanges | undefined): AlarmSettings | undefined =>
  changes && {
    period: changes.period,
    evaluationPeriods: changes.evaluationPeriods,
    datapointsToAlarm: changes.datapointsToAlarm,
    treatMissingData: changes.treatMissingData,
    severity: changes.severity,
    enabled: changes.enabled,
  };

const pulseRow = ({ metric, statistic }: Pulse, seconds: number): AlarmRow<CustomResource> => ({
  id: "pulse",
  says: `No sign of life for ${seconds % 3600 === 0 ? `${seconds / 3600} hours` : `${seconds / 60} minutes`}`,
  metric,
  statistic,
  period: seconds,
  of: 1,
  compare: "<",
  threshold: 1,
  missing: "breaching",
  provenance: "own",
  severity: "info",
});

/** Names the alarms of a resource: the kind of resource, and its name in the program. */
export const partOf = (monitor: string, { type, resource }: Pick<Watched, "type" | "resource">): string =>
  `${monitor}-${type.noun}-${programNameOf(resource)}`;

export const planProblems = (watched: Watched, alarms: readonly Planned[], others: readonly Watched[]): Problem[] => [
  ...problem(
    others.some(({ resource }) => resource === watched.resource),
    "resource",
    "is watched already; a second set of alarms would have the names of the first",
  ),
  ...(watched.type.lacks?.(watched.facts) ?? []).flatMap((message) => problem(true, "loadBalancer", message)),
  ...alarms.flatMap(({ row, settled }) => settledProblems(`alarms.${row.id}`, settled)),
];
