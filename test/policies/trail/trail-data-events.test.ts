import rows from "../../../policies/trail/trail-data-events";
import { AgentAlias } from "../../../policies/kinds/bedrock";
import { Table } from "../../../policies/kinds/dynamodb";
import { LambdaFunction } from "../../../policies/kinds/lambda";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge, type Cases, type Stack } from "../../judge";
import { bucket, bucketLogging, other, ref, trail, type Draft } from "../../resources";

const TYPES = {
  "trail-object-writes": { type: "AWS::S3::Object", readOnly: "false", draft: bucket("own") },
  "trail-object-reads": { type: "AWS::S3::Object", readOnly: "true", draft: bucket("own") },
  "trail-function-calls": { type: "AWS::Lambda::Function", draft: other(LambdaFunction.tokens[0], "own") },
  "trail-table-writes": { type: "AWS::DynamoDB::Table", readOnly: "false", draft: other(Table.tokens[0], "own") },
  "trail-agent-calls": {
    type: "AWS::Bedrock::AgentAlias",
    draft: other(AgentAlias.tokens[0], "own", {
      agentAliasArn: "arn:aws:bedrock:eu-west-1:111122223333:agent-alias/a/b",
    }),
  },
} as const;

/** A trail whose advanced selectors are these, beside that of the management events. */
const selecting = (...selectors: object[][]): Draft =>
  trail("audit", {
    advancedEventSelectors: [[{ field: "eventCategory", equals: ["Management"] }], ...selectors].map(
      (fieldSelectors) => ({ fieldSelectors }),
    ),
  });
const data = (type: string, ...fields: object[]): object[] => [
  { field: "eventCategory", equals: ["Data"] },
  { field: "resources.type", equals: [type] },
  ...fields,
];

for (const row of rows) {
  const { type, draft, ...rest } = TYPES[row.id as keyof typeof TYPES];
  const half = "readOnly" in rest ? rest.readOnly : undefined;
  const opposite = half === "true" ? "false" : "true";
  const attribute = row.id === "trail-agent-calls" ? "agentAliasArn" : "arn";
  const own = ref("own", attribute, (arn) => (type === "AWS::S3::Object" ? `${arn}/` : arn));
  const recording = (...selectors: object[][]): Stack => [draft, selecting(...selectors)];
  const readOnly = (value: string): object => ({ field: "readOnly", equals: [value] });
  const cases: Cases = {
    pass: {
      "everything of the type": recording(data(type)),
      "this one by name": recording(data(type, { field: "resources.ARN", startsWiths: [own] })),
      "reads here, writes there": recording(data(type, readOnly("true")), data(type, readOnly("false"))),
      "one trail of two": [...(recording(data(type)) as Draft[]), trail("second")],
    },
    fail: {
      "left to the default": [[draft, trail("audit")], "of own"],
      "the other half": [recording(data(type, readOnly(half ? opposite : "true"))), "of own"],
      "left out by name": [recording(data(type, { field: "resources.ARN", notStartsWiths: [own] })), "of own"],
      "some calls only": [recording(data(type, { field: "eventName", equals: ["GetObject"] })), "of own"],
      "another type": [recording(data("AWS::SNS::Topic")), "of own"],
      "asked for the whole account": [
        { resources: [selecting()], settings: { required: true } },
        "of the whole account",
      ],
    },
    unknown: {
      "decided elsewhere": [[draft, trail("audit", { advancedEventSelectors: UNKNOWN })], "advancedEventSelectors"],
      "some are recorded and others not": [
        recording(data(type, { field: "resources.ARN", startsWiths: [UNKNOWN], notStartsWiths: [UNKNOWN] })),
        "which are not known",
      ],
    },
    notApplicable: {
      "nothing to record": [trail("audit")],
      "only read": [{ ...draft, external: true }, trail("audit")],
    },
  };
  judge(row, cases);
}

const [writes, , calls] = rows;
const basic = (type: string, values: string[], readWriteType = "All"): Draft =>
  trail("audit", { eventSelectors: [{ readWriteType, dataResources: [{ type, values }] }] });
const files = bucket("files", { bucket: "files" });

describe("basic selectors", () => {
  judge(writes, {
    pass: {
      "all buckets": [files, basic("AWS::S3::Object", ["arn:aws:s3"], "WriteOnly")],
      "all buckets in the older form": [files, basic("AWS::S3::Object", ["arn:aws:s3:::"])],
      "this bucket": [files, basic("AWS::S3::Object", ["arn:aws:s3:::files/"])],
      "where logs end is left out": [
        bucket("logs", { bucket: "logs" }),
        files,
        bucketLogging("log", { bucket: ref("files", "bucket"), targetBucket: ref("logs", "bucket") }),
        basic("AWS::S3::Object", ["arn:aws:s3:::files/"]),
      ],
    },
    fail: {
      "reads only": [[files, basic("AWS::S3::Object", ["arn:aws:s3"], "ReadOnly")], "writes of objects of files"],
      "one folder": [[files, basic("AWS::S3::Object", ["arn:aws:s3:::files/private/"])], "of files"],
      "another bucket whose name begins alike": [
        [files, basic("AWS::S3::Object", ["arn:aws:s3:::files-old/"])],
        "of files",
      ],
      "left to the default: management events only": [[files, trail("audit", { eventSelectors: [{}] })], "of files"],
    },
    unknown: { "not known": [[files, trail("audit", { eventSelectors: UNKNOWN })], "audit.eventSelectors"] },
  });
  judge(calls, {
    pass: {
      "all functions": [TYPES["trail-function-calls"].draft, basic("AWS::Lambda::Function", ["arn:aws:lambda"])],
    },
    fail: {
      "left to the default: management events only": [
        [TYPES["trail-function-calls"].draft, trail("audit", { eventSelectors: [{}] })],
        "calls of functions of own",
      ],
    },
    unknown: {
      "not deployed yet, and named by ARN": [
        [
          TYPES["trail-function-calls"].draft,
          basic("AWS::Lambda::Function", ["arn:aws:lambda:eu-west-1:111122223333:function:x"]),
        ],
        "not deployed yet",
      ],
    },
  });
});
