import type { Waiver } from "../evaluate";
import { severities, type Severity } from "../policy";

/** A waiver with what it covers, as it stands in `waivers.yaml`. */
export interface WaiverOf extends Waiver {
  policies: readonly string[];
  /** URNs as Pulumi writes them; `*` in the name only, and only where every policy is of medium or low severity. */
  targets: readonly string[];
  /** The message of the one failure that is covered. Another observed value makes another message, which is not. */
  finding?: string;
}

export const kinds: readonly Waiver["kind"][] = [
  "risk-accepted",
  "compensating-control",
  "false-positive",
  "temporary",
];

/** Days that a waiver may last, by the severity of the worst policy that it names, unless `maximumDays` says otherwise. */
export const MAXIMUM_DAYS: Readonly<Record<Severity, number>> = { critical: 30, high: 90, medium: 180, low: 365 };

/** Severities whose findings may be waived for all resources of a type whose names are alike. */
export const mayHaveGlobs = (severity: Severity): boolean => severities.indexOf(severity) > severities.indexOf("high");

/** The URN of the stack itself: the target for what a stack lacks as a whole. */
export const stackUrn = ({ project, stack }: { project: string; stack: string }): string =>
  `urn:pulumi:${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack}`;

export function covers(target: string, urn: string): boolean {
  if (target === urn) return true;
  if (!target.includes("*")) return false;
  const parts = target.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(urn);
}

const DAY = 86_400_000;

/** Days from one date to another, both as `2026-11-02`. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY;
