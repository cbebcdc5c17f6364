import { AutoScalingGroup } from "../kinds/autoscaling";
import { Volume } from "../kinds/ebs";
import { Instance } from "../kinds/ec2";
import { EcsCluster, EcsService } from "../kinds/ecs";
import { EksCluster } from "../kinds/eks";
import { LambdaFunction } from "../kinds/lambda";
import { StateMachine } from "../kinds/sfn";
import { monitorable } from "./monitorable";

const DOCS = "https://docs.aws.amazon.com";

/** What runs code. */
export const computing = [
  monitorable({
    id: "instance-monitored",
    title: "Instances have alarms on their status checks and processor",
    severity: "low",
    description: "An instance whose host or system fails stays there, unreachable, until somebody looks.",
    about: Instance,
    namespaces: ["AWS/EC2"],
    named: [{ dimension: "InstanceId", property: "id" }],
    metrics: {
      StatusCheckFailed: ["StatusCheckFailed_Instance", "StatusCheckFailed_System"],
      CPUUtilization: ["CPUCreditBalance"],
    },
    page: `${DOCS}/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html`,
  }),
  monitorable({
    id: "auto-scaling-group-monitored",
    title: "Auto Scaling groups have an alarm on the instances in service",
    severity: "low",
    description: "A group that cannot replace its instances shrinks without an error of its own.",
    about: AutoScalingGroup,
    namespaces: ["AWS/AutoScaling", "AWS/EC2"],
    named: [{ dimension: "AutoScalingGroupName", property: "name" }],
    metrics: {
      GroupInServiceInstances: ["GroupInServiceCapacity", "StatusCheckFailed", "StatusCheckFailed_Instance"],
    },
    page: `${DOCS}/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html`,
    // Group metrics are free, and off until somebody lists them.
    silent: ({ name, props }, { namespace, metricName }) =>
      namespace === "AWS/AutoScaling" && !(props.enabledMetrics ?? []).includes(metricName)
        ? `${name} does not publish ${metricName}, which \`enabledMetrics\` would list`
        : undefined,
  }),
  monitorable({
    id: "function-monitored",
    title: "Functions have alarms on errors and throttles",
    severity: "low",
    description: "A function that fails or is throttled drops its events, and nobody calls to say so.",
    about: LambdaFunction,
    namespaces: ["AWS/Lambda"],
    named: [{ dimension: "FunctionName", property: "name" }],
    metrics: { Errors: [], Throttles: [] },
    acrossAll: true,
    page: `${DOCS}/lambda/latest/dg/monitoring-metrics-types.html`,
  }),
  monitorable({
    id: "ecs-service-monitored",
    title: "ECS services have alarms on processor and memory",
    severity: "low",
    description: "A service that runs out of processor or memory answers slowly, then loses its tasks one by one.",
    about: EcsService,
    namespaces: ["AWS/ECS", "ECS/ContainerInsights"],
    named: [{ dimension: "ServiceName", property: "name" }],
    metrics: {
      CPUUtilization: ["CpuUtilized", "TaskCpuUtilization"],
      MemoryUtilization: ["MemoryUtilized", "TaskMemoryUtilization"],
    },
    page: `${DOCS}/AmazonECS/latest/developerguide/available-metrics.html`,
  }),
  monitorable({
    id: "ecs-cluster-monitored",
    title: "ECS clusters on instances have alarms on the capacity that is taken",
    severity: "low",
    description: "When no instance has room left, new tasks wait, and a deployment stands still.",
    about: EcsCluster,
    namespaces: ["AWS/ECS"],
    named: [{ dimension: "ClusterName", property: "name" }],
    metrics: { CPUReservation: [], MemoryReservation: [] },
    page: `${DOCS}/AmazonECS/latest/developerguide/available-metrics.html`,
    exempt(cluster, graph) {
      const onInstances = graph
        .into(cluster, EcsService, "cluster")
        .some(
          ({ props: { launchType, capacityProviderStrategies = [] } }) =>
            launchType === "EC2" || (!launchType && capacityProviderStrategies.length === 0),
        );
      return onInstances ? undefined : "no service of this stack runs on instances of its own";
    },
  }),
  monitorable({
    id: "eks-cluster-monitored",
    title: "EKS clusters have alarms on the processor and memory of their nodes",
    severity: "low",
    description: "A node under pressure evicts pods before anybody sees why.",
    about: EksCluster,
    namespaces: ["ContainerInsights"],
    named: [{ dimension: "ClusterName", property: "name" }],
    metrics: {
      node_cpu_utilization: ["pod_cpu_utilization", "pod_cpu_utilization_over_pod_limit"],
      node_memory_utilization: ["pod_memory_utilization", "pod_memory_utilization_over_pod_limit"],
    },
    page: `${DOCS}/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-EKS.html`,
  }),
  monitorable({
    id: "state-machine-monitored",
    title: "State machines have alarms on executions that fail or time out",
    severity: "low",
    description: "A workflow that fails half way leaves its work half done, and no caller waits for the answer.",
    about: StateMachine,
    namespaces: ["AWS/States"],
    named: [{ dimension: "StateMachineArn", property: "arn" }],
    metrics: { ExecutionsFailed: [], ExecutionsTimedOut: ["ExecutionTime"] },
    page: `${DOCS}/step-functions/latest/dg/procedure-cw-metrics.html`,
  }),
  monitorable({
    id: "volume-monitored",
    title: "Volumes have an alarm on stalled reads and writes",
    severity: "low",
    description: "A volume that does not answer stops whatever writes to it, and looks attached all the while.",
    about: Volume,
    namespaces: ["AWS/EBS"],
    named: [{ dimension: "VolumeId", property: "id" }],
    metrics: { VolumeStalledIOCheck: ["VolumeQueueLength", "BurstBalance"] },
    page: `${DOCS}/ebs/latest/userguide/using_cloudwatch_ebs.html`,
  }),
];
