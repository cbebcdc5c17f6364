import { createHash } from "node:crypto";
import { decode, UNKNOWN_TEXT } from "../wire";
import { regionFacts } from "./invokes/regions";

/** Where a resource is made. A part that is not known is left out. */
export interface Place {
  region: string | undefined;
  account: string | undefined;
  /** May be known where the region is not. */
  partition: string | undefined;
}

/** How AWS refers to resources of a type: outputs as templates of the parts below. */
interface Identity {
  /** The input that holds the name; the provider makes one up when the program leaves it out. */
  named?: string;
  /** What a name that the provider makes up begins with, before that of the resource. */
  prefix?: string;
  outputs: Record<string, string>;
}

const ofName = (arn: string, outputs: Record<string, string> = {}): Identity => ({
  named: "name",
  outputs: { id: "{name}", arn: `arn:{partition}:${arn}`, ...outputs },
});
/** The provider takes the ARN for the id. */
const ofArn = (arn: string): Identity => ofName(arn, { id: `arn:{partition}:${arn}` });
const AT = "{region}:{account}";

const BUCKET: Identity = { named: "bucket", outputs: { id: "{name}", arn: "arn:{partition}:s3:::{name}" } };
const QUEUE_URL = "https://sqs.{region}.{suffix}/{account}/{name}";

/** By type. The ids are those of the provider, the ARNs those of https://docs.aws.amazon.com/service-authorization/ */
const identities: Record<string, Identity> = {
  "aws:backup/vault:Vault": ofName(`backup:${AT}:backup-vault:{name}`),
  "aws:cloudtrail/eventDataStore:EventDataStore": ofArn(`cloudtrail:${AT}:eventdatastore/{uuid}`),
  "aws:cloudtrail/trail:Trail": ofArn(`cloudtrail:${AT}:trail/{name}`),
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": {
    ...ofName(`cloudwatch:${AT}:alarm:{name}`),
    named: "alarmName",
  },
  "aws:cloudwatch/eventBus:EventBus": ofName(`events:${AT}:event-bus/{name}`),
  "aws:cloudwatch/eventRule:EventRule": ofName(`events:${AT}:rule/{bus}{name}`, { id: "{bus}{name}" }),
  "aws:cloudwatch/logDestination:LogDestination": ofName(`logs:${AT}:destination:{name}`),
  "aws:cloudwatch/logGroup:LogGroup": ofName(`logs:${AT}:log-group:{name}`),
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": { named: "name", outputs: { id: "{name}" } },
  "aws:cloudwatch/metricAlarm:MetricAlarm": ofName(`cloudwatch:${AT}:alarm:{name}`),
  "aws:codebuild/project:Project": ofArn(`codebuild:${AT}:project/{name}`),
  "aws:dynamodb/table:Table": ofName(`dynamodb:${AT}:table/{name}`),
  "aws:ecr/repository:Repository": ofName(`ecr:${AT}:repository/{name}`),
  "aws:iam/group:Group": ofName("iam::{account}:group{path}{name}"),
  "aws:iam/instanceProfile:InstanceProfile": ofName("iam::{account}:instance-profile{path}{name}"),
  "aws:iam/policy:Policy": ofArn("iam::{account}:policy{path}{name}"),
  "aws:iam/role:Role": ofName("iam::{account}:role{path}{name}"),
  "aws:iam/user:User": ofName("iam::{account}:user{path}{name}"),
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": ofArn(`firehose:${AT}:deliverystream/{name}`),
  "aws:kinesis/stream:Stream": ofArn(`kinesis:${AT}:stream/{name}`),
  "aws:kms/alias:Alias": { ...ofName(`kms:${AT}:{name}`), prefix: "alias/" },
  "aws:kms/key:Key": {
    outputs: { id: "{key}", keyId: "{key}", arn: `arn:{partition}:kms:${AT}:key/{key}` },
  },
  "aws:lambda/function:Function": ofName(`lambda:${AT}:function:{name}`),
  "aws:s3/bucket:Bucket": BUCKET,
  "aws:s3/bucketV2:BucketV2": BUCKET,
  "aws:sfn/stateMachine:StateMachine": ofArn(`states:${AT}:stateMachine:{name}`),
  "aws:sns/topic:Topic": ofArn(`sns:${AT}:{name}`),
  "aws:sqs/queue:Queue": ofName(`sqs:${AT}:{name}`, { id: QUEUE_URL, url: QUEUE_URL }),
};

/** The outputs that name a resource of this type, whether or not they can be told. */
export const identifying = (type: string): string[] => Object.keys(identities[type]?.outputs ?? {});

/** A resource to be made. */
export interface Unnamed {
  urn: string;
  type: string;
  /** What a name that the provider makes up begins with; `undefined` where nobody can tell. */
  stem: string | undefined;
}

/** What a resource to be made is called: its id, name and ARN, each where all that it is made of is known. */
export function identityOf(
  { urn, type, stem }: Unnamed,
  inputs: Record<string, unknown>,
  { region, account, partition }: Place,
): Record<string, string> {
  const identity = identities[type] as Identity | undefined;
  if (!identity) return {};
  const hex = createHash("sha256").update(urn).digest("hex");
  const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
  const called = identity.named === undefined ? undefined : nameOf(identity, type, stem, inputs, hex);
  const parts: Record<string, string | undefined> = {
    region,
    account,
    partition,
    suffix: region && regionFacts(region).dnsSuffix,
    name: called,
    uuid,
    key: keyId(decode(inputs.multiRegion), uuid),
    path: known(inputs.path, "/"),
    bus: busOf(known(inputs.eventBusName, "default")),
  };
  const outputs = identity.named === undefined ? identity.outputs : { [identity.named]: "{name}", ...identity.outputs };
  return Object.fromEntries(
    Object.entries(outputs).flatMap(([output, template]) => {
      const text = filled(template, parts);
      return text === undefined ? [] : [[output, text]];
    }),
  );
}

/** The program's name, or one as the provider makes it up: the resource's own with seven digits that only it has. */
function nameOf(
  { named = "name", prefix: before = "" }: Identity,
  type: string,
  stem: string | undefined,
  inputs: Record<string, unknown>,
  hex: string,
): string | undefined {
  if (isGiven(inputs[named])) return known(inputs[named]);
  const prefix = inputs[`${named}Prefix`];
  // https://github.com/hashicorp/terraform-plugin-sdk/blob/main/helper/id/id.go
  if (isGiven(prefix)) return known(prefix) && `${known(prefix)}${hex.slice(0, 26)}`;
  if (stem === undefined || stem.includes(UNKNOWN_TEXT)) return undefined;
  const fifo = inputs.fifoTopic === true || inputs.fifoQueue === true ? ".fifo" : "";
  const made = `${before}${stem}-${hex.slice(0, 7)}${fifo}`;
  return type.startsWith("aws:s3/") ? made.toLowerCase() : made;
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== "";

/** A text that is neither unknown nor secret. */
function known(value: unknown, otherwise?: string): string | undefined {
  if (!isGiven(value)) return otherwise;
  const text = decode(value);
  return typeof text === "string" ? text : undefined;
}

function keyId(multiRegion: unknown, uuid: string): string | undefined {
  if (multiRegion === true) return `mrk-${uuid.replaceAll("-", "")}`;
  return multiRegion === false || !isGiven(multiRegion) ? uuid : undefined;
}

/** What stands before a rule's name: nothing on the default bus. */
function busOf(bus: string | undefined): string | undefined {
  const name = bus?.replace(/^arn:.*:event-bus\//, "");
  return name === "default" ? "" : name && `${name}/`;
}

function filled(template: string, parts: Record<string, string | undefined>): string | undefined {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, part]) => part);
  if (names.some((part) => parts[part] === undefined)) return undefined;
  return template.replace(/\{(\w+)\}/g, (_, part: string) => parts[part] as string);
}
