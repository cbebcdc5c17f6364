import { UNKNOWN } from "../../../policies/graph/value";
import platformGroups from "../../../policies/services/platform-groups";
import { logGroup, other, ref, type Draft } from "../../resources";
import { groupCases, judgeRows } from "./rows";

const container = (options: object) => ({ name: "web", logConfiguration: { logDriver: "awslogs", options } });
const made = { "awslogs-group": "/shop/web", "awslogs-create-group": "true" };
const build = (values: Record<string, unknown>): Draft => other("aws:codebuild/project:Project", "ci", values);

judgeRows(platformGroups, {
  "eks-cluster-log-group": groupCases(
    "eks/cluster:Cluster",
    { name: "shop", enabledClusterLogTypes: ["audit"] },
    ["/aws/eks/shop/cluster"],
    { name: "shop" },
    { enabledClusterLogTypes: UNKNOWN },
  ),
  "task-definition-log-group": groupCases(
    "ecs/taskDefinition:TaskDefinition",
    { containerDefinitions: JSON.stringify([container(made), container(made)]) },
    ["/shop/web"],
    { containerDefinitions: JSON.stringify([container({ "awslogs-group": "/shop/web" })]) },
    { containerDefinitions: UNKNOWN },
  ),
  "build-project-log-group": {
    pass: {
      "a group of its name": [build({ name: "ci" }), logGroup("group", { name: "/aws/codebuild/ci" })],
      "a group named after it": [
        build({}),
        logGroup("group", { name: ref("ci", "name", (name) => `/aws/codebuild/${name}`) }),
      ],
      "a group of its own": [
        logGroup("group", { name: "builds" }),
        build({ logsConfig: { cloudwatchLogs: { groupName: ref("group", "name") } } }),
      ],
    },
    fail: { "left to the default": [[build({ name: "ci" })], "no log group /aws/codebuild/ci is declared"] },
    unknown: {
      "a status that nobody knows yet": [
        [build({ logsConfig: { cloudwatchLogs: { status: UNKNOWN } } })],
        "status is not known",
      ],
    },
    notApplicable: { "no logs": [build({ logsConfig: { cloudwatchLogs: { status: "DISABLED" } } })] },
  },
  "connect-instance-log-group": groupCases(
    "connect/instance:Instance",
    { instanceAlias: "help", contactFlowLogsEnabled: true },
    ["/aws/connect/help"],
    { instanceAlias: "help" },
    { contactFlowLogsEnabled: UNKNOWN },
  ),
});
