import { UNKNOWN } from "../../../policies/graph/value";
import containers from "../../../policies/services/containers";
import { other, ref, type Draft } from "../../resources";
import { judgeRows, switchCases } from "./rows";

const cluster = (values: Record<string, unknown> = {}): Draft => other("aws:ecs/cluster:Cluster", "shop", values);
const insights = (value: unknown) => ({ settings: [{ name: "containerInsights", value }] });
const account = (value: string, extra: Record<string, unknown> = {}): Draft =>
  other("aws:ecs/accountSettingDefault:AccountSettingDefault", "default", {
    name: "containerInsights",
    value,
    ...extra,
  });
const exec = (logging: unknown, logConfiguration?: unknown) =>
  cluster({ configuration: { executeCommandConfiguration: { logging, logConfiguration } } });

const TASK = "ecs/taskDefinition:TaskDefinition";
const driver = (logDriver?: string, name = "web") => ({ name, logConfiguration: logDriver && { logDriver } });
const defined = (...definitions: object[]) => ({ containerDefinitions: JSON.stringify(definitions) });
const task = (values: Record<string, unknown>): Draft => other(`aws:${TASK}`, "task", values);
const service = (enableExecuteCommand?: unknown): Draft =>
  other("aws:ecs/service:Service", "web", { cluster: ref("shop"), taskDefinition: ref("task"), enableExecuteCommand });
const logged = task(defined(driver("awslogs")));

judgeRows(containers, {
  "eks-control-plane-logs": {
    ...switchCases(
      "eks/cluster:Cluster",
      { audit: { enabledClusterLogTypes: ["audit", "api"] } },
      { "left to the default": {}, "all but audit": { enabledClusterLogTypes: ["api", "authenticator"] } },
      "its log audit is not switched on",
      { enabledClusterLogTypes: UNKNOWN },
    ),
    notApplicable: { "a cluster of ECS": [cluster()] },
  },
  "ecs-cluster-container-insights": {
    pass: {
      "on the cluster": [cluster(insights("enabled"))],
      enhanced: [cluster(insights("enhanced"))],
      "for the account": [cluster(), account("enhanced")],
    },
    fail: {
      "left to the default": [[cluster()], "Container Insights are not switched on"],
      "switched off": [[cluster(insights("disabled"))], "Container Insights are not switched on"],
      "switched off in spite of the account": [[cluster(insights("disabled")), account("enabled")], "not switched on"],
      "for the account in another region": [
        [cluster(), account("enabled", { region: "us-east-1" })],
        "not switched on",
      ],
    },
    unknown: { "a setting that nobody knows yet": [[cluster(insights(UNKNOWN))], "value is not known"] },
  },
  "task-definition-logs": {
    ...switchCases(
      TASK,
      {
        "to a group": defined(driver("awslogs")),
        "by way of FireLens": defined(driver("awsfirelens"), driver("awslogs", "router")),
      },
      {
        "left to the default": defined(driver()),
        "one of two containers": defined(driver("awslogs", "app"), driver()),
        "a file on the host": defined(driver("json-file")),
      },
      "no log driver sends the log of web away",
      { containerDefinitions: UNKNOWN },
    ),
    notApplicable: { "no containers": [task(defined())] },
  },
  "ecs-exec-logs": {
    pass: {
      "to a group of their own": [exec("OVERRIDE", { cloudWatchLogGroupName: "sessions" })],
      "to a bucket of their own": [exec("OVERRIDE", { s3BucketName: "sessions" })],
      "left to the default, where containers log": [cluster(), logged, service(true)],
    },
    fail: {
      none: [[exec("NONE")], "sessions are not logged"],
      "nowhere of their own": [[exec("OVERRIDE")], "to no group and no bucket"],
      "containers that write to no group": [
        [cluster(), task(defined(driver("splunk"))), service(true)],
        "the containers of web have no log group",
      ],
    },
    unknown: {
      "the task of another stack": [
        [cluster(), { ...service(true), values: { ...service(true).values, taskDefinition: "shared:7" } }],
        "a task definition that is not in this stack",
      ],
      "a task that nobody knows yet": [
        [cluster(), task({ containerDefinitions: UNKNOWN }), service(true)],
        "containerDefinitions is not known",
      ],
    },
    notApplicable: { "nobody may come in": [cluster(), logged, service()] },
  },
});
