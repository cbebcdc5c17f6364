import type * as aws from "@pulumi/aws";
import { DOCS, monitored, UNWANTED } from "./monitored";

/** What keeps single records. */
export const tables = [
  monitored<aws.dynamodb.Table>({
    type: "aws:dynamodb/table:Table",
    noun: "table",
    namespace: "AWS/DynamoDB",
    dimensions: ({ name }) => ({ TableName: name }),
    recommended: "DynamoDB",
    page: `${DOCS}/amazondynamodb/latest/developerguide/metrics-dimensions.html`,
    pulse: { metric: "ConsumedReadCapacityUnits", statistic: "SampleCount" },
    // CloudWatch treats missing data of this namespace as `ignore`, whatever an alarm says.
    alarms: [
      {
        id: "read-throttles",
        says: "It refuses reads",
        metric: "ReadThrottleEvents",
        ...UNWANTED,
        threshold: 10,
        of: 5,
        provenance: "peer",
        severity: "warning",
      },
      {
        id: "write-throttles",
        says: "It refuses writes",
        metric: "WriteThrottleEvents",
        ...UNWANTED,
        threshold: 10,
        of: 5,
        provenance: "peer",
        severity: "warning",
      },
    ],
  }),
];
