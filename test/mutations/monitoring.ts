import { PLACEHOLDER_ACCOUNT } from "../../sources/program/invokes";
import { alarmsOn, resource, watchables, type Watchable } from "../policies/monitoring/watchables";
import { ACCOUNT, other, ref, REGION, type Draft } from "../resources";
import type { Breaks, Family } from "./breaks";
import { drop, set } from "./edits";

/** A resource of every type that CloudWatch has metrics of, all of them with alarms, and what is wrong with them. */

const ALARM = "cloudwatch/metricAlarm:MetricAlarm";
/** The critical topic of the account stack, which has a subscriber. */
const PAGER = `arn:aws:sns:${REGION}:${PLACEHOLDER_ACCOUNT}:audit-alerts-critical-dev`;
/** CloudFront and Route 53 publish in us-east-1, and no alarm acts on a topic of another region. */
const GLOBAL_PAGER = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:pager`;
const pager = ({ namespace }: Watchable): string => (/CloudFront|Route53/.test(namespace) ? GLOBAL_PAGER : PAGER);

const watched = (policy: string, type: string, dimension: string, property: string, metrics: string): Watchable => ({
  policy,
  type,
  namespace: "AWS/S3",
  dimension,
  property,
  metrics,
});
const REPLICATION = watched(
  "bucket-replication-monitored",
  "s3/bucketReplicationConfig:BucketReplicationConfig",
  "SourceBucket",
  "bucket",
  "OperationsFailedReplication",
);
const REQUESTS = watched(
  "bucket-metric-monitored",
  "s3/bucketMetric:BucketMetric",
  "BucketName",
  "bucket",
  "5xxErrors",
);
const CAPACITY = watched(
  "ecs-cluster-monitored",
  "ecs/cluster:Cluster",
  "ClusterName",
  "name",
  "CPUReservation MemoryReservation",
);

const encryptedTopic = {
  kmsMasterKeyId: "arn:aws:kms:eu-west-1:111122223333:key/elsewhere",
  policy: JSON.stringify({
    Statement: [
      {
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: "*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  }),
};

/** A cluster of ECS that shows its tasks and logs its sessions. */
const SHOWN = {
  settings: [{ name: "containerInsights", value: "enhanced" }],
  configuration: {
    executeCommandConfiguration: { logging: "OVERRIDE", logConfiguration: { s3BucketName: "elsewhere" } },
  },
};

const types: readonly Watchable[] = [
  ...watchables.map((each) => (each.type === "sns/topic:Topic" ? { ...each, values: encryptedTopic } : each)),
  { ...REPLICATION, values: { bucket: "elsewhere" }, beside: { DestinationBucket: "copy", RuleId: "all" } },
  { ...REQUESTS, values: { bucket: "files", name: "all" }, beside: { FilterId: "all" } },
  { ...CAPACITY, namespace: "AWS/ECS", values: { name: "own", ...SHOWN } },
];

/** Balancers of both types are one type of resource. */
const kindOf = (type: string, { loadBalancerType = "application" }: Record<string, unknown> = {}): string =>
  type.includes(":LoadBalancer") ? `${type} ${loadBalancerType}` : type;

/** What other families leave out, and an alarm on each metric of everything. */
export function monitoring(others: readonly Draft[]): Family {
  const healthy: Draft[] = [];
  const mutations: Breaks = {};
  for (const watchable of types) {
    const { policy, type, values } = watchable;
    const subject = policy.replace(/-monitored$/, "");
    const there = others.filter((draft) => kindOf(draft.type, draft.values) === kindOf(`aws:${type}`, values));
    // Topics of other families carry alarms, and need none of their own.
    const own = there.length === 0 || type.startsWith("sns/") ? [resource(watchable, `watched-${subject}`)] : [];
    const all = [...own, ...there];
    healthy.push(...own);
    for (const [at, draft] of all.entries())
      healthy.push(...alarmsOn(watchable, draft, [pager(watchable)], `watch-${subject}-${at}`));
    mutations[policy] = Object.fromEntries(
      watchable.metrics
        .split(" ")
        .map((metric) => [`no alarm on ${metric}`, drop(ALARM, new RegExp(`^watch-${subject}-0-${metric}$`))]),
    );
  }
  // Only a cluster on instances of its own has a capacity to reserve.
  const onInstances = other("aws:ecs/service:Service", "on-instances", { cluster: ref("watched-ecs-cluster", "name") });
  healthy.push(
    onInstances,
    ...types
      .filter(({ type }) => type.startsWith("ecs/service"))
      .flatMap((each) => alarmsOn(each, onInstances, [PAGER])),
  );
  return { healthy, mutations: { ...mutations, ...dimensions } };
}

const DATABASE = /^watch-database-instance-0-CPUUtilization$/;
const FUNCTION = /^watch-function-0-Errors$/;
const dimensions: Breaks = {
  "trail-delivery-monitored": {
    "no heartbeat": drop(ALARM, /heartbeat$/),
    "a heartbeat that rings for what arrives": set(
      ALARM,
      { comparisonOperator: "GreaterThanOrEqualToThreshold", threshold: 1 },
      /heartbeat$/,
    ),
  },
  "alarm-can-ring": {
    "more than all of a processor": set(ALARM, { statistic: "Average", threshold: 800 }, DATABASE),
    "a threshold that always holds": set(ALARM, { comparisonOperator: "GreaterThanOrEqualToThreshold" }, DATABASE),
  },
  "alarm-dimensions-exist": {
    "a metric with a letter wrong": set(ALARM, { metricName: "Erors" }, FUNCTION),
    "a metric in the singular": set(ALARM, { metricName: "Error" }, FUNCTION),
    "a namespace in other letters": set(ALARM, { namespace: "AWS/lambda" }, FUNCTION),
    "a unit that it never has": set(ALARM, { unit: "Seconds" }, FUNCTION),
    "a group that publishes nothing": set("autoscaling/group:Group", { enabledMetrics: undefined }),
    "targets without their load balancer": set(
      ALARM,
      { dimensions: { TargetGroup: "targetgroup/web/73e2d6bc24d8a067" } },
      /^watch-target-group-0-/,
    ),
    "the wrong region": set(ALARM, { region: "eu-west-1", alarmActions: [PAGER] }, /^watch-health-check-0-/),
  },
};
