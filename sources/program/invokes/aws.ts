import { LOAD_BALANCING_ACCOUNTS } from "../../../policies/graph/aws-regions";
import type { Assumption } from "../../snapshot";
import { renderPolicyDocument } from "./policy-document";
import { assumedAccount, PLACEHOLDER_ACCOUNT } from "./placeholder-account";
import { DEFAULT_REGIONS, regionFacts } from "./regions";
import type { InvokeAnswer } from "./index";

/** What the answers depend on besides the arguments. */
export interface AwsContext {
  /** `undefined` where the provider's region is not known yet. */
  region: string | undefined;
  account: string;
  /** `undefined` where they are not known yet. */
  defaultTags: Record<string, unknown> | undefined;
  /** What was assumed to know the region. */
  assumptions: Assumption[];
}

type Args = Record<string, unknown>;
type AnswerInRegion = (args: Args, region: string, context: AwsContext) => Args | undefined;

/** Services whose principal ends in `amazonaws.com.cn` in China; everywhere else the suffix is `amazonaws.com`. */
const CHINESE_PRINCIPALS = new Set(["codedeploy", "elasticmapreduce", "logs"]);

/** Functions of the AWS provider that need no AWS, by token without the last part. */
export const awsAnswers: Record<string, (args: Args, context: AwsContext) => InvokeAnswer | undefined> = {
  "aws:iam/getPolicyDocument": (args) => ({ result: renderPolicyDocument(args), assumptions: [] }),
  "aws:index/getDefaultTags": (_, { defaultTags, assumptions }) =>
    defaultTags && { result: { id: "defaultTags", tags: defaultTags }, assumptions },
  "aws:index/getRegions": (args) => ({
    result: { ...args, id: "aws", names: DEFAULT_REGIONS },
    assumptions: [
      assumed("aws:index/getRegions", `answered with the ${DEFAULT_REGIONS.length} regions open to every account`),
    ],
  }),
  "aws:s3/getCanonicalUserId": () => {
    // The form of a canonical user id: 64 hexadecimal digits.
    const id = "0".repeat(64);
    return {
      result: { displayName: "placeholder", id },
      assumptions: [assumed("aws:s3/getCanonicalUserId", "answered with a placeholder of zeros")],
    };
  },
  "aws:index/getCallerIdentity": inRegion((_, region, { account }) => ({
    accountId: account,
    arn: `arn:${regionFacts(region).partition}:iam::${account}:root`,
    id: account,
    userId: account,
  })),
  // In version 7 of the provider the region of a lookup is `region`, before that it was `name`; `id` is the same in both.
  "aws:index/getRegion": inRegion((args, configured) => {
    const fromEndpoint = typeof args.endpoint === "string" ? /^ec2\.([^.]+)\./.exec(args.endpoint)?.[1] : undefined;
    const region = typeof args.name === "string" ? args.name : (fromEndpoint ?? configured);
    const endpoint = `ec2.${region}.${regionFacts(region).dnsSuffix}`;
    return { description: region, endpoint, id: region, name: region, region };
  }),
  "aws:index/getPartition": inRegion((_, region) => {
    const { partition, dnsSuffix, reverseDnsPrefix } = regionFacts(region);
    return { dnsSuffix, id: partition, partition, reverseDnsPrefix };
  }),
  "aws:index/getAvailabilityZones": inRegion((args, region) => {
    const zones = regionFacts(region).zones.filter(
      ({ name, id }) => !strings(args.excludeNames).includes(name) && !strings(args.excludeZoneIds).includes(id),
    );
    const [names, zoneIds] = [zones.map(({ name }) => name), zones.map(({ id }) => id)];
    return { ...args, groupNames: [region], id: region, names, region, zoneIds };
  }, "answered with three zones, a to c"),
  "aws:index/getAvailabilityZone": inRegion((args, region) => {
    const { zones } = regionFacts(region);
    const zone = zones.find(({ name, id }) => (args.name ?? name) === name && (args.zoneId ?? id) === id);
    if (!zone) return undefined;
    return {
      groupLongName: region,
      groupName: region,
      id: zone.name,
      name: zone.name,
      nameSuffix: zone.name.slice(region.length),
      networkBorderGroup: region,
      optInStatus: "opt-in-not-required",
      parentZoneId: "",
      parentZoneName: "",
      region,
      state: "available",
      zoneId: zone.id,
      zoneType: "availability-zone",
    };
  }),
  "aws:index/getServicePrincipal": inRegion((args, region) => {
    const service = String(args.serviceName);
    const ofPartition = region.startsWith("cn-") && CHINESE_PRINCIPALS.has(service);
    const suffix = ofPartition ? regionFacts(region).dnsSuffix : "amazonaws.com";
    return { ...args, id: `${service}.${region}.${suffix}`, name: `${service}.${suffix}`, region, suffix };
  }),
  "aws:index/getBillingServiceAccount": inRegion((_, region) => {
    const account = "386209384616";
    return { arn: `arn:${regionFacts(region).partition}:iam::${account}:root`, id: account };
  }),
  "aws-native:index:getAccountId": inRegion((_, __, { account }) => ({ accountId: account })),
  "aws-native:index:getPartition": inRegion((_, region) => ({ partition: regionFacts(region).partition })),
  "aws-native:index:getRegion": inRegion((_, region) => ({ region })),
  "aws-native:index:getUrlSuffix": inRegion((_, region) => ({ urlSuffix: regionFacts(region).dnsSuffix })),
  "aws:elb/getServiceAccount": inRegion((_, region) => {
    const account = LOAD_BALANCING_ACCOUNTS[region];
    if (account === undefined) return undefined;
    return { arn: `arn:${regionFacts(region).partition}:iam::${account}:root`, id: account, region };
  }),
};

/** An answer that depends on the region; a note in `text` tells what was made up about it. */
function inRegion(
  answer: AnswerInRegion,
  text?: string,
): (args: Args, context: AwsContext) => InvokeAnswer | undefined {
  return (args, context) => {
    const result = context.region === undefined ? undefined : answer(args, context.region, context);
    if (!result) return undefined;
    const assumptions = [...context.assumptions];
    if ("accountId" in result && context.account === PLACEHOLDER_ACCOUNT) assumptions.push(assumedAccount());
    if (text) assumptions.push(assumed("aws:index/getAvailabilityZones", text));
    return { result, assumptions };
  };
}

function assumed(token: string, text: string): Assumption {
  return { kind: "invoke", subject: token, text: `${token} was ${text}.` };
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === "string") : [];
}
