import { exactly, type Range } from "./range";

/** What a template does not say, per month and account. What is not given is assumed as a range, or is not priced. */
export interface Usage {
  /** Management events, which every trail records unless told otherwise. */
  readonly managementEvents?: number;
  /** Data events of what the trails record of data. */
  readonly dataEvents?: number;
  /** GiB that applications and services write into the log groups, besides what the trails deliver there. */
  readonly logGib?: number;
  /** Changes that AWS Config records. */
  readonly configurationItems?: number;
}

/** A number that stands for one that nobody gave. */
export interface Assumption extends Range {
  readonly text: string;
}

const assumed = (low: number, high: number, text: string): Assumption => ({ low, high, text });

/** Numbers without a source at AWS. They are ranges, and each report lists those that it used. */
export const ASSUMPTIONS = {
  managementEvents: assumed(
    100_000,
    1_000_000,
    "100,000 to 1,000,000 management events a month (--management-events N says yours)",
  ),
  eventKib: assumed(1, 2, "a record of CloudTrail has 1 to 2 KiB"),
  writeShare: assumed(0.05, 0.3, "5 to 30 % of management events write"),
  compression: assumed(0.05, 0.3, "what is stored compressed takes 5 to 30 % of its size"),
  logFiles: assumed(
    9_490,
    161_330,
    "9,490 to 161,330 log files a month: one each five minutes and a digest each hour, from 1 region or from 17",
  ),
  messages: assumed(10, 1_000, "10 to 1,000 messages a month over each topic"),
} as const satisfies Record<string, Assumption>;

export type AssumptionId = keyof typeof ASSUMPTIONS;

/** Months for which a price is asked when nothing ever expires. */
export const ENDLESS_MONTHS = 12;

export const DAYS_IN_MONTH = 365 / 12;

/** Management events in a month: as given, or the assumption, which is noted. */
export const managementEvents = ({ managementEvents }: Usage, note: (used: AssumptionId) => Range): Range =>
  managementEvents === undefined ? note("managementEvents") : exactly(managementEvents);
