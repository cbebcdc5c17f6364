import rows from "../../../policies/buckets/bucket-activity";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge, type Cases } from "../../judge";
import { bucket, other, ref, type Draft } from "../../resources";
import { allow, archive, document, files, logTarget, setting } from "./buckets";

const logging = (targetBucket: unknown): Draft => setting("BucketLogging", { targetBucket, targetPrefix: "files/" });
const sink = bucket("sink", { bucket: "sink" });
const notification = (values: object): Draft => setting("BucketNotification", values);
const queue = { queues: [{ queueArn: "arn:aws:sqs:eu-west-1:111122223333:new", events: ["s3:ObjectCreated:*"] }] };

const cases: Record<string, Cases> = {
  "bucket-access-logs": {
    pass: {
      "to a bucket of the stack": [files(), sink, logging(ref("sink", "bucket"))],
      "to a bucket from elsewhere": [files(), logging("central-logs")],
      "inside the bucket": [files({ logging: { targetBucket: "central-logs" } })],
      "where the log ends, nothing more is asked": logTarget,
    },
    fail: {
      "left to the default": [[files()], "it keeps no access log"],
    },
    unknown: { "decided elsewhere": [[files({ logging: UNKNOWN })], "files.logging"] },
    notApplicable: {
      "a trail delivers to it": archive,
      "the inline form of a bucket that logs to it": [
        files({}, { external: true }),
        bucket("source", { bucket: "source", logging: { targetBucket: ref("files", "bucket") } }, { external: true }),
      ],
      "its policy lets in who delivers access logs": [
        files({
          policy: document(allow({ Principal: { Service: "logging.s3.amazonaws.com" }, Action: "s3:PutObject" })),
        }),
      ],
      "its ACL lets in who delivers access logs": [files({ acl: "log-delivery-write" })],
      "a log delivery ends in it": [
        files(),
        other("aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination", "delivery", {
          deliveryDestinationConfiguration: { destinationResourceArn: ref("files") },
        }),
      ],
      "flow logs end in it": [
        files(),
        other("aws:ec2/flowLog:FlowLog", "flow", { logDestination: ref("files"), logDestinationType: "s3" }),
      ],
    },
  },
  "bucket-notifications": {
    pass: {
      "a queue": [files(), notification(queue)],
      EventBridge: [files(), notification({ eventbridge: true })],
    },
    fail: {
      "left to the default: no destination": [[files(), notification({})], "names no destination"],
      "asked for, and absent": [{ resources: [files()], settings: { required: true } }, "it notifies nobody"],
    },
    unknown: { "decided elsewhere": [[files(), notification({ eventbridge: UNKNOWN })], "eventbridge"] },
    notApplicable: { "nobody asked": [files()] },
  },
};

test("every row has its cases", () => expect(Object.keys(cases)).toEqual(rows.map(({ id }) => id)));
for (const row of rows) judge(row, cases[row.id]);
