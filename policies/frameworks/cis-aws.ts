import { framework, shown, type Control } from "./framework";

/**
 * The CIS AWS Foundations Benchmark, edition by edition. The recommendations keep their meaning and change their numbers, so an
 * edition is a list of numbers with what each is about; a link to one edition stands for the same recommendation in all others.
 */
export const topics = {
  tls: "Buckets refuse requests without TLS",
  mfaDelete: "Deleting an object version asks for a second factor",
  publicAccess: "Buckets block public access with all four switches",
  everyRegion: "A trail records reads and writes of management events in every Region",
  validation: "Trails sign digests of the log files they deliver",
  archiveNotPublic: "The bucket of the trail is not open to the public",
  cloudwatchLogs: "Trails deliver to CloudWatch Logs as well",
  config: "AWS Config records in every Region",
  archiveAccessLogs: "Requests to the bucket of the trail are logged",
  trailKey: "Trails encrypt with a key of the customer",
  keyRotation: "Symmetric keys of the customer rotate",
  flowLogs: "Every VPC has flow logs",
  objectWrites: "Trails record writes of S3 objects",
  objectReads: "Trails record reads of S3 objects",
  denied: "Refused API calls raise an alarm",
  noMfa: "A console sign-in without a second factor raises an alarm",
  root: "Use of the root user raises an alarm",
  iamPolicies: "Changes of IAM policies raise an alarm",
  trails: "Changes of trails raise an alarm",
  signinFailures: "Failed console sign-ins raise an alarm",
  keys: "Disabling a key or scheduling its deletion raises an alarm",
  bucketPolicies: "Changes of bucket policies raise an alarm",
  configChanges: "Changes of AWS Config raise an alarm",
  securityGroups: "Changes of security groups raise an alarm",
  networkAcls: "Changes of network ACLs raise an alarm",
  gateways: "Changes of network gateways raise an alarm",
  routeTables: "Changes of route tables raise an alarm",
  vpcs: "Changes of VPCs raise an alarm",
  organizations: "Changes of the organization raise an alarm",
  securityHub: "Security Hub is on",
  frontEnds: "Managed web front ends keep access logs",
} as const;
export type Topic = keyof typeof topics;

/** The fifteen that want an alarm, in the order in which every edition counts them. */
const alarms = [
  ...(["denied", "noMfa", "root", "iamPolicies", "trails", "signinFailures", "keys", "bucketPolicies"] as const),
  ...(["configChanges", "securityGroups", "networkAcls", "gateways", "routeTables", "vpcs", "organizations"] as const),
] satisfies Topic[];

type Numbered<Section extends string, Last extends number> = Record<`${Section}.${Last}`, Topic>;
type UpTo9 = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type UpTo15 = UpTo9 | 10 | 11 | 12 | 13 | 14 | 15;

const numbered = <Section extends string, Last extends number>(section: Section, about: readonly Topic[]) =>
  Object.fromEntries(about.map((topic, i) => [`${section}.${i + 1}`, topic])) as Numbered<Section, Last>;
const monitoring = <Section extends string>(section: Section) => numbered<Section, UpTo15>(section, alarms);

/** Eleven until 2.0, which still counted the archive and the delivery to CloudWatch Logs. */
const logging = [
  "everyRegion",
  "validation",
  "archiveNotPublic",
  "cloudwatchLogs",
  "config",
  "archiveAccessLogs",
] as const;
const more = ["trailKey", "keyRotation", "flowLogs", "objectWrites", "objectReads"] as const;
const untilTwo = numbered<"3", UpTo9 | 10 | 11>("3", [...logging, ...more]);
const sinceThree = <Section extends string>(section: Section) =>
  numbered<Section, UpTo9>(section, ["everyRegion", "validation", "config", "archiveAccessLogs", ...more]);
const storage = <Section extends string>(section: Section) =>
  ({
    [`${section}.1`]: "tls",
    [`${section}.2`]: "mfaDelete",
    [`${section}.4`]: "publicAccess",
  }) as Record<`${Section}.${1 | 2 | 4}`, Topic>;

/** By version. */
export const editions = {
  "1.4.0": { "2.1.2": "tls", "2.1.3": "mfaDelete", "2.1.5": "publicAccess", ...untilTwo, ...monitoring("4") },
  "2.0.0": { ...storage("2.1"), ...untilTwo, ...monitoring("4"), "4.16": "securityHub" },
  "3.0.0": { ...storage("2.1"), ...sinceThree("3"), ...monitoring("4"), "4.16": "securityHub" },
  "4.0.0": { ...storage("2.1"), ...sinceThree("3"), ...monitoring("4"), "4.16": "securityHub" },
  "5.0.0": { ...storage("2.1"), ...sinceThree("3"), ...monitoring("4"), "4.16": "securityHub" },
  "6.0.0": { ...storage("3.1"), ...sinceThree("4"), ...monitoring("5"), "5.16": "securityHub" },
  "7.0.0": { ...storage("3.1"), ...sinceThree("4"), "4.10": "frontEnds", ...monitoring("5"), "5.16": "securityHub" },
} as const satisfies Record<string, Record<string, Topic>>;
type Version = keyof typeof editions;

const BY_HAND =
  "The publisher assesses the trail in every Region, the log bucket's access logs, MFA delete and all monitoring by hand, and accepts another system that monitors. A pass is evidence for that assessment.";

function edition<V extends Version>(version: V, note?: string) {
  const numbers = Object.entries(editions[version]) as [string, Topic][];
  const controls = Object.fromEntries(numbers.map(([number, topic]) => [number, shown(topics[topic])]));
  return framework(
    `CIS AWS Foundations Benchmark ${version}`,
    controls as Record<keyof (typeof editions)[V] & string, Control>,
    note,
  );
}

export const cisAws = {
  "cis-aws-1.4.0": edition("1.4.0"),
  "cis-aws-2.0.0": edition("2.0.0"),
  "cis-aws-3.0.0": edition("3.0.0"),
  "cis-aws-4.0.0": edition("4.0.0"),
  "cis-aws-5.0.0": edition("5.0.0", BY_HAND),
  "cis-aws-6.0.0": edition("6.0.0", BY_HAND),
  "cis-aws-7.0.0": edition("7.0.0", BY_HAND),
};
