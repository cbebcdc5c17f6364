import { createHash } from "node:crypto";
import { decode, UNKNOWN_TEXT } from "../wire";
import { identities, type Identity } from "./identities";
import { regionFacts } from "./invokes/regions";
import { drawn, uuidOf } from "./random";

/** Where a resource is made. A part that is not known is left out. */
export interface Place {
  region: string | undefined;
  account: string | undefined;
  /** May be known where the region is not. */
  partition: string | undefined;
}

/** The outputs that name a resource of this type, whether or not they can be told. */
export const identifying = (type: string): string[] =>
  Object.keys(drawn(type, { byteLength: 1, length: 1 }, "00") ?? identities[type]?.outputs ?? {});

/** A resource to be made. */
export interface Unnamed {
  urn: string;
  type: string;
  /** What a name that the provider makes up begins with; `undefined` where nobody can tell. */
  stem: string | undefined;
  /** Version of the provider. */
  version?: unknown;
}

/** What a resource to be made is called: its id, name, ARN and address, each where all that it is made of is known. */
export function identityOf(
  { urn, type, stem, version }: Unnamed,
  inputs: Record<string, unknown>,
  { region, account, partition }: Place,
): Record<string, string> {
  const hex = createHash("sha256").update(urn).digest("hex");
  const identity = identities[type] as Identity | undefined;
  if (!identity) return drawn(type, inputs, hex) ?? {};
  const uuid = uuidOf(hex);
  const called = identity.named === undefined ? undefined : nameOf(identity, type, stem, inputs, hex);
  const parts: Record<string, string | undefined> = {
    region,
    account,
    partition,
    suffix: region && regionFacts(region).dnsSuffix,
    name: called,
    uuid,
    host: called?.toLowerCase(),
    digits: hex.slice(0, 16),
    capitals: `E${hex.slice(0, 13).toUpperCase()}`,
    balancer: BALANCERS[known(inputs.loadBalancerType, "application") ?? ""],
    port: portOf(inputs),
    issuer: known(inputs.url)?.replace(/^https?:\/\//, ""),
    key: keyId(decode(inputs.multiRegion), uuid),
    path: known(inputs.path, "/"),
    bus: busOf(known(inputs.eventBusName, "default")),
    below: called?.replace(/^\//, ""),
    member: String(BigInt(`0x${hex.slice(0, 16)}`) % 10n ** 12n).padStart(12, "3"),
    // https://www.pulumi.com/registry/packages/aws/how-to-guides/6-0-migration/
    database: /^[0-5]\./.test(String(version)) ? called : `db-${hex.slice(0, 26).toUpperCase()}`,
    // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBInstance.html (DbiResourceId)
    resource: hex.slice(0, 26).toUpperCase(),
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
  return /^aws(-native)?:s3\b/.test(type) ? made.toLowerCase() : made;
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== "";

/** A text that is neither unknown nor secret. */
function known(value: unknown, otherwise?: string): string | undefined {
  if (!isGiven(value)) return otherwise;
  const text = decode(value);
  return typeof text === "string" ? text : undefined;
}

/** How a load balancer's kind stands in its ARN. */
const BALANCERS: Record<string, string | undefined> = { application: "app", network: "net", gateway: "gwy" };

/** The port of a database, given or its engine's own: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html */
function portOf({ port, engine }: Record<string, unknown>): string | undefined {
  if (isGiven(port)) return typeof port === "number" ? String(port) : undefined;
  return ENGINE_PORTS.find(([name]) => known(engine)?.includes(name))?.[1];
}

const ENGINE_PORTS = [
  ["mysql", "3306"],
  ["mariadb", "3306"],
  ["postgres", "5432"],
  ["oracle", "1521"],
  ["sqlserver", "1433"],
];

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
