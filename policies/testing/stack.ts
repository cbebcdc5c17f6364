import type { Kind, ResourceRecord } from "../graph/resource";
import { Graph, type StackFacts } from "../graph/graph";
import { Unknown, UNKNOWN } from "../graph/value";
import { Trail } from "../kinds/cloudtrail";
import { CompositeAlarm, LogGroup, MetricAlarm } from "../kinds/cloudwatch";
import * as iam from "../kinds/iam";
import * as kms from "../kinds/kms";
import * as s3 from "../kinds/s3";
import * as sns from "../kinds/sns";

/**
 * Stacks as a few lines of text. `ref("alerts")` stands for an attribute of another resource of the same stack; a stack is
 * built twice from it, as it looks before deployment (the value unknown, the dependency recorded) and as it looks deployed.
 */

export const ACCOUNT = "111122223333";
export const REGION = "eu-west-1";
export const FACTS: StackFacts = { project: "shop", stack: "prod", region: REGION, account: ACCOUNT };

/** Stands for an attribute of the resource called `name`. */
export class Ref {
  constructor(
    readonly name: string,
    readonly attribute: string,
    readonly text: (value: string) => string,
  ) {}
}

export const ref = (name: string, attribute = "arn", text: (value: string) => string = (value) => value): Ref =>
  new Ref(name, attribute, text);

/** A resource to be: values may hold {@link Ref}s, or {@link UNKNOWN}. */
export type Draft = Omit<ResourceRecord, "urn" | "values"> & { values: Record<string, unknown> };

type Loose<P> = { [K in keyof P]?: unknown };
type Extra = Partial<Omit<ResourceRecord, "urn" | "name" | "type" | "values">>;

/** `const logGroup = draft(LogGroup)`, then `logGroup("app", { retentionInDays: 7 })`. */
export const draft =
  <P>(kind: Kind<P>) =>
  (name: string, values: Loose<P> & Record<string, unknown> = {}, extra: Extra = {}): Draft => ({
    type: kind.tokens[0],
    name,
    values,
    ...extra,
  });

/** A resource of any type. */
export const other = (type: string, name: string, values: Record<string, unknown> = {}, extra: Extra = {}): Draft => ({
  type,
  name,
  values,
  ...extra,
});

/** Another stack's outputs: whatever comes from it is not known. */
export const stackReference = (name: string): Draft => other("pulumi:pulumi:StackReference", name);

/** The name that AWS knows the resource by: the one it was given, or its Pulumi name. */
const physicalName = ({ name, values }: Draft): string =>
  [values.name, values.bucket, values.alarmName].find((given): given is string => typeof given === "string") ?? name;

const ARN: Record<string, (name: string) => string> = {
  [Trail.tokens[0]]: (name) => `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/${name}`,
  [LogGroup.tokens[0]]: (name) => `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${name}`,
  [MetricAlarm.tokens[0]]: (name) => `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:${name}`,
  [CompositeAlarm.tokens[0]]: (name) => `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:${name}`,
  [sns.Topic.tokens[0]]: (name) => `arn:aws:sns:${REGION}:${ACCOUNT}:${name}`,
  [kms.Key.tokens[0]]: (name) => `arn:aws:kms:${REGION}:${ACCOUNT}:key/${name}`,
  [kms.KeyAlias.tokens[0]]: (name) => `arn:aws:kms:${REGION}:${ACCOUNT}:${name}`,
  [iam.Role.tokens[0]]: (name) => `arn:aws:iam::${ACCOUNT}:role/${name}`,
  [iam.ManagedPolicy.tokens[0]]: (name) => `arn:aws:iam::${ACCOUNT}:policy/${name}`,
  [s3.Bucket.tokens[0]]: (name) => `arn:aws:s3:::${name}`,
  [s3.Bucket.tokens[1]]: (name) => `arn:aws:s3:::${name}`,
};

/** What the provider computes once the resource exists. */
function computed(draft: Draft): Record<string, string> {
  const name = physicalName(draft);
  const arn = ARN[draft.type]?.(name) ?? `arn:aws:other:${REGION}:${ACCOUNT}:${name}`;
  const id =
    draft.type === s3.Bucket.tokens[0] || draft.type === kms.Key.tokens[0] || draft.type === iam.Role.tokens[0]
      ? name
      : arn;
  const isBucket = (s3.Bucket.tokens as readonly string[]).includes(draft.type);
  return { arn, id: isBucket ? name : id, keyId: name, ...(isBucket ? { bucket: name } : { name }) };
}

const urnOf = ({ type, name }: Draft): string => `urn:pulumi:${FACTS.stack}::${FACTS.project}::${type}::${name}`;

function refsIn(value: unknown): Ref[] {
  if (value instanceof Ref) return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(refsIn);
}

function replaceRefs(value: unknown, replace: (ref: Ref) => unknown): unknown {
  if (value instanceof Ref) return replace(value);
  if (value instanceof Unknown || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => replaceRefs(element, replace));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, replaceRefs(field, replace)]));
}

/** The stack in one of its two looks. */
export function stack(drafts: readonly Draft[], deployed: boolean, facts: StackFacts = FACTS): Graph {
  const byName = new Map(drafts.map((draft) => [draft.name, draft]));
  const target = ({ name }: Ref): Draft => {
    const draft = byName.get(name);
    if (!draft) throw new Error(`ref("${name}") names no resource of this stack`);
    return draft;
  };
  const resolve = (ref: Ref): unknown => {
    const draft = target(ref);
    const given = draft.values[ref.attribute];
    if (typeof given === "string") return ref.text(given);
    if (given instanceof Ref) {
      const passedOn = resolve(given);
      return typeof passedOn === "string" ? ref.text(passedOn) : passedOn;
    }
    return deployed ? ref.text(computed(draft)[ref.attribute]) : UNKNOWN;
  };
  return new Graph(
    facts,
    drafts.map((draft) => ({
      propertyDependencies: Object.fromEntries(
        Object.entries(draft.values).map(([property, value]) => [
          property,
          refsIn(value).map((ref) => urnOf(target(ref))),
        ]),
      ),
      ...draft,
      urn: urnOf(draft),
      values: {
        ...(deployed ? computed(draft) : {}),
        ...(replaceRefs(draft.values, resolve) as Record<string, unknown>),
      },
    })),
  );
}
