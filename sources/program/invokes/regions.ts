/** What follows from a region's name alone. */
export interface RegionFacts {
  partition: string;
  dnsSuffix: string;
  reverseDnsPrefix: string;
  zones: { name: string; id: string }[];
}

const PARTITIONS: [prefix: string, partition: string, dnsSuffix: string][] = [
  ["cn-", "aws-cn", "amazonaws.com.cn"],
  ["us-gov-", "aws-us-gov", "amazonaws.com"],
  ["us-isob-", "aws-iso-b", "sc2s.sgov.gov"],
  ["us-iso-", "aws-iso", "c2s.ic.gov"],
  ["eusc-", "aws-eusc", "amazonaws.eu"],
];

export function regionFacts(region: string): RegionFacts {
  const [, partition, dnsSuffix] = PARTITIONS.find(([prefix]) => region.startsWith(prefix)) ?? [
    "",
    "aws",
    "amazonaws.com",
  ];
  return {
    partition,
    dnsSuffix,
    reverseDnsPrefix: dnsSuffix.split(".").reverse().join("."),
    zones: ["a", "b", "c"].map((letter, index) => ({
      name: region + letter,
      id: `${zoneIdPrefix(region)}-az${index + 1}`,
    })),
  };
}

/** `ap-southeast-2` → `apse2`, `us-gov-west-1` → `usgw1`. */
function zoneIdPrefix(region: string): string {
  const [area, ...rest] = region.split("-");
  return area + rest.map((word) => word.replace(/north|south|east|west|central|gov/g, (part) => part[0])).join("");
}

/** Regions that every account can use without opting in. */
export const DEFAULT_REGIONS = [
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ca-central-1",
  "eu-central-1",
  "eu-north-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
];

/**
 * Accounts of Elastic Load Balancing that write access logs, in regions available before August 2022:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export const LOAD_BALANCING_ACCOUNTS: Record<string, string> = {
  "af-south-1": "098369216593",
  "ap-east-1": "754344448648",
  "ap-northeast-1": "582318560864",
  "ap-northeast-2": "600734575887",
  "ap-northeast-3": "383597477331",
  "ap-south-1": "718504428378",
  "ap-southeast-1": "114774131450",
  "ap-southeast-2": "783225319266",
  "ap-southeast-3": "589379963580",
  "ca-central-1": "985666609251",
  "cn-north-1": "638102146993",
  "cn-northwest-1": "037604701340",
  "eu-central-1": "054676820928",
  "eu-north-1": "897822967062",
  "eu-south-1": "635631232127",
  "eu-west-1": "156460612806",
  "eu-west-2": "652711504416",
  "eu-west-3": "009996457667",
  "me-south-1": "076674570225",
  "sa-east-1": "507241528517",
  "us-east-1": "127311923021",
  "us-east-2": "033677994240",
  "us-gov-east-1": "190560391635",
  "us-gov-west-1": "048591011584",
  "us-west-1": "027434742980",
  "us-west-2": "797873946194",
};
