/**
 * The regions that every account has; others have to be switched on first, and a rule in a region that is off fails the
 * deployment. https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 */
const EVERY_ACCOUNT: Record<string, readonly string[]> = {
  aws: [
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
    "ca-central-1",
    "sa-east-1",
    "eu-central-1",
    "eu-north-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
  ],
  "aws-us-gov": ["us-gov-east-1", "us-gov-west-1"],
  "aws-cn": ["cn-north-1", "cn-northwest-1"],
};

/** The regions of the same partition; none where the home region is not known. */
export const regionsBeside = (home: string | undefined): readonly string[] =>
  home === undefined
    ? []
    : (Object.values(EVERY_ACCOUNT).find((regions) => regions.includes(home)) ?? EVERY_ACCOUNT.aws);
