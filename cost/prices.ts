/** One price of AWS's public list, in US dollars. */
export interface Price {
  readonly usd: number;
  /** How many units the price is for. */
  readonly per: number;
  readonly unit: string;
  /** The page of AWS that has the price. */
  readonly page: string;
  /** The month in which the price was read. */
  readonly asOf: string;
}

/** The region whose prices these are; `regions.ts` has what differs elsewhere. */
export const PRICED_REGION = "us-east-1";

// The tables of these pages are filled in by a script, so the numbers were read from copies: of AWS's price list (CloudTrail and
// CloudWatch), and from guides that quote the page in that month. What no copy had is not priced.
const CLOUDTRAIL = { page: "https://aws.amazon.com/cloudtrail/pricing/", asOf: "2025-10" };
const CLOUDWATCH = { page: "https://aws.amazon.com/cloudwatch/pricing/", asOf: "2025-10" };
const S3 = { page: "https://aws.amazon.com/s3/pricing/", asOf: "2026-03" };
const KMS = { page: "https://aws.amazon.com/kms/pricing/", asOf: "2026-03" };
const SNS = { page: "https://aws.amazon.com/sns/pricing/", asOf: "2026-06" };
const EVENTBRIDGE = { page: "https://aws.amazon.com/eventbridge/pricing/", asOf: "2026-03" };
/** The copies have no date; they tell of periodic recording, which came in that month. */
const CONFIG = { page: "https://aws.amazon.com/config/pricing/", asOf: "2023-11" };

const storage = (usd: number): Price => ({ usd, per: 1, unit: "GB-month", ...S3 });
const requests = (usd: number): Price => ({ usd, per: 1_000, unit: "request", ...S3 });

/** Amounts up to the first step of each volume discount. */
export const PRICES = {
  managementEventCopy: { usd: 2, per: 100_000, unit: "event", ...CLOUDTRAIL },
  dataEvent: { usd: 0.1, per: 100_000, unit: "event", ...CLOUDTRAIL },
  insightsEvent: { usd: 0.35, per: 100_000, unit: "event analysed", ...CLOUDTRAIL },
  lakeIngestionOneYear: { usd: 0.75, per: 1, unit: "GB", ...CLOUDTRAIL },
  lakeIngestionSevenYears: { usd: 2.5, per: 1, unit: "GB", ...CLOUDTRAIL },

  alarm: { usd: 0.1, per: 1, unit: "alarm metric", ...CLOUDWATCH },
  highResolutionAlarm: { usd: 0.3, per: 1, unit: "alarm metric", ...CLOUDWATCH },
  compositeAlarm: { usd: 0.5, per: 1, unit: "alarm", ...CLOUDWATCH },
  customMetric: { usd: 0.3, per: 1, unit: "metric", ...CLOUDWATCH },
  dashboard: { usd: 3, per: 1, unit: "dashboard", ...CLOUDWATCH },
  logIngestion: { usd: 0.5, per: 1, unit: "GB", ...CLOUDWATCH },
  infrequentLogIngestion: { usd: 0.25, per: 1, unit: "GB", ...CLOUDWATCH },
  logStorage: { usd: 0.03, per: 1, unit: "GB-month", ...CLOUDWATCH },
  canaryRun: { usd: 0.0012, per: 1, unit: "run", ...CLOUDWATCH, asOf: "2025-05" },
  contributorInsightsRule: { usd: 0.5, per: 1, unit: "rule", ...CLOUDWATCH },

  s3Standard: storage(0.023),
  s3StandardInfrequent: storage(0.0125),
  s3OneZoneInfrequent: storage(0.01),
  s3GlacierInstant: storage(0.004),
  s3Glacier: storage(0.0036),
  s3DeepArchive: storage(0.00099),
  s3Put: requests(0.005),
  transitionToInfrequent: requests(0.01),
  transitionToGlacierInstant: requests(0.02),
  transitionToGlacier: requests(0.03),
  transitionToDeepArchive: requests(0.05),

  key: { usd: 1, per: 1, unit: "key", ...KMS },
  keyRequest: { usd: 0.03, per: 10_000, unit: "request", ...KMS },

  email: { usd: 2, per: 100_000, unit: "message", ...SNS },
  httpMessage: { usd: 0.6, per: 1_000_000, unit: "message", ...SNS },

  forwardedEvent: { usd: 1, per: 1_000_000, unit: "event", ...EVENTBRIDGE },

  configurationItem: { usd: 0.003, per: 1, unit: "configuration item", ...CONFIG },
} as const satisfies Record<string, Price>;

export type PriceId = keyof typeof PRICES;

/** What so many units cost. */
export const usd = (price: PriceId, units: number): number => (PRICES[price].usd / PRICES[price].per) * units;
