import type { Statistic } from "../monitors/monitored";

/** A line of a graph: a metric, and how its data points become one. */
export interface Line {
  readonly metric: string;
  readonly statistic: Statistic;
  /** @default that of the type */
  readonly namespace?: string;
  /** Only for resources with this trait. */
  readonly when?: string;
  /** Not for resources with this trait. */
  readonly unless?: string;
}

/** The four golden signals. https://sre.google/sre-book/monitoring-distributed-systems/#xref_monitoring_golden-signals */
export const SIGNALS = ["latency", "traffic", "errors", "saturation"] as const;
export type Signal = (typeof SIGNALS)[number];

/** What somebody on call looks at first, for a type of resources. */
export interface Section {
  /** Token of the type, as in the table of alarms. */
  readonly type: string;
  readonly title: string;
  readonly signals: Partial<Record<Signal, readonly Line[]>>;
}

const line = (metric: string, statistic: Statistic, further: Partial<Line> = {}): Line => ({
  metric,
  statistic,
  ...further,
});
const HTTP = { unless: "network" };
const TASKS = { namespace: "ECS/ContainerInsights", when: "insights" };

/** From the edge inwards: where customers notice it first stands first. */
export const SECTIONS: readonly Section[] = [
  {
    type: "aws:lb/loadBalancer:LoadBalancer",
    title: "Load balancers",
    signals: {
      latency: [line("TargetResponseTime", "p90", HTTP), line("TargetResponseTime", "p99", HTTP)],
      traffic: [
        line("RequestCount", "Sum", HTTP),
        line("ProcessedBytes", "Sum", { namespace: "AWS/NetworkELB", when: "network" }),
      ],
      errors: [
        line("HTTPCode_ELB_5XX_Count", "Sum", HTTP),
        line("HTTPCode_Target_5XX_Count", "Sum", HTTP),
        line("TCP_Target_Reset_Count", "Sum", { namespace: "AWS/NetworkELB", when: "network" }),
      ],
      saturation: [
        line("RejectedConnectionCount", "Sum", HTTP),
        line("PortAllocationErrorCount", "Sum", { namespace: "AWS/NetworkELB", when: "network" }),
      ],
    },
  },
  {
    type: "aws:apigatewayv2/api:Api",
    title: "HTTP APIs",
    signals: {
      latency: [line("Latency", "p90", { unless: "websocket" })],
      traffic: [line("Count", "Sum", { unless: "websocket" }), line("MessageCount", "Sum", { when: "websocket" })],
      errors: [line("5xx", "Sum", { unless: "websocket" }), line("ExecutionError", "Sum", { when: "websocket" })],
    },
  },
  {
    type: "aws:ecs/service:Service",
    title: "Services on ECS",
    signals: {
      traffic: [line("NetworkRxBytes", "Sum", TASKS)],
      errors: [line("RunningTaskCount", "Average", TASKS), line("DesiredTaskCount", "Average", TASKS)],
      saturation: [line("CPUUtilization", "Average"), line("MemoryUtilization", "Average")],
    },
  },
  {
    type: "aws:eks/cluster:Cluster",
    title: "Clusters on EKS",
    signals: {
      latency: [line("apiserver_request_duration_seconds", "Average")],
      traffic: [line("apiserver_request_total", "Sum")],
      errors: [
        line("apiserver_request_total_5xx", "Sum"),
        line("cluster_failed_node_count", "Maximum"),
        line("pod_status_pending", "Maximum"),
      ],
      saturation: [line("node_cpu_utilization", "Maximum"), line("node_memory_utilization", "Maximum")],
    },
  },
  {
    type: "aws:lambda/function:Function",
    title: "Functions",
    signals: {
      latency: [line("Duration", "p90")],
      traffic: [line("Invocations", "Sum")],
      errors: [line("Errors", "Sum"), line("Throttles", "Sum")],
      saturation: [line("ConcurrentExecutions", "Maximum")],
    },
  },
  {
    type: "aws:ec2/instance:Instance",
    title: "Instances",
    signals: {
      traffic: [line("NetworkIn", "Sum"), line("NetworkOut", "Sum")],
      errors: [line("StatusCheckFailed", "Maximum")],
      saturation: [line("CPUUtilization", "Average"), line("CPUCreditBalance", "Minimum", { when: "burstable" })],
    },
  },
  {
    type: "aws:rds/instance:Instance",
    title: "Databases",
    signals: {
      latency: [line("ReadLatency", "p90"), line("WriteLatency", "p90")],
      traffic: [line("DatabaseConnections", "Average"), line("ReadIOPS", "Average"), line("WriteIOPS", "Average")],
      errors: [line("ReplicaLag", "Maximum", { when: "replica" }), line("DiskQueueDepth", "Average")],
      saturation: [line("CPUUtilization", "Average"), line("DBLoad", "Average", { when: "insights" })],
    },
  },
  {
    type: "aws:rds/cluster:Cluster",
    title: "Database clusters",
    signals: {
      latency: [line("CommitLatency", "Average"), line("SelectLatency", "Average", { when: "mysql" })],
      traffic: [line("DatabaseConnections", "Average")],
      saturation: [line("CPUUtilization", "Average"), line("BufferCacheHitRatio", "Average")],
    },
  },
  {
    type: "aws:dynamodb/table:Table",
    title: "Tables",
    signals: {
      traffic: [line("ConsumedReadCapacityUnits", "Sum"), line("ConsumedWriteCapacityUnits", "Sum")],
      errors: [line("ReadThrottleEvents", "Sum"), line("WriteThrottleEvents", "Sum")],
    },
  },
  {
    type: "aws:sqs/queue:Queue",
    title: "Queues",
    signals: {
      latency: [line("ApproximateAgeOfOldestMessage", "Maximum")],
      traffic: [line("NumberOfMessagesSent", "Sum"), line("NumberOfMessagesDeleted", "Sum")],
      saturation: [line("ApproximateNumberOfMessagesVisible", "Maximum")],
    },
  },
];
