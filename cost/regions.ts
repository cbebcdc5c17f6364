import { PRICED_REGION, PRICES, type PriceId } from "./prices";

/** The month of AWS's price list whose copy these are from. S3, KMS, SNS and EventBridge were not in it. */
export const REGIONS_AS_OF = "2025-05";

type Differences = Partial<Record<PriceId, number>>;

const logs = (ingestion: number, infrequent: number, storage: number, canaryRun: number): Differences => ({
  logIngestion: ingestion,
  infrequentLogIngestion: infrequent,
  logStorage: storage,
  canaryRun,
});

const GOVCLOUD: Differences = {
  ...logs(0.675, 0.338, 0.039, 0.0015),
  alarm: 0.13,
  highResolutionAlarm: 0.39,
  compositeAlarm: 0.65,
  configurationItem: 0.0036,
};

/** What is dearer or cheaper than in us-east-1, in US dollars for as many units as there. CloudTrail costs the same everywhere. */
export const REGIONS: Readonly<Record<string, Differences>> = {
  "us-east-1": {},
  "us-east-2": {},
  "us-west-1": logs(0.67, 0.335, 0.033, 0.0017),
  "us-west-2": {},
  "ca-central-1": logs(0.55, 0.275, 0.033, 0.0014),
  "sa-east-1": {
    ...logs(0.9, 0.45, 0.0408, 0.0022),
    alarm: 0.135,
    highResolutionAlarm: 0.405,
    compositeAlarm: 0.675,
  },
  "eu-central-1": logs(0.63, 0.315, 0.0324, 0.0016),
  "eu-north-1": logs(0.54, 0.27, 0.028, 0.0013),
  "eu-west-1": logs(0.57, 0.285, 0.03, 0.0014),
  "eu-west-2": logs(0.5985, 0.299, 0.0315, 0.0015),
  "eu-west-3": logs(0.5985, 0.299, 0.0315, 0.0015),
  "ap-northeast-1": logs(0.76, 0.38, 0.033, 0.0019),
  "ap-northeast-2": logs(0.76, 0.38, 0.0314, 0.0019),
  "ap-northeast-3": logs(0.76, 0.38, 0.033, 0.0019),
  "ap-south-1": logs(0.67, 0.335, 0.03, 0.0017),
  "ap-southeast-1": logs(0.7, 0.35, 0.03, 0.0017),
  "ap-southeast-2": logs(0.67, 0.335, 0.033, 0.0017),
  "us-gov-east-1": GOVCLOUD,
  "us-gov-west-1": GOVCLOUD,
};

/** The price in a region; where that is not known, the price in us-east-1. */
export const regionalUsd = (price: PriceId, region: string): number => REGIONS[region]?.[price] ?? PRICES[price].usd;

/** What the prices of these regions leave to be assumed. */
export function placeAssumptions(regions: readonly string[]): string[] {
  const unknown = regions.filter((region) => !Object.hasOwn(REGIONS, region));
  const elsewhere = regions.filter((region) => region !== PRICED_REGION && Object.hasOwn(REGIONS, region));
  return [
    ...(regions.length === 0 || regions.includes(PRICED_REGION) ? [`prices are those of ${PRICED_REGION}`] : []),
    ...(elsewhere.length > 0
      ? [
          `CloudTrail, CloudWatch and AWS Config have the prices of ${elsewhere.join(", ")} as of ${REGIONS_AS_OF}, other services those of ${PRICED_REGION}`,
        ]
      : []),
    ...(unknown.length > 0
      ? [`prices of ${unknown.join(", ")} could not be read; those of ${PRICED_REGION} stand for them`]
      : []),
    ...(regions.length > 1 ? ["the low end has the cheapest of the regions, the high end the dearest"] : []),
  ];
}
