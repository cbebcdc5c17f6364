import archiveAccessLogs from "../archive/archive-access-logs";
import { judgeSetting, LOGGING } from "../archive/settings";
import { direct, partial, supporting } from "../frameworks/controls";
import * as s3 from "../kinds/s3";
import { evidence, fail, notApplicable, pass } from "../policy";
import { required } from "../required";
import { aboutBuckets } from "./about-buckets";
import { receivesLogs } from "./receives-logs";

const S3 = "https://docs.aws.amazon.com/AmazonS3/latest/userguide";

/** Who hears of what is done in a bucket. */
export default [
  aboutBuckets({
    id: "bucket-access-logs",
    title: "Access to buckets is logged",
    severity: "low",
    description: "Without an access log nobody can say who read an object, or from where, once that matters.",
    remediation: "Add a `BucketLogging` whose target is a bucket that receives logs only.",
    controls: [
      direct("aws-security-hub/S3.9"),
      partial("pci-dss-4.0.1/10.2.1.1"),
      supporting("nist-800-53-r5/AU-12"),
      supporting("iso-27001-2022/A.8.15"),
    ],
    pages: [`${S3}/ServerLogs.html`, `${S3}/logging-with-S3.html`],
    ofArchives: archiveAccessLogs.id,
    exempt: (bucket, graph) => (receivesLogs(bucket, graph) ? "it receives logs itself" : undefined),
    check: (bucket, graph) =>
      judgeSetting(LOGGING, bucket, graph, (logging, seen, { from, path }) => {
        const property = path === LOGGING.path ? path : `${path}.targetBucket`;
        return logging && from.shown(path) !== undefined
          ? pass(evidence(from, property))
          : fail("it keeps no access log", seen);
      }),
  }),
  aboutBuckets({
    id: "bucket-notifications",
    title: "Event notifications of buckets reach something",
    severity: "low",
    description: "A notification without a destination takes away every destination that there was, and says nothing.",
    remediation: "Name a queue, a topic or a function in the `BucketNotification`, or set `eventbridge: true`.",
    controls: [supporting("nist-800-53-r5/SI-4"), supporting("iso-27001-2022/A.8.16")],
    pages: [`${S3}/EventNotifications.html`],
    parameters: {
      required: required("Whether every bucket must notify somebody.", "most buckets have nobody who waits for them"),
    },
    check(bucket, graph, settings) {
      const [notification] = graph.into(bucket, s3.BucketNotification, "bucket").all;
      if (!notification)
        return settings.required
          ? fail("it notifies nobody", evidence(bucket, "notification"))
          : notApplicable("nobody asked for notifications of it");
      const { eventbridge, lambdaFunctions = [], queues = [], topics = [] } = notification.props;
      const isHeard = eventbridge === true || lambdaFunctions.length + queues.length + topics.length > 0;
      const seen = evidence(notification, eventbridge ? "eventbridge" : "lambdaFunctions");
      return isHeard ? pass(seen) : fail("its notification names no destination", seen);
    },
  }),
];
