import { partitionOfRegion } from "../../../policies/graph/aws-regions";

/** What follows from a region's name alone. */
export interface RegionFacts {
  partition: string;
  dnsSuffix: string;
  reverseDnsPrefix: string;
  zones: { name: string; id: string }[];
}

/** Where the names of a partition's hosts end, if not in `amazonaws.com`. */
const DNS_SUFFIXES: Partial<Record<string, string>> = {
  "aws-cn": "amazonaws.com.cn",
  "aws-iso": "c2s.ic.gov",
  "aws-iso-b": "sc2s.sgov.gov",
  "aws-iso-e": "cloud.adc-e.uk",
  "aws-iso-f": "csp.hci.ic.gov",
  "aws-eusc": "amazonaws.eu",
};

export function regionFacts(region: string): RegionFacts {
  const partition = partitionOfRegion(region);
  const dnsSuffix = DNS_SUFFIXES[partition] ?? "amazonaws.com";
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
