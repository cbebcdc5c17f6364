import { UNKNOWN } from "../../../policies/graph/value";
import dataGroups from "../../../policies/services/data-groups";
import { logGroup, other, ref, type Draft } from "../../resources";
import { groupCases, judgeRows } from "./rows";

const EXPORTS = { enabledCloudwatchLogsExports: ["audit"] };
const instance = (values: Record<string, unknown>): Draft =>
  other("aws:dms/replicationInstance:ReplicationInstance", "mover", values);
const task = (EnableLogging: boolean): Draft =>
  other("aws:dms/replicationTask:ReplicationTask", "task", {
    replicationInstanceArn: ref("mover"),
    replicationTaskSettings: JSON.stringify({ Logging: { EnableLogging } }),
  });
const named = { replicationInstanceId: "mover" };
const unnamed = logGroup("group", { name: UNKNOWN });

const glue = (values: Record<string, unknown> = {}): Draft => other("aws:glue/job:Job", "job", values);
const jobs = (folder: string): Draft[] => [
  logGroup("out", { name: `/aws-glue/${folder}/output` }),
  logGroup("err", { name: `/aws-glue/${folder}/error` }),
];

const connector = (values: Record<string, unknown> = { loggingRole: "role" }): Draft =>
  other("aws:transfer/connector:Connector", "partner", values);

judgeRows(dataGroups, {
  "database-instance-log-group": groupCases(
    "rds/instance:Instance",
    { identifier: "db", enabledCloudwatchLogsExports: ["error", "slowquery"] },
    ["/aws/rds/instance/db/error", "/aws/rds/instance/db/slowquery"],
    { identifier: "db" },
    { enabledCloudwatchLogsExports: UNKNOWN },
  ),
  "database-cluster-log-group": groupCases(
    "rds/cluster:Cluster",
    { clusterIdentifier: "db", ...EXPORTS },
    ["/aws/rds/cluster/db/audit"],
    { clusterIdentifier: "db" },
    { enabledCloudwatchLogsExports: UNKNOWN },
  ),
  "documentdb-log-group": groupCases(
    "docdb/cluster:Cluster",
    { clusterIdentifier: "docs", ...EXPORTS },
    ["/aws/docdb/docs/audit"],
    { clusterIdentifier: "docs" },
    { enabledCloudwatchLogsExports: UNKNOWN },
  ),
  "neptune-log-group": groupCases(
    "neptune/cluster:Cluster",
    { clusterIdentifier: "graph", enableCloudwatchLogsExports: ["audit"] },
    ["/aws/neptune/graph/audit"],
    { clusterIdentifier: "graph" },
    { enableCloudwatchLogsExports: UNKNOWN },
  ),
  "redshift-log-group": groupCases(
    "redshift/logging:Logging",
    { clusterIdentifier: "wh", logDestinationType: "cloudwatch", logExports: ["userlog"] },
    ["/aws/redshift/cluster/wh/userlog"],
    { clusterIdentifier: "wh", bucketName: "logs" },
    { logDestinationType: UNKNOWN },
  ),
  "redshift-serverless-log-group": groupCases(
    "redshiftserverless/namespace:Namespace",
    { namespaceName: "wh", logExports: ["userlog", "connectionlog"] },
    ["/aws/redshift/wh/userlog", "/aws/redshift/wh/connectionlog"],
    { namespaceName: "wh" },
    { logExports: UNKNOWN },
  ),
  "replication-instance-log-group": {
    pass: { "a group of its name": [instance(named), task(true), logGroup("group", { name: "dms-tasks-mover" })] },
    fail: { "left to the default": [[instance(named), task(true)], "no log group dms-tasks-mover is declared"] },
    unknown: { "a group whose name comes from nowhere": [[instance({}), task(true), unnamed], "group.name"] },
    notApplicable: { "no task keeps a log": [instance(named), task(false)] },
  },
  "glue-job-log-group": {
    pass: {
      "the groups of the account": [glue(), ...jobs("jobs")],
      "those of Python shells": [glue({ command: { name: "pythonshell" } }), ...jobs("python-jobs")],
      "a group of its own": [
        logGroup("group", { name: "etl" }),
        glue({ defaultArguments: { "--continuous-log-logGroup": ref("group", "name") } }),
      ],
    },
    fail: {
      "left to the default": [[glue()], "no log group /aws-glue/jobs/output, /aws-glue/jobs/error is declared"],
      "one of two": [[glue(), jobs("jobs")[0]], "no log group /aws-glue/jobs/error is declared"],
    },
    unknown: { "a group whose name comes from nowhere": [[glue(), unnamed], "group.name"] },
    notApplicable: { "names that depend on a role": [glue({ securityConfiguration: "secure" })] },
  },
  "airflow-log-group": groupCases(
    "mwaa/environment:Environment",
    { name: "etl", loggingConfiguration: { schedulerLogs: { enabled: true }, workerLogs: { enabled: false } } },
    ["airflow-etl-Scheduler", "airflow-etl-Task"],
    { name: "etl", loggingConfiguration: { taskLogs: { enabled: false } } },
    { loggingConfiguration: UNKNOWN },
  ),
  "transfer-connector-log-group": {
    pass: {
      "a group named after its id": [
        connector({ loggingRole: "role", connectorId: "c-1" }),
        logGroup("group", { name: "/aws/transfer/c-1" }),
      ],
    },
    fail: { "left to the default": [[connector()], "Transfer Family makes one without retention"] },
    unknown: { "a group whose name comes from nowhere": [[connector(), unnamed], "group.name"] },
    notApplicable: { "no logs": [connector({})] },
  },
});
