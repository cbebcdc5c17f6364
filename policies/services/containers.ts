import { direct, partial, supporting } from "../frameworks/controls";
import { Found } from "../graph/found";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { AccountSetting, EcsCluster, EcsService, TaskDefinition, type EcsClusterProps } from "../kinds/ecs";
import { EksCluster } from "../kinds/eks";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { containersOf, writesToGroup } from "./container-definitions";
import { isGiven, partnerPolicy } from "./switch";

const LOGGED = [partial("nist-800-53-r5/AU-12"), supporting("soc2-2017/CC7.2"), supporting("iso-27001-2022/A.8.15")];

/** Where the log stays on the host, which is what Docker does when nobody says otherwise. */
const STAYS = ["none", "json-file", "local"];

const isInsights = ({ name, value }: { name?: string; value?: string }): boolean =>
  name === "containerInsights" && ["enabled", "enhanced"].includes(value ?? "");

/** What the cluster says goes before what the account says. */
const saysItself = (cluster: Resource<EcsClusterProps>): boolean =>
  (cluster.props.settings ?? []).some(({ name }) => name === "containerInsights");

type Session = NonNullable<NonNullable<EcsClusterProps["configuration"]>["executeCommandConfiguration"]>;

const hasStore = ({ logConfiguration: to }: Session): boolean =>
  isGiven(() => to?.cloudWatchLogGroupName) || isGiven(() => to?.s3BucketName);

/** Services whose sessions are logged as their containers are, and whose containers write to no group. */
function silentServices(cluster: Resource<EcsClusterProps>, graph: Graph) {
  const open = graph.into(cluster, EcsService, "cluster").filter(({ props }) => props.enableExecuteCommand === true);
  const silent = open.filter((service) => {
    const tasks = graph.follow(service as Resource<unknown>, "taskDefinition", TaskDefinition);
    if (tasks.isEmpty) service.undecided("of a task definition that is not in this stack");
    return tasks.some((task) => !containersOf(task.props).some(writesToGroup));
  });
  return { open, silent };
}

/** Clusters of EKS and ECS, and what runs in them. */
export default [
  policy({
    id: "eks-control-plane-logs",
    title: "Clusters of EKS log their control plane",
    severity: "medium",
    description: "Only the audit log of the control plane says who did what by way of the Kubernetes API.",
    remediation: "List `audit`, and whatever else is required, in `enabledClusterLogTypes`.",
    controls: [direct("aws-security-hub/EKS.8"), ...LOGGED, supporting("pci-dss-4.0.1/10.2.1")],
    pages: ["https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html"],
    about: EksCluster,
    parameters: {
      logTypes: {
        description: "Logs of the control plane that must be on.",
        default: ["audit"],
        source: "AWS Security Hub EKS.8: the audit log",
        schema: {
          type: "array",
          items: { type: "string", enum: ["api", "audit", "authenticator", "controllerManager", "scheduler"] },
        },
      },
    },
    scope: "resource",
    check(cluster, { logTypes }) {
      const on = cluster.props.enabledClusterLogTypes ?? [];
      const missing = logTypes.filter((type) => !on.includes(type));
      const seen = evidence(cluster, "enabledClusterLogTypes");
      return missing.length > 0 ? fail(`its log ${missing.join(", ")} is not switched on`, seen) : pass(seen);
    },
  }),
  partnerPolicy({
    id: "ecs-cluster-container-insights",
    title: "Clusters of ECS have Container Insights",
    severity: "low",
    description:
      "Container Insights measure each task and keep what happened to it, which the service's average hides.",
    remediation:
      'Set `settings` to `{ name: "containerInsights", value: "enhanced" }`, or to `enabled`, on the cluster or with `AccountSettingDefault` for the region.',
    controls: [supporting("nist-800-53-r5/SI-4"), supporting("soc2-2017/CC7.2")],
    pages: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html"],
    about: EcsCluster,
    inline: [{ path: "settings", on: ({ settings = [] }) => settings.some(isInsights) }],
    partners: [
      {
        find: (cluster: Resource<never>, graph: Graph) =>
          new Found(saysItself(cluster) ? [] : graph.nearby(AccountSetting)).filter(
            (setting) =>
              graph.place(setting as Resource<unknown>) === graph.place(cluster as unknown as Resource<unknown>),
          ),
        path: "value",
        on: isInsights,
      },
    ],
    off: "Container Insights are not switched on",
  }),
  policy({
    id: "task-definition-logs",
    title: "Task definitions send the logs of their containers away",
    severity: "medium",
    description: "What a container writes without a log driver goes with its task; on Fargate nobody ever sees it.",
    remediation:
      "Give each container a `logConfiguration`, such as `awslogs` with `awslogs-group`, `awslogs-region` and `awslogs-stream-prefix`.",
    controls: [...LOGGED, supporting("pci-dss-4.0.1/10.2.1")],
    pages: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html"],
    about: TaskDefinition,
    scope: "resource",
    check(task) {
      const containers = containersOf(task.props);
      if (containers.length === 0) return notApplicable("it defines no container");
      const driver = ({ logConfiguration }: (typeof containers)[number]): string =>
        logConfiguration?.logDriver ?? STAYS[0];
      const silent = containers.filter((container) => STAYS.includes(driver(container)));
      return silent.length > 0
        ? fail(`no log driver sends the log of ${silent.map(({ name }) => name ?? "a container").join(", ")} away`)
        : pass(evidence(task, "containerDefinitions", containers.map(driver).join(", ")));
    },
  }),
  policy({
    id: "ecs-exec-logs",
    title: "Sessions of ECS Exec are logged",
    severity: "medium",
    description:
      "CloudTrail says that somebody opened a shell in a container; only the log of the session says what for.",
    remediation:
      'Set `configuration.executeCommandConfiguration.logging` to `OVERRIDE`, with a log group or bucket in `logConfiguration`; with `DEFAULT`, the containers need `logDriver: "awslogs"`.',
    controls: LOGGED,
    pages: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html"],
    about: EcsCluster,
    check(cluster, graph) {
      const session = cluster.props.configuration?.executeCommandConfiguration ?? {};
      const logging = session.logging ?? "DEFAULT";
      const seen = evidence(cluster, "configuration.executeCommandConfiguration.logging");
      if (logging === "NONE") return fail("sessions are not logged", seen);
      if (logging === "OVERRIDE")
        return hasStore(session) ? pass(seen) : fail("sessions are logged to no group and no bucket", seen);
      const { open, silent } = silentServices(cluster, graph);
      const first = silent.first;
      if (first) return fail(`the containers of ${first.name} have no log group for its sessions`, seen);
      return open.isEmpty ? notApplicable("no service of this stack lets anybody in") : pass(seen);
    },
  }),
];
