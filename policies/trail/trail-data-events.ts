import { isArchive } from "../buckets/about-buckets";
import { receivesLogs } from "../buckets/receives-logs";
import { direct, partial, supporting, type ControlLink } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import { once } from "../graph/once";
import type { Kind, Resource } from "../graph/resource";
import { AgentAlias } from "../kinds/bedrock";
import { Trail } from "../kinds/cloudtrail";
import { Table } from "../kinds/dynamodb";
import { LambdaFunction } from "../kinds/lambda";
import { Bucket } from "../kinds/s3";
import { evidence, fail, names, notApplicable, pass, policy, type Policy } from "../policy";
import { required } from "../required";
import { recordsAll, unrecorded, type DataEvents } from "./recorded-data";

interface DataEventsRow<P> {
  id: string;
  /** What is recorded, in the plural: "reads of objects". */
  events: string;
  description: string;
  remediation: string;
  controls: readonly ControlLink[];
  of: Kind<P>;
  data: DataEvents;
  /** The beginning of the ARNs that its events name, where it is known. */
  arnOf(resource: Resource<P>): string | undefined;
  /** Resources of which no events are wanted. */
  isLeftOut?(resource: Resource<P>, graph: Graph): boolean;
}

function recordedBy<P>(row: DataEventsRow<P>): Policy {
  const wantedIn = once((graph) =>
    graph.all(row.of).filter((each) => !each.record.external && !row.isLeftOut?.(each, graph)),
  );
  return policy({
    id: row.id,
    title: `A trail records ${row.events}`,
    severity: "low",
    description: row.description,
    remediation: row.remediation,
    controls: row.controls,
    pages: ["https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html"],
    about: Trail,
    holds: "some",
    parameters: {
      required: required(
        `Whether the trail must record ${row.events} of the whole account, whatever this stack has.`,
        "each recorded data event is billed; CIS asks for all of those of S3 in its second level",
      ),
    },
    check(trail, graph, settings) {
      const seen = evidence(trail, trail.has("eventSelectors") ? "eventSelectors" : "advancedEventSelectors");
      const isWide = recordsAll(trail, row.data);
      if (settings.required && !isWide) return fail(`it does not record the ${row.events} of the whole account`, seen);
      const wanted = wantedIn(graph);
      if (wanted.length === 0)
        return isWide ? pass(seen) : notApplicable(`the stack has no ${row.of.noun} of its own to record`);
      const missing = unrecorded(trail, row.data, wanted, row.of, (each) => row.arnOf(each), graph);
      return missing.length > 0 ? fail(`it records no ${row.events} of ${names(missing)}`, seen) : pass(seen);
    },
  });
}

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
const givenArn = ({ record }: Resource<unknown>): string | undefined => text(record.values.arn);

const ofBuckets = {
  of: Bucket,
  arnOf({ record }: Resource<unknown>) {
    const name = text(record.values.bucket);
    return name && `arn:aws:s3:::${name}/`;
  },
  // Recording what is written to the bucket of the records would never end.
  isLeftOut: (bucket: Resource<NonNullable<typeof Bucket.props>>, graph: Graph) =>
    isArchive(bucket, graph) || receivesLogs(bucket, graph),
};

/** Data events: what is done with the contents of resources, of which a trail records nothing by default. */
export default [
  recordedBy({
    id: "trail-object-writes",
    events: "writes of objects",
    description: "Who overwrote or deleted an object is in no management event.",
    remediation:
      "Add an `AWS::S3::Object` selector to the trail; `s3Writes()` makes it in `dataEvents` of `AuditTrail`.",
    controls: [
      direct("cis-aws-3.0.0/3.8"),
      direct("aws-security-hub/S3.22"),
      partial("pci-dss-4.0.1/10.2.1.1"),
      supporting("nist-800-53-r5/AU-12"),
    ],
    data: { type: "AWS::S3::Object", halves: ["writes"], service: "s3" },
    ...ofBuckets,
  }),
  recordedBy({
    id: "trail-object-reads",
    events: "reads of objects",
    description: "Who read an object is in no management event, and after a leak that is the first question.",
    remediation:
      "Add an `AWS::S3::Object` selector without `readOnly: false` to the trail, in `dataEvents` of `AuditTrail`.",
    controls: [
      direct("cis-aws-3.0.0/3.9"),
      direct("aws-security-hub/S3.23"),
      partial("pci-dss-4.0.1/10.2.1.1"),
      supporting("nist-800-53-r5/AU-12"),
    ],
    data: { type: "AWS::S3::Object", halves: ["reads"], service: "s3" },
    ...ofBuckets,
  }),
  recordedBy({
    id: "trail-function-calls",
    events: "calls of functions",
    description: "Who called a function, and in whose name, is in no management event.",
    remediation:
      "Add an `AWS::Lambda::Function` selector to the trail; `lambdaInvocations()` makes it in `dataEvents` of `AuditTrail`.",
    controls: [partial("nist-800-53-r5/AU-12"), supporting("pci-dss-4.0.1/10.2.1.1")],
    of: LambdaFunction,
    data: { type: "AWS::Lambda::Function", halves: ["reads", "writes"], service: "lambda" },
    arnOf: givenArn,
  }),
  recordedBy({
    id: "trail-table-writes",
    events: "writes of tables",
    description: "Who changed or deleted items of a table is in no management event.",
    remediation:
      "Add an `AWS::DynamoDB::Table` selector to the trail; `dynamodbWrites()` makes it in `dataEvents` of `AuditTrail`.",
    controls: [partial("nist-800-53-r5/AU-12"), supporting("pci-dss-4.0.1/10.2.1.1")],
    of: Table,
    data: { type: "AWS::DynamoDB::Table", halves: ["writes"], service: "dynamodb" },
    arnOf: givenArn,
  }),
  recordedBy({
    id: "trail-agent-calls",
    events: "calls of agents",
    description:
      "Calls of a model are management events of Bedrock; calls of an agent, which acts in the account, are data events.",
    remediation: "Add an `AWS::Bedrock::AgentAlias` selector to the trail, in `dataEvents` of `AuditTrail`.",
    controls: [partial("nist-800-53-r5/AU-12"), supporting("nist-800-53-r5/AU-2")],
    of: AgentAlias,
    data: { type: "AWS::Bedrock::AgentAlias", halves: ["reads", "writes"] },
    arnOf: ({ record }) => text(record.values.agentAliasArn),
  }),
];
