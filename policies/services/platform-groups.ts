import { BuildProject } from "../kinds/codebuild";
import { ContactCenter } from "../kinds/connect";
import { TaskDefinition, type TaskDefinitionProps } from "../kinds/ecs";
import { EksCluster } from "../kinds/eks";
import { containersOf, writesToGroup } from "./container-definitions";
import { ownGroupPolicy } from "./own-group";

/** Groups that containers have made for them, as nobody else does. */
const madeByTask = (task: TaskDefinitionProps): string[] => [
  ...new Set(
    containersOf(task)
      .filter(writesToGroup)
      .map(({ logConfiguration }) => logConfiguration?.options ?? {})
      .filter((options) => options["awslogs-create-group"] === "true")
      .flatMap((options) => options["awslogs-group"] ?? []),
  ),
];

/** Groups that clusters, builds and contact centers make for themselves. */
export default [
  ownGroupPolicy({
    id: "eks-cluster-log-group",
    title: "Clusters of EKS log to a group that the program declares",
    remediation:
      "Declare a `LogGroup` named `/aws/eks/`, the name of the cluster and `/cluster`, with `retentionInDays`.",
    pages: ["https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html"],
    about: EksCluster,
    maker: "EKS",
    exempt: ({ props }) => (props.enabledClusterLogTypes?.length ? undefined : "its control plane is not logged"),
    groups: ({ name }) => (name === undefined ? undefined : [`/aws/eks/${name}/cluster`]),
  }),
  ownGroupPolicy({
    id: "task-definition-log-group",
    title: "Tasks log to groups that the program declares",
    remediation:
      "Declare the `LogGroup` that `awslogs-group` names, with `retentionInDays`, and leave `awslogs-create-group` out.",
    pages: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html"],
    about: TaskDefinition,
    maker: "ECS",
    exempt: ({ props }) => (madeByTask(props).length > 0 ? undefined : "it has no group made"),
    groups: madeByTask,
  }),
  ownGroupPolicy({
    id: "build-project-log-group",
    title: "Builds log to a group that the program declares",
    remediation:
      "Declare a `LogGroup` named `/aws/codebuild/` and the name of the project, with `retentionInDays`, or name another in `logsConfig.cloudwatchLogs.groupName`.",
    pages: ["https://docs.aws.amazon.com/codebuild/latest/userguide/change-project.html"],
    about: BuildProject,
    maker: "CodeBuild",
    exempt: ({ props: { logsConfig } }) =>
      logsConfig?.cloudwatchLogs?.status === "DISABLED" ? "it logs to no group" : undefined,
    chosen: "logsConfig.cloudwatchLogs.groupName",
    groups: ({ name }) => (name === undefined ? undefined : [`/aws/codebuild/${name}`]),
  }),
  ownGroupPolicy({
    id: "connect-instance-log-group",
    title: "Connect instances log to a group that the program declares",
    remediation: "Declare a `LogGroup` named `/aws/connect/` and the alias of the instance, with `retentionInDays`.",
    pages: ["https://docs.aws.amazon.com/connect/latest/adminguide/contact-flow-logs-stored-in-cloudwatch.html"],
    about: ContactCenter,
    maker: "Connect",
    exempt: ({ props }) => (props.contactFlowLogsEnabled ? undefined : "contact flows are not logged"),
    groups: ({ instanceAlias }) => (instanceAlias === undefined ? undefined : [`/aws/connect/${instanceAlias}`]),
  }),
];
