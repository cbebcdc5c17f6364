import monitored from "../../../policies/monitoring/resource-monitored";
import type { Policy } from "../../../policies/policy";
import { judge, type Cases, type Stack } from "../../judge";
import { alarm, bucket, logGroup, other, ref, stackReference, subscription, topic, trail } from "../../resources";
import type { Draft } from "../../resources";
import { alarmsOn, resource, watchables, type Watchable } from "./watchables";

const policyOf = (id: string): Policy => monitored.find((policy) => policy.id === id)!;
const heardIn = (place: { region?: string }): [Draft, Draft] => [
  topic("alerts", place),
  subscription("mail", { topic: ref("alerts"), protocol: "email", endpoint: "ops@example.org", ...place }),
];
const [alerts, mail] = heardIn({});

/** What is true of every type. */
function casesOf(watchable: Watchable): Cases {
  // CloudFront and Route 53 publish in us-east-1, and an alarm acts on topics of its own region.
  const place = /CloudFront|Route53/.test(watchable.namespace) ? { region: "us-east-1" } : {};
  const [alerts, mail] = heardIn(place);
  const it = resource(watchable, "it");
  const all = alarmsOn(watchable, it, [ref("alerts")]);
  const [first, ...others] = all;
  return {
    pass: { "an alarm on each metric": [alerts, mail, it, ...all] },
    fail: {
      "left to the default": [[it], `no alarm reads its ${watchable.metrics.split(" ").join(" or ")}`],
      "no alarm on the first metric": [[alerts, mail, it, ...others], `no alarm reads its ${first.values.metricName}`],
      "the same metric under another namespace": [
        [alerts, mail, it, ...others, { ...first, values: { ...first.values, namespace: "Shop" } }],
        `no alarm reads its ${first.values.metricName}`,
      ],
    },
    unknown: {
      "which resource is meant comes from another stack": [
        [alerts, mail, stackReference("other"), it, ...all.map((each) => onDimensions(each, ref("other", "outputs")))],
        "dimensions",
      ],
    },
    notApplicable: {
      "only looked up": [{ ...it, external: true }],
      "an alarm that acts on nothing, which is another finding": [
        ...(others.length > 0 ? [alerts, mail] : []),
        it,
        ...others,
        { ...first, values: { ...first.values, alarmActions: [] } },
      ],
    },
  };
}

const onDimensions = (draft: Draft, dimensions: unknown): Draft => ({
  ...draft,
  values: { ...draft.values, dimensions },
});

for (const watchable of watchables) judge(policyOf(watchable.policy), casesOf(watchable));

const heartbeat = (group: unknown, changes: object = {}): Draft =>
  alarm("heartbeat", {
    namespace: "AWS/Logs",
    metricName: "IncomingLogEvents",
    dimensions: { LogGroupName: group },
    alarmActions: [ref("alerts")],
    ...changes,
  });
const delivering = [alerts, mail, logGroup("audit"), trail("t", { cloudWatchLogsGroupArn: ref("audit") })];

judge(policyOf("trail-delivery-monitored"), {
  pass: {
    "an alarm on the log group": [...delivering, heartbeat(ref("audit", "name"))],
    "on bytes instead of events": [...delivering, heartbeat(ref("audit", "name"), { metricName: "IncomingBytes" })],
  },
  fail: {
    "left to the default": [delivering, "no alarm reads its IncomingLogEvents"],
    "an alarm on another group": [
      [...delivering, logGroup("app"), heartbeat(ref("app", "name"))],
      "no alarm reads its IncomingLogEvents",
    ],
  },
  unknown: {
    "which group the alarm reads comes from another stack": [
      [...delivering, stackReference("other"), heartbeat(ref("other", "outputs"))],
      "heartbeat.dimensions.LogGroupName",
    ],
  },
  notApplicable: { "a trail without a log group": [trail("t")] },
});

const cluster = other("aws:ecs/cluster:Cluster", "shop", { name: "shop" });
const service = (values: object): Draft =>
  other("aws:ecs/service:Service", "web", { name: "web", cluster: ref("shop", "id"), ...values });
const reserved = (metricName: string, dimensions: object = { ClusterName: "shop" }): Draft =>
  alarm(metricName, { namespace: "AWS/ECS", metricName, dimensions, alarmActions: [ref("alerts")] });
const capacity = ["CPUReservation", "MemoryReservation"];

judge(policyOf("ecs-cluster-monitored"), {
  pass: {
    "both on a cluster of instances": [
      alerts,
      mail,
      cluster,
      service({ launchType: "EC2" }),
      ...capacity.map((each) => reserved(each)),
    ],
  },
  fail: {
    "the launch type left to the default, which is instances": [[cluster, service({})], "CPUReservation or Memory"],
    "one of the two": [
      [alerts, mail, cluster, service({ launchType: "EC2" }), reserved("CPUReservation")],
      "no alarm reads its MemoryReservation",
    ],
  },
  unknown: {
    "which cluster is meant comes from another stack": [
      [
        alerts,
        mail,
        stackReference("other"),
        cluster,
        service({ launchType: "EC2" }),
        ...capacity.map((each) => reserved(each, { ClusterName: ref("other", "outputs") })),
      ],
      "dimensions.ClusterName",
    ],
  },
  notApplicable: {
    "tasks on Fargate": [cluster, service({ launchType: "FARGATE" })],
    "tasks on a capacity provider": [
      cluster,
      service({ capacityProviderStrategies: [{ capacityProvider: "FARGATE" }] }),
    ],
    "no service": [cluster],
  },
});

/** What S3 publishes of a bucket once it is asked to. */
function ofBucket(about: Draft, metricName: string, dimension: string, beside: object): Cases {
  const read = (of: unknown): Draft =>
    alarm("bucket", {
      namespace: "AWS/S3",
      metricName,
      dimensions: { [dimension]: of, ...beside },
      alarmActions: [ref("alerts")],
    });
  const stack = (...more: Draft[]): Stack => [alerts, mail, bucket("orders"), bucket("other"), about, ...more];
  return {
    pass: {
      "an alarm on the bucket": stack(read(ref("orders", "bucket"))),
      "an alarm on what has the bucket's name": stack(read(ref(about.name, "bucket", () => "orders"))),
    },
    fail: {
      "left to the default": [stack(), `no alarm reads its ${metricName}`],
      "an alarm on another bucket": [stack(read(ref("other", "bucket"))), `no alarm reads its ${metricName}`],
    },
    unknown: {
      "which bucket is meant comes from another stack": [
        [bucket("orders"), about, stackReference("infra"), alerts, mail, read(ref("infra", "outputs"))],
        `dimensions.${dimension}`,
      ],
    },
  };
}

judge(
  policyOf("bucket-replication-monitored"),
  ofBucket(
    other("aws:s3/bucketReplicationConfig:BucketReplicationConfig", "copy", { bucket: ref("orders", "bucket") }),
    "OperationsFailedReplication",
    "SourceBucket",
    { DestinationBucket: "copy", RuleId: "all" },
  ),
);
judge(
  policyOf("bucket-metric-monitored"),
  ofBucket(
    other("aws:s3/bucketMetric:BucketMetric", "requests", { bucket: ref("orders", "bucket"), name: "EntireBucket" }),
    "5xxErrors",
    "BucketName",
    { FilterId: "EntireBucket" },
  ),
);

test("every type has its cases", () => {
  const separate = [
    "trail-delivery-monitored",
    "ecs-cluster-monitored",
    "bucket-replication-monitored",
    "bucket-metric-monitored",
  ];
  expect([...watchables.map(({ policy }) => policy), ...separate].sort()).toEqual(monitored.map(({ id }) => id).sort());
});
