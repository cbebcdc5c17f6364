import { CIS_DETECTIONS } from "./cis";
import type { Detection, Family, Own } from "./detection";
import { EVASION_DETECTIONS } from "./evasion";
import { FOOTHOLD_DETECTIONS } from "./foothold";
import { IDENTITY_DETECTIONS } from "./identity";
import { QUIET_DETECTIONS } from "./quiet";
import { RANSOM_DETECTIONS } from "./ransom";
import { RESERVE_DETECTIONS } from "./reserves";
import { RESOURCE_DETECTIONS } from "./resources";
import { TAMPER_DETECTIONS } from "./tamper";
import { eventDetails, filterPattern } from "./watch";

export { CIS_DETECTIONS } from "./cis";
export { QUIET_DETECTIONS } from "./quiet";
export { FAMILIES, type Detection, type Family, type Own } from "./detection";

const ROWS = {
  cis: [...CIS_DETECTIONS, ...QUIET_DETECTIONS],
  tamper: TAMPER_DETECTIONS,
  attacks: [
    ...EVASION_DETECTIONS,
    ...IDENTITY_DETECTIONS,
    ...RESOURCE_DETECTIONS,
    ...FOOTHOLD_DETECTIONS,
    ...RANSOM_DETECTIONS,
  ],
  reserves: RESERVE_DETECTIONS,
} as const satisfies Record<Family, readonly Detection[]>;

export type DetectionId = (typeof ROWS)[Family][number]["id"];

type Row = Detection & { readonly id: DetectionId };

/** Every detection, by family. */
export const DETECTIONS: Readonly<Record<Family, readonly Row[]>> = ROWS;

export const ALL_DETECTIONS: readonly Row[] = Object.values(DETECTIONS).flat();

/** The rows by profile; each contains the one before. */
export const DETECTION_PROFILES = {
  cis: ["cis"],
  standard: ["cis", "tamper", "attacks"],
  all: ["cis", "tamper", "attacks", "reserves"],
} as const satisfies Record<string, readonly Family[]>;

export type DetectionProfile = keyof typeof DETECTION_PROFILES;

/** The detection that takes over who is told at once. */
export const twinOf = ({ id, cis }: Detection): string | undefined => (cis === undefined ? undefined : `${id}-quiet`);

/** Name of the metric that the filter counts in: `cis-root-usage` counts in `CisRootUsage`. */
export const metricName = ({ id }: Detection): string =>
  id.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The filter in the words of CloudWatch Logs, at most 1024 characters. */
export function patternOf({ looksFor }: Detection, own: Own): string {
  if (typeof looksFor === "string") return looksFor;
  return filterPattern(typeof looksFor === "function" ? looksFor(own) : looksFor);
}

/** The same as the `detail` of events on an event bus; none where only the log has it. */
export function detailsOf({ looksFor, details }: Detection, own: Own): readonly object[] {
  if (details) return details;
  if (typeof looksFor === "string") return [];
  return eventDetails(typeof looksFor === "function" ? looksFor(own) : looksFor);
}
