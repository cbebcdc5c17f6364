import { interpolate, type Input } from "@pulumi/pulumi";
import { problem, type Problem } from "./problems";

interface Selector {
  readonly name: string;
  readonly fieldSelectors: Field[];
}

interface Field {
  readonly field: string;
  readonly equals?: string[];
  readonly notEquals?: string[];
  readonly startsWiths?: Input<string>[];
  readonly notStartsWiths?: Input<string>[];
}

/** What is done with the contents of some resources: object reads and writes, function calls, table writes. */
export interface DataEvents {
  /** Name of the selector, unique in the trail. */
  readonly name: string;
  /** Type of the resources, such as `AWS::S3::Object`. */
  readonly resourceType: string;
  /** `true` for reads only, `false` for writes only. @default both */
  readonly readOnly?: boolean;
  /** ARNs that the resources begin with. @default every resource of the type; each recorded event is billed */
  readonly arnPrefixes?: Input<string>[];
}

export const s3Writes = (bucketArns?: Input<string>[]): DataEvents => ({
  name: "S3 writes",
  resourceType: "AWS::S3::Object",
  readOnly: false,
  arnPrefixes: bucketArns?.map((arn) => interpolate`${arn}/`),
});

/** Who read them, too: for records whose every use has to be told. Reads are most of what happens, and each is billed. */
export const s3Access = (bucketArns: Input<string>[]): DataEvents => ({
  name: "S3 reads and writes",
  resourceType: "AWS::S3::Object",
  arnPrefixes: bucketArns.map((arn) => interpolate`${arn}/`),
});

export const lambdaInvocations = (functionArns?: Input<string>[]): DataEvents => ({
  name: "Lambda invocations",
  resourceType: "AWS::Lambda::Function",
  arnPrefixes: functionArns,
});

export const dynamodbWrites = (tableArns?: Input<string>[]): DataEvents => ({
  name: "DynamoDB writes",
  resourceType: "AWS::DynamoDB::Table",
  readOnly: false,
  arnPrefixes: tableArns,
});

/** Who read them, too. */
export const dynamodbAccess = (tableArns: Input<string>[]): DataEvents => ({
  name: "DynamoDB reads and writes",
  resourceType: "AWS::DynamoDB::Table",
  arnPrefixes: tableArns,
});

export interface EventSelectorArgs {
  /** Sources of management events to leave out. Weakens the evidence. @default none */
  readonly excludedEventSources?: ("kms.amazonaws.com" | "rdsdata.amazonaws.com")[];
  /** Data events to record; see `s3Writes`, `s3Access`, `lambdaInvocations`, `dynamodbWrites`, `dynamodbAccess`. @default none */
  readonly dataEvents?: DataEvents[];
  /** Calls that the policy of a VPC endpoint denied: `deniedOnly` or `off`. @default off */
  readonly networkEvents?: "deniedOnly" | "off";
}

// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-network-events-with-cloudtrail.html
const NETWORK_EVENT_SOURCES = ["cloudtrail", "ec2", "kms", "s3", "secretsmanager"];

/**
 * Always advanced selectors, and always the management events first: a list of advanced selectors without them stops the
 * recording of management events.
 */
export const eventSelectors = (args: EventSelectorArgs, logBucketArns: Input<string>[]): Selector[] => [
  managementEvents(args.excludedEventSources ?? []),
  ...(args.dataEvents ?? []).map((events) => dataEvents(events, logBucketArns)),
  ...(args.networkEvents === "deniedOnly" ? NETWORK_EVENT_SOURCES.map(deniedAtEndpoint) : []),
];

// The provider refuses `excludeManagementEventSources` beside advanced selectors, so an exclusion is a field selector.
const managementEvents = (excluded: string[]): Selector => ({
  name: "Management events",
  fieldSelectors: [
    { field: "eventCategory", equals: ["Management"] },
    ...(excluded.length > 0 ? [{ field: "eventSource", notEquals: excluded }] : []),
  ],
});

const dataEvents = (events: DataEvents, logBucketArns: Input<string>[]): Selector => ({
  name: events.name,
  fieldSelectors: [
    { field: "eventCategory", equals: ["Data"] },
    { field: "resources.type", equals: [events.resourceType] },
    ...(events.readOnly === undefined ? [] : [{ field: "readOnly", equals: [String(events.readOnly)] }]),
    ...arnField(events, logBucketArns),
  ],
});

/** Each delivery of a log file is itself a write: recording those writes would feed on itself for ever. */
function arnField({ resourceType, arnPrefixes }: DataEvents, logBucketArns: Input<string>[]): Field[] {
  const field = "resources.ARN";
  const startsWiths = arnPrefixes && { startsWiths: arnPrefixes };
  const notStartsWiths =
    resourceType === "AWS::S3::Object"
      ? { notStartsWiths: logBucketArns.map((arn) => interpolate`${arn}/`) }
      : undefined;
  return startsWiths || notStartsWiths ? [{ field, ...startsWiths, ...notStartsWiths }] : [];
}

const deniedAtEndpoint = (service: string): Selector => ({
  name: `Denied at VPC endpoints: ${service}`,
  fieldSelectors: [
    { field: "eventCategory", equals: ["NetworkActivity"] },
    { field: "eventSource", equals: [`${service}.amazonaws.com`] },
    { field: "errorCode", equals: ["VpceAccessDenied"] },
  ],
});

/** Values that a trail may have over all its advanced selectors. */
const MOST_VALUES = 500;

const valuesIn = (selectors: Selector[]): number =>
  selectors
    .flatMap(({ fieldSelectors }) => fieldSelectors)
    .flatMap(({ field: _, ...values }) => Object.values(values).flat()).length;

/** @param logBuckets how many buckets are left out of what is recorded about S3 */
export function eventSelectorProblems(args: EventSelectorArgs, logBuckets: number): Problem[] {
  const events = args.dataEvents ?? [];
  const values = valuesIn(eventSelectors(args, Array<string>(logBuckets).fill("")));
  const repeated = events.map(({ name }) => name).filter((name, index, all) => all.indexOf(name) !== index);
  return [
    ...problem(
      values > MOST_VALUES,
      "dataEvents",
      `need ${values} selector values; CloudTrail takes ${MOST_VALUES}. Name prefixes that cover several resources`,
    ),
    ...repeated.flatMap((name) => problem(true, "dataEvents", `the name "${name}" is used twice`)),
    ...events.flatMap(({ name, arnPrefixes }) =>
      problem(arnPrefixes?.length === 0, "dataEvents", `"${name}" lists no resource; leave the list out to record all`),
    ),
  ];
}
