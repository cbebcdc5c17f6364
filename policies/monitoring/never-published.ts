import type { UnknownValue } from "../graph/value";
import { isMisspelt } from "../nearest";
import type { Namespace } from "./namespace";
import { namespaces } from "./published";

/** The metric that an alarm means, and why CloudWatch has no data point of what it asks for. */
export interface Spelled {
  namespace: string;
  metricName: string;
  fault?: string;
}

/** Names and values; a value may be unknown before deployment. */
export type Dimensions = ReadonlyMap<string, string | UnknownValue>;

const words = (text: string): string[] => (text === "" ? [] : text.split(" "));
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** A namespace with its lists taken apart. */
interface Published {
  namespace: Namespace;
  /** Unit by name of the metric. */
  units: ReadonlyMap<string, string>;
  /** Names by how they are spelled without case, punctuation and what is often forgotten. */
  near: ReadonlyMap<string, string>;
}

const byName = new Map<string, Published>();
const bySpelling = new Map<string, string>();
for (const namespace of namespaces) {
  const units = new Map<string, string>();
  for (const [unit, names] of Object.entries(namespace.metrics)) for (const name of words(names)) units.set(name, unit);
  const near = new Map([...units.keys()].flatMap((name) => spellings(name).map((spelling) => [spelling, name])));
  byName.set(namespace.name, { namespace, units, near });
  for (const other of [namespace.name, ...(namespace.mistakenFor ?? [])]) bySpelling.set(plain(other), namespace.name);
}

/** Metrics that people look for in a namespace, and that the agent on the machine publishes, another service, or nobody. */
const ABSENT: [namespaces: RegExp, metrics: RegExp][] = [
  [/^AWS\/EC2$/, /^(Memory|Disk(Space)?)(Utilization|Usage|Used)$|_percent$/],
  [/^AWS\/RDS$/, /^(Memory|Disk(Space)?|Storage)Utilization$|^Free(Memory|Storage|DiskSpace)$/],
  // The first is an attribute of the queue.
  [/^AWS\/SQS$/, /^ApproximateNumberOfMessages$|^NumberOfMessages(Visible|NotVisible|Delayed)$|^AgeOfOldestMessage$/],
  [/^AWS\/(\w*ELB|Lambda|SQS|SNS|S3|DynamoDB|ApiGateway|CloudFront|NATGateway)$/, /^(CPU|Memory)Utilization$/],
];

/** Case and punctuation, a plural and the ending `_Count` are what people leave out or add. */
function spellings(name: string): string[] {
  const stem = plain(name).replace(/count$/, "");
  return [stem, stem.replace(/s$/, "")];
}

/** The namespace and metric that these spellings stand for; what nobody here knows is left as it is. */
export function spelled(namespace: string, metricName: string): Spelled {
  const meant = byName.has(namespace) ? namespace : namespace.startsWith("AWS/") && bySpelling.get(plain(namespace));
  const published = meant ? byName.get(meant) : undefined;
  if (!meant || !published) return { namespace, metricName };
  const exact = published.units.has(metricName);
  const near = exact
    ? metricName
    : (spellings(metricName)
        .map((spelling) => published.near.get(spelling))
        .find(Boolean) ?? [...published.units.keys()].find((known) => isMisspelt(metricName, known)));
  const name = near ?? metricName;
  if (namespace !== meant)
    return { namespace: meant, metricName: name, fault: `AWS publishes ${meant}, not ${namespace}` };
  return {
    namespace,
    metricName: name,
    fault: name === metricName ? undefined : `AWS publishes ${name}, not ${metricName}`,
  };
}

/** Why no data point of a metric, rightly spelled, has these dimensions or this unit. */
export function neverPublished(
  { namespace, metricName }: Spelled,
  given: Dimensions,
  unit?: string,
): string | undefined {
  const published = byName.get(namespace);
  if (ABSENT.some(([spaces, names]) => spaces.test(namespace) && names.test(metricName)))
    return `AWS publishes no ${metricName} in ${namespace}`;
  const ofMetric = unitOf(namespace, metricName);
  if (!published || ofMetric === undefined) return undefined;
  const { dimensions, needs = "", except = {}, forms = {} } = published.namespace;
  if (unit && ofMetric && unit !== ofMetric)
    return `it reads ${metricName} in ${unit}; AWS publishes it in ${ofMetric}`;

  const names = [...given.keys()];
  const strange = dimensions && names.find((name) => !words(dimensions).includes(name));
  if (strange) return `no metric of ${namespace} has a dimension ${strange}`;
  for (const [name, value] of given) {
    if (typeof value !== "string") continue;
    const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
    if (form ? !form.test(value) : /^(arn:|https?:)/.test(value))
      return `${name} is never ${value}${form ? `, which does not begin like ${form.source.slice(1).replace(/\\/g, "")}` : ""}`;
  }
  const wanted = Object.hasOwn(except, metricName) ? except[metricName] : needs;
  if (wanted === "-") return names.length > 0 ? `AWS publishes ${metricName} without any dimension` : undefined;
  const sets = words(wanted);
  if (sets.length === 0 || sets.some((set) => set.split("+").every((name) => given.has(name)))) return undefined;
  const reads = names.length > 0 ? `by ${names.join(" and ")}` : "without dimensions";
  return `it reads ${metricName} ${reads}; AWS publishes it by ${sets.map((set) => set.split("+").join(" and ")).join(", or by ")}`;
}

/** The one region that has the metrics of a global service. */
export const regionOf = (namespace: string): string | undefined => byName.get(namespace)?.namespace.region;

/** `""` where AWS names none. */
export const unitOf = (namespace: string, metricName: string): string | undefined =>
  byName.get(namespace)?.units.get(metricName);

export const isPublished = (namespace: string): boolean => byName.has(namespace);
