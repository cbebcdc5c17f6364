import type * as aws from "@pulumi/aws";
import { DOCS, monitored } from "./monitored";
import { resourcesIn } from "./recorded";

const SATURATED = {
  statistic: "Average",
  of: 5,
  compare: ">",
  threshold: 80,
  provenance: "aws",
  severity: "warning",
} as const;
const PRESSED = { statistic: "Maximum", compare: ">", threshold: 80, provenance: "aws", severity: "warning" } as const;

/** The cluster's own name, out of its ARN. */
const clusterName = (arn: string | undefined): string => arn?.split("/").at(-1) || "default";

/** What runs containers. */
export const containers = [
  monitored<aws.ecs.Service>({
    type: "aws:ecs/service:Service",
    noun: "service",
    namespace: "AWS/ECS",
    dimensions: ({ name, cluster }) => ({ ServiceName: name, ClusterName: cluster.apply(clusterName) }),
    recommended: "ECS",
    page: `${DOCS}/AmazonECS/latest/developerguide/available-metrics.html`,
    traits: {
      insights: ({ cluster }, _, recorded) =>
        resourcesIn(cluster)
          .flatMap((each) => recorded.inputsOf(each)?.settings ?? [])
          .some(({ name, value }) => name === "containerInsights" && value !== "disabled"),
    },
    alarms: [
      {
        id: "cpu",
        says: "Its tasks use up their processor, or none of them reports",
        metric: "CPUUtilization",
        ...SATURATED,
        missing: "breaching",
      },
      {
        id: "memory",
        says: "Its tasks are about to run out of memory and be stopped",
        metric: "MemoryUtilization",
        ...SATURATED,
        missing: "breaching",
      },
      {
        id: "tasks",
        says: "Fewer tasks run than were asked for",
        metric: "RunningTaskCount",
        namespace: "ECS/ContainerInsights",
        statistic: "Average",
        of: 5,
        compare: "<",
        derive: ({ desiredCount }) => desiredCount.apply((count = 1) => count),
        missing: "breaching",
        provenance: "derived",
        severity: "critical",
        when: "insights",
      },
      {
        id: "volume",
        says: "The volume of its tasks is nearly full",
        metric: "EBSFilesystemUtilization",
        namespace: "ECS/ContainerInsights",
        ...SATURATED,
        threshold: 90,
        missing: "missing",
        when: "insights",
      },
    ],
  }),
  monitored<aws.ecs.Cluster>({
    type: "aws:ecs/cluster:Cluster",
    noun: "cluster",
    namespace: "AWS/ECS",
    dimensions: ({ name }) => ({ ClusterName: name }),
    recommended: "ECS",
    page: `${DOCS}/AmazonECS/latest/developerguide/available-metrics.html`,
    traits: {
      // Tasks on Fargate reserve nothing.
      instances: (_, self, recorded) =>
        recorded
          .ofType("aws:ecs/service:Service")
          .some(({ inputs }) => (inputs.launchType ?? "EC2") === "EC2" && resourcesIn(inputs.cluster).includes(self)),
    },
    alarms: [
      {
        id: "reserved-cpu",
        says: "No instance has processor left for new tasks",
        metric: "CPUReservation",
        ...SATURATED,
        missing: "breaching",
        when: "instances",
      },
      {
        id: "reserved-memory",
        says: "No instance has memory left for new tasks",
        metric: "MemoryReservation",
        ...SATURATED,
        missing: "breaching",
        when: "instances",
      },
    ],
  }),
  monitored<aws.eks.Cluster>({
    type: "aws:eks/cluster:Cluster",
    noun: "kubernetes",
    namespace: "ContainerInsights",
    dimensions: ({ name }) => ({ ClusterName: name }),
    recommended: "ContainerInsights",
    page: `${DOCS}/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-EKS.html`,
    alarms: [
      {
        id: "node-cpu",
        says: "Its busiest node has no processor left",
        metric: "node_cpu_utilization",
        ...PRESSED,
        of: 3,
        missing: "notBreaching",
      },
      {
        id: "node-memory",
        says: "Its fullest node is about to evict pods, or no node reports",
        metric: "node_memory_utilization",
        ...PRESSED,
        of: [2, 3],
        missing: "breaching",
      },
      {
        // Pods without a limit publish neither of these, which is no alarm unless AWS's own settings are asked for.
        id: "pod-cpu",
        says: "A pod is throttled at its limit",
        metric: "pod_cpu_utilization_over_pod_limit",
        ...PRESSED,
        of: [3, 5],
        missing: "notBreaching",
        published: "breaching",
        severity: "info",
      },
      {
        id: "pod-memory",
        says: "A pod is about to be killed for its memory",
        metric: "pod_memory_utilization_over_pod_limit",
        ...PRESSED,
        of: 5,
        missing: "notBreaching",
        published: "breaching",
      },
      {
        id: "pending-pods",
        says: "Pods wait, because no node has room for them",
        metric: "pod_status_pending",
        ...PRESSED,
        threshold: 3,
        of: [8, 10],
        missing: "notBreaching",
      },
      {
        id: "api-latency",
        says: "The control plane answers late",
        metric: "apiserver_request_duration_seconds",
        statistic: "Average",
        of: [2, 3],
        compare: ">",
        threshold: 0.25,
        missing: "notBreaching",
        provenance: "aws",
        severity: "info",
      },
      {
        id: "api-errors",
        says: "The control plane answers with errors of its own",
        metric: "apiserver_request_total_5xx",
        statistic: "Sum",
        of: 5,
        compare: ">",
        threshold: 10,
        missing: "notBreaching",
        provenance: "aws",
        severity: "warning",
      },
    ],
  }),
];
