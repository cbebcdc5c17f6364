import { SEVERITIES, type Severity } from "./alert-routing";
import {
  ALL_DETECTIONS,
  DETECTION_PROFILES,
  DETECTIONS,
  patternOf,
  twinOf,
  type Detection,
  type DetectionId,
  type DetectionProfile,
  type Own,
} from "./detections";
import { nearest } from "./names";
import { outside, problem, type Problem } from "./problems";

/** What differs from the table for one detection. */
export interface DetectionOverride {
  /** Who hears of it. */
  readonly severity?: Severity;
  /** Events within a period that ring. @default 1; 3 to 20 where one event is everyday work */
  readonly threshold?: number;
  /** Seconds of a period, a multiple of 60 up to an hour. @default 300 */
  readonly period?: number;
  /** Filter pattern of CloudWatch Logs in place of the table's, up to 1024 characters. No event rule is made for it. */
  readonly pattern?: string;
}

export interface DetectionChoice {
  /** `cis`: the benchmark; `standard`: also on the monitoring itself and on attacks; `all`: also the reserves. @default standard */
  readonly profile?: DetectionProfile;
  /** Detections to add to the profile. @default none */
  readonly enabled?: readonly DetectionId[];
  /** Detections to leave out. @default none */
  readonly disabled?: readonly DetectionId[];
  /** Changes per detection. @default none */
  readonly overrides?: Partial<Record<DetectionId, DetectionOverride>>;
  /** Namespace of the metrics. @default TrailWatch/ with name and stack */
  readonly namespace?: string;
  /** Rules on event buses for what is critical: minutes sooner than the trail. `false` for none. @default true */
  readonly nearRealTime?: boolean;
  /**
   * Regions whose events come to the home region. Regions that have to be switched on are not among the default.
   * @default those that every account has, from `aws:region`'s partition
   */
  readonly regions?: readonly string[];
}

/** A detection that is switched on, with what was chosen for it. */
export interface Chosen extends Detection {
  readonly id: DetectionId;
  readonly threshold: number;
  readonly period: number;
  /** The text that was chosen in place of the table's. */
  readonly pattern?: string;
}

/** CloudWatch Logs counts for no more filters per log group. */
const MOST_FILTERS = 100;

/** What is switched on, as changed by its overrides. */
export function chosenDetections({ profile, enabled = [], disabled = [], overrides = {} }: DetectionChoice): Chosen[] {
  const families = DETECTION_PROFILES[profile ?? "standard"] ?? [];
  const inProfile = families.flatMap((family) => DETECTIONS[family]);
  const rows = ALL_DETECTIONS.filter(
    (row) => (inProfile.includes(row) || enabled.includes(row.id)) && !disabled.includes(row.id),
  );
  const ids: readonly string[] = rows.map(({ id }) => id);
  return rows.map((row) => {
    const { severity, threshold = row.threshold ?? 1, period = 300, pattern } = overrides[row.id] ?? {};
    // Where the twin tells somebody at once, the published text reports.
    const own = ids.includes(twinOf(row) ?? "") ? "info" : row.severity;
    return { ...row, severity: severity ?? own, threshold, period, pattern };
  });
}

/** Those that event rules tell of as they happen: critical, and unchanged, since a pattern of one's own is not the rule's. */
export const toldAtOnce = (rows: readonly Chosen[]): Chosen[] =>
  rows.filter(
    (row) =>
      row.severity === "critical" &&
      row.pattern === undefined &&
      row.threshold === 1 &&
      (row.details !== undefined || typeof row.looksFor !== "string"),
  );

export const chosenPattern = (row: Chosen, own: Own): string => row.pattern ?? patternOf(row, own);

/** @param severities those that somebody hears */
export function detectionChoiceProblems(choice: DetectionChoice, severities: readonly Severity[]): Problem[] {
  const { profile, enabled = [], disabled = [], overrides = {}, namespace } = choice;
  const chosen = chosenDetections(choice);
  return [
    ...problem(
      profile !== undefined && !Object.hasOwn(DETECTION_PROFILES, profile),
      "profile",
      `"${profile}" is not a profile of detections; expected ${Object.keys(DETECTION_PROFILES).join(", ")}`,
    ),
    ...enabled.flatMap((id) => unknownId("enabled", id)),
    ...disabled.flatMap((id) => unknownId("disabled", id)),
    ...Object.entries(overrides).flatMap(([id, override]) => [
      ...unknownId("overrides", id),
      ...overrideProblems(id, override),
    ]),
    ...problem(chosen.length > MOST_FILTERS, "enabled", `${chosen.length} detections; a log group takes 100 filters`),
    ...SEVERITIES.filter((severity) => !severities.includes(severity)).flatMap((severity) => {
      const unheard = chosen.flatMap((row) => (row.severity === severity ? row.id : []));
      const message = `no topic for ${severity}, as which ${some(unheard)} ring; add the topic or override the severity`;
      return problem(unheard.length > 0, "overrides", message);
    }),
    ...problem(
      namespace !== undefined && (!/^[\w.\-/#]{1,255}$/.test(namespace) || namespace.startsWith("AWS/")),
      "namespace",
      `"${namespace}" is not a namespace of your own; expected up to 255 letters, digits and . _ - / #, not AWS/ first`,
    ),
    ...(choice.regions ?? []).flatMap((region) =>
      problem(
        !/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region),
        "regions",
        `"${region}" is not a region; expected such as eu-west-1`,
      ),
    ),
  ];
}

const overrideProblems = (id: string, { severity, threshold, period, pattern }: DetectionOverride): Problem[] => [
  ...outside(`overrides.${id}.threshold`, threshold, 1, Infinity, "events"),
  ...problem(
    severity !== undefined && !SEVERITIES.includes(severity),
    `overrides.${id}.severity`,
    `"${severity}" is not a severity; expected ${SEVERITIES.join(", ")}`,
  ),
  ...problem(
    period !== undefined && (period % 60 !== 0 || period < 60 || period > 3600),
    `overrides.${id}.period`,
    `${period} is not a period; expected seconds, a multiple of 60 up to 3600`,
  ),
  ...problem(
    pattern !== undefined && (pattern.length === 0 || pattern.length > 1024),
    `overrides.${id}.pattern`,
    `has ${pattern?.length} characters; expected 1 to 1024`,
  ),
];

const some = (ids: readonly string[]): string =>
  ids.length <= 3 ? ids.join(", ") : `${ids.slice(0, 3).join(", ")} and ${ids.length - 3} more`;

const IDS: readonly string[] = ALL_DETECTIONS.map(({ id }) => id);

const unknownId = (setting: string, id: string): Problem[] =>
  problem(!IDS.includes(id), setting, `"${id}" is not a detection; the nearest is ${nearest(id, IDS)}`);
