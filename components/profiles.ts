import type { RetentionArgs } from "./archive-retention";
import type { TrailSettings } from "./audit-trail";
import { logRetentionOfAtLeast } from "./retention";

/** The numbers that a standard asks for. Everything else is the same for all. */
export interface ProfileSettings {
  readonly archive: Pick<RetentionArgs, "retentionDays" | "objectLock" | "tiering">;
  readonly trail: Pick<TrailSettings, "logRetentionDays" | "insights">;
}

const oneYear: ProfileSettings = { archive: { retentionDays: 400 }, trail: { logRetentionDays: 365 } };

export const PROFILES = {
  // CIS asks for no number; a year is what Security Hub (CloudWatch.16) asks of log groups.
  cis: oneYear,
  // PCI DSS 4.0 10.5.1: twelve months, three of them at hand. 10.4.1.1 wants logs reviewed by a mechanism.
  pci: { archive: { retentionDays: 400 }, trail: { logRetentionDays: 365, insights: "both" } },
  // 45 CFR 164.316(b)(2)(i): six years.
  hipaa: {
    archive: { retentionDays: 2192, objectLock: { mode: "GOVERNANCE", days: 2192 } },
    trail: { logRetentionDays: logRetentionOfAtLeast(2192) },
  },
  // SOC 2 leaves the number to the company; auditors look at a period of up to a year.
  soc2: oneYear,
  // NIST 800-53 AU-11; OMB M-21-31 asks for thirty months in all, twelve of them at hand. Seven years is the usual record
  // schedule of agencies.
  "fedramp-moderate": {
    archive: { retentionDays: 2557 },
    trail: { logRetentionDays: logRetentionOfAtLeast(366), insights: "both" },
  },
  // For accounts that come and go: nothing is locked, so the account can be taken down again.
  minimal: { archive: { retentionDays: 400, objectLock: false, tiering: false }, trail: { logRetentionDays: 90 } },
} as const satisfies Record<string, ProfileSettings>;

export type Profile = keyof typeof PROFILES;

export const PROFILE_NAMES = Object.keys(PROFILES) as Profile[];
