import type { PolicySettings } from "../evaluate";
import type { FrameworkId } from "../frameworks/controls";

/** A framework's own settings: how long logs are kept, and which policies decide. */
export interface Profile {
  title: string;
  /** A policy that tests a control of these directly is mandatory; one that says nothing about them is advisory. */
  frameworks: readonly FrameworkId[];
  settings: PolicySettings;
  /** Where the days come from. */
  source: string;
  /** Whether the source binds whoever it applies to, is custom, or is a reading of a text without a number. */
  kind: "binding" | "convention" | "interpretation";
}

/** @param groups days of log groups, which take only some values; the archive's where they fit */
const keep = (archive: number, groups = archive): PolicySettings => ({
  "archive-retention": { minimumDays: archive },
  "archive-object-lock": { minimumDays: archive },
  "log-group-retention": { minimumDays: groups },
  "log-bucket-retention": { minimumDays: archive },
  "beanstalk-log-retention": { minimumDays: groups },
});

export const profiles = {
  baseline: {
    title: "Good practice on AWS",
    frameworks: [],
    settings: keep(365),
    source: "AWS Security Hub CloudWatch.16: one year",
    kind: "convention",
  },
  cis: {
    title: "CIS AWS Foundations Benchmark 7.0.0",
    frameworks: ["cis-aws-7.0.0", "cis-controls-8.1"],
    settings: keep(90),
    source: "CIS Controls 8.1, 8.10: ninety days; the benchmark itself has no number",
    kind: "convention",
  },
  pci: {
    title: "PCI DSS 4.0.1",
    frameworks: ["pci-dss-4.0.1"],
    settings: keep(365),
    source: "PCI DSS 4.0.1 10.5.1: twelve months, the last three at hand",
    kind: "binding",
  },
  hipaa: {
    title: "HIPAA Security Rule",
    frameworks: ["hipaa"],
    settings: keep(2192),
    source: "45 CFR 164.316(b)(2)(i): six years for documentation; whether logs are documentation is not said",
    kind: "interpretation",
  },
  soc2: {
    title: "SOC 2",
    frameworks: ["soc2-2017"],
    settings: keep(365),
    source: "The criteria leave the period to the organization; one year covers the usual period of a report",
    kind: "convention",
  },
  nist: {
    title: "NIST SP 800-53 and CSF 2.0",
    frameworks: ["nist-800-53-r5", "nist-csf-2.0"],
    settings: keep(365),
    source: "AU-11 leaves the period to the organization; one year until it is set",
    kind: "convention",
  },
  fedramp: {
    title: "FedRAMP 20x and Rev5 (CR26)",
    frameworks: ["fedramp-20x", "fedramp-rev5", "omb-m-26-14"],
    settings: keep(365),
    source:
      "OMB M-26-14: six months searchable, twelve retrievable; CR26 itself leaves the period to the provider, and M-21-31 is rescinded",
    kind: "binding",
  },
  iso: {
    title: "ISO/IEC 27001:2022",
    frameworks: ["iso-27001-2022"],
    settings: keep(365),
    source: "A.8.15 leaves the period to the organization; one year until it is set",
    kind: "convention",
  },
} as const satisfies Record<string, Profile>;

export type ProfileName = keyof typeof profiles;
export const profileNames = Object.keys(profiles) as ProfileName[];
