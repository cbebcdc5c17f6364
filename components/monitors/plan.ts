import * as aws from "@pulumi/aws";
import type { CustomResource } from "@pulumi/pulumi";
import { nearest } from "../names";
import { problem, within, type Problem } from "../problems";
import { changesProblems, MONITOR_PROFILES, settle, settledProblems } from "./alarm-settings";
import type { AlarmChanges, AlarmSettings, MonitorProfile, Settled } from "./alarm-settings";
import { MONITORED } from ".";
import type { AlarmRow, Facts, Monitored, Pulse } from "./monitored";
import { programNameOf } from "./recorded";

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

/** What differs from the table; later ones win, and what is asked of one resource wins over all of them. */
export interface Layers {
  /** @default balanced */
  readonly profile?: MonitorProfile;
  /** Changes to every alarm. @default none */
  readonly defaults?: Omit<AlarmSettings, "threshold">;
  /** Changes per type, by its token such as `aws:rds/instance:Instance`. @default none */
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
  const seconds = options.pulse ?? ofType?.pulse ?? (type.pulse?.onRequest ? false : 86_400);
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
  ...alarms.flatMap(({ row, settled }) => settledProblems(`alarms.${row.id}`, settled)),
];

const GLOBAL_REGION = "us-east-1";

/** Where alarms on it have to be, when that is not where the program deploys to. */
export const regionOf = ({ type, facts }: Watched): string | undefined =>
  type.global?.(facts) ? GLOBAL_REGION : undefined;

/** What is missing to watch it. */
export const lackingProblems = (watched: Watched, { globalRouter }: { readonly globalRouter?: unknown }): Problem[] => [
  ...(watched.type.lacks?.(watched.facts) ?? []).flatMap((message) => problem(true, "loadBalancer", message)),
  ...problem(
    regionOf(watched) !== undefined &&
      globalRouter === undefined &&
      ![undefined, GLOBAL_REGION].includes(aws.config.region),
    "globalRouter",
    `missing; ${watched.type.namespace} has its metrics in ${GLOBAL_REGION} only, and an alarm tells topics of its own region`,
  ),
];

const TOKENS = MONITORED.map(({ type }) => type);

export const layersProblems = ({ profile, types }: Layers): Problem[] => [
  ...problem(
    profile !== undefined && !MONITOR_PROFILES.includes(profile),
    "profile",
    `"${profile}" is not a profile; expected ${MONITOR_PROFILES.join(", ")}`,
  ),
  ...Object.entries(types ?? {}).flatMap(([token, changes]) => {
    const type = MONITORED.find((row) => row.type === token);
    if (type) return within(`types.${token}`, changesProblems(type, changes));
    return problem(true, "types", `"${token}" is not in the table; the nearest is ${nearest(token, TOKENS)}`);
  }),
];
