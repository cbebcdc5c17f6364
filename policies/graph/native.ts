import type { ResourceRecord } from "./resource";
import { isRecord, Secret, Unknown, UNKNOWN, type Values } from "./value";

/**
 * Resources of `@pulumi/aws-native` in the words of `@pulumi/aws`, so that one policy judges both: CloudFormation's schema
 * has other names, and other shapes, for the same settings. The type stays what the program wrote.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
interface Translation {
  /** CloudFormation's name → the name of the provider `aws`. */
  names: Record<string, string>;
  /** Where the shape differs too: from the value as it is given, known in whole. */
  shapes?: Record<string, (value: never) => unknown>;
  /** Resources of their own that CloudFormation puts inside of this one, by the property they come from. */
  parts?: Record<string, (value: never, of: Values) => { type: string; values: Values }[]>;
}

type Pair = { key?: string; name?: string; value?: string };
const dictionary = (pairs: readonly Pair[]): Values =>
  Object.fromEntries(pairs.map(({ key, name, value }) => [key ?? name ?? "", value]));
const plural: [string, string][] = ["startsWith", "notStartsWith", "endsWith", "notEndsWith"].map((name) => [
  name,
  `${name}s`,
]);

const fieldSelectors = (selectors: readonly { fieldSelectors: Values[] }[]): unknown =>
  selectors.map((selector) => ({
    ...selector,
    fieldSelectors: selector.fieldSelectors.map((field) => ({
      ...field,
      ...Object.fromEntries(plural.map(([from, to]) => [to, field[from]])),
    })),
  }));

/** Left out, `returnData` is a yes for CloudWatch; the classic provider makes it a no. */
const metricQueries = (queries: readonly Values[]): unknown =>
  queries.map(({ metricStat, returnData = true, ...query }) => {
    if (!isRecord(metricStat)) return { ...query, returnData };
    const { metric, ...rest } = metricStat as { metric?: { dimensions?: Pair[] } & Values };
    return { ...query, returnData, metric: { ...metric, ...rest, dimensions: dictionary(metric?.dimensions ?? []) } };
  });

const lifecycleRules = ({ rules = [] }: { rules?: Values[] }): unknown =>
  rules.map(({ status, expirationInDays, expirationDate, noncurrentVersionExpirationInDays, tagFilters, ...rule }) => ({
    ...rule,
    enabled: status === "Enabled",
    expiration: { days: expirationInDays, date: expirationDate },
    noncurrentVersionExpiration: rule.noncurrentVersionExpiration ?? { days: noncurrentVersionExpirationInDays },
    tags: tagFilters && dictionary(tagFilters as Pair[]),
  }));

const encryption = ({ serverSideEncryptionConfiguration: rules = [] }: Record<string, Values[]>): unknown => ({
  rules: rules.map(({ serverSideEncryptionByDefault: rule }) => ({
    applyServerSideEncryptionByDefault: isRecord(rule) && {
      sseAlgorithm: rule.sseAlgorithm,
      kmsMasterKeyId: rule.kmsMasterKeyId,
    },
  })),
});

const CANNED = (name: string): string => name.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

const translations: Record<string, Translation> = {
  "aws-native:cloudtrail:Trail": {
    names: { trailName: "name", isLogging: "enableLogging", cloudWatchLogsLogGroupArn: "cloudWatchLogsGroupArn" },
    shapes: { advancedEventSelectors: fieldSelectors },
  },
  "aws-native:logs:LogGroup": { names: { logGroupName: "name" } },
  "aws-native:logs:MetricFilter": {
    names: { filterName: "name", filterPattern: "pattern", metricTransformations: "metricTransformation" },
    shapes: {
      metricTransformations: ([first]: readonly (Values & { dimensions?: Pair[] })[]) =>
        first && {
          ...{ name: first.metricName, namespace: first.metricNamespace, value: first.metricValue, unit: first.unit },
          defaultValue: first.defaultValue === undefined ? undefined : String(first.defaultValue as number),
          dimensions: first.dimensions && dictionary(first.dimensions),
        },
    },
  },
  "aws-native:cloudwatch:Alarm": {
    names: { alarmName: "name", metrics: "metricQueries" },
    shapes: { dimensions: dictionary, metrics: metricQueries },
  },
  "aws-native:cloudwatch:CompositeAlarm": { names: {} },
  "aws-native:sns:Topic": {
    names: { topicName: "name", topicArn: "arn" },
    parts: {
      subscription: (subscriptions: readonly Values[], { topicArn }) =>
        subscriptions.map((values) => ({
          type: "aws-native:sns:Subscription",
          values: { ...values, topicArn: topicArn ?? UNKNOWN },
        })),
    },
  },
  "aws-native:sns:TopicPolicy": { names: { policyDocument: "policy", topics: "arn" } },
  "aws-native:sns:Subscription": { names: { topicArn: "topic" } },
  "aws-native:kms:Key": { names: { keyPolicy: "policy", enabled: "isEnabled", keySpec: "customerMasterKeySpec" } },
  "aws-native:kms:Alias": { names: { aliasName: "name" } },
  "aws-native:events:Rule": {
    names: {},
    shapes: { eventPattern: (pattern: unknown) => (typeof pattern === "string" ? pattern : JSON.stringify(pattern)) },
    parts: {
      targets: (targets: readonly Values[], { name, arn }) =>
        targets.map((target) => ({
          type: "aws:cloudwatch/eventTarget:EventTarget",
          values: { ...target, rule: name ?? arn ?? UNKNOWN },
        })),
    },
  },
  "aws-native:iam:Role": {
    names: { roleName: "name", assumeRolePolicyDocument: "assumeRolePolicy", policies: "inlinePolicies" },
    shapes: {
      policies: (policies: readonly Values[]) =>
        policies.map(({ policyName, policyDocument }) => ({ name: policyName, policy: policyDocument })),
    },
  },
  "aws-native:iam:RolePolicy": { names: { roleName: "role", policyName: "name", policyDocument: "policy" } },
  "aws-native:iam:ManagedPolicy": { names: { managedPolicyName: "name", policyDocument: "policy", policyArn: "arn" } },
  "aws-native:s3:BucketPolicy": { names: { policyDocument: "policy" } },
  "aws-native:s3:Bucket": {
    names: {
      bucketName: "bucket",
      accessControl: "acl",
      versioningConfiguration: "versioning",
      lifecycleConfiguration: "lifecycleRules",
      loggingConfiguration: "logging",
      bucketEncryption: "serverSideEncryptionConfiguration",
      publicAccessBlockConfiguration: "publicAccessBlock",
    },
    shapes: {
      accessControl: CANNED,
      versioningConfiguration: ({ status }: Values) => ({ enabled: status === "Enabled" }),
      lifecycleConfiguration: lifecycleRules,
      loggingConfiguration: ({ destinationBucketName, logFilePrefix }: Values) => ({
        targetBucket: destinationBucketName,
        targetPrefix: logFilePrefix,
      }),
      bucketEncryption: encryption,
    },
  },
};

const isNative = ({ type }: ResourceRecord): boolean => type.startsWith("aws-native:");

/** The records, and those that stand inside of them, in the words of the provider `aws`; any other as it is. */
export const inClassicWords = (records: readonly ResourceRecord[]): readonly ResourceRecord[] =>
  records.some(isNative) ? records.flatMap(classic) : records;

function classic(record: ResourceRecord): readonly ResourceRecord[] {
  const translation = isNative(record) ? translations[record.type] : undefined;
  if (!translation) return [record];
  const { names, shapes = {}, parts = {} } = translation;
  const rename = <T>(given: Record<string, T>, read: (key: string, value: T) => T): Record<string, T> =>
    Object.fromEntries(Object.entries(given).map(([key, value]) => [names[key] ?? key, read(key, value)]));
  const shaped = (key: string, value: unknown): unknown => reshaped(value, shapes[key]);
  const own = {
    ...record,
    values: rename(record.values, shaped),
    propertyDependencies: record.propertyDependencies && rename(record.propertyDependencies, (_, urns) => urns),
  };
  const inside = Object.entries(parts).flatMap(([property, split]) => {
    const value = record.values[property];
    if (!Array.isArray(value)) return [];
    return split(value as never, record.values).map(({ type, values }, i) =>
      classic({
        ...record,
        type,
        values,
        urn: `${record.urn}#${property}${i}`,
        propertyDependencies: inherited(record, property),
      }),
    );
  });
  return [own, ...inside.flat()];
}

/** A part points at what holds it, known or not, and at what its own values came from. */
const inherited = (record: ResourceRecord, property: string): Record<string, string[]> => {
  const from = record.propertyDependencies?.[property] ?? [];
  return { topicArn: [record.urn], rule: [record.urn], arn: from, endpoint: from };
};

/** A value that is not known in whole is not known: nobody can say what its other shape would be. A secret stays one. */
function reshaped(value: unknown, shape: ((value: never) => unknown) | undefined): unknown {
  if (!shape || value === undefined || value === null) return value;
  if (value instanceof Secret) return new Secret(reshaped(value.value, shape));
  return unknownIn(value) ?? shape(opened(value) as never);
}

function unknownIn(value: unknown): Unknown | undefined {
  if (value instanceof Unknown) return value;
  if (typeof value !== "object" || value === null) return undefined;
  for (const field of Object.values(value instanceof Secret ? { value: value.value } : value)) {
    const unknown = unknownIn(field);
    if (unknown) return unknown;
  }
  return undefined;
}

/** A secret inside of a value that changes its shape would be lost among plain ones; the graph has noted it before. */
function opened(value: unknown): unknown {
  if (value instanceof Secret) return opened(value.value);
  if (Array.isArray(value)) return value.map(opened);
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([key, field]) => [key, opened(field)]))
    : value;
}
