import type { Resource } from "../graph/resource";
import { ReplicationInstance, ReplicationTask } from "../kinds/dms";
import { DocumentCluster } from "../kinds/docdb";
import { Job } from "../kinds/glue";
import { AirflowEnvironment, type AirflowProps } from "../kinds/mwaa";
import { GraphCluster } from "../kinds/neptune";
import { DatabaseCluster, DatabaseInstance } from "../kinds/rds";
import { Warehouse, WarehouseLogging, WarehouseNamespace } from "../kinds/redshift";
import { Connector } from "../kinds/transfer";
import { ownGroupPolicy } from "./own-group";
import { isGiven } from "./switch";
import { settingsOf } from "./replication-settings";

const NOT_EXPORTED = "it exports no logs";
const none = (logs: readonly string[] | undefined, why = NOT_EXPORTED): string | undefined =>
  logs?.length ? undefined : why;

/** One group for each log; `undefined` where Pulumi makes up the name of the resource. */
const below = (folder: string, name: string | undefined, logs: readonly string[] = []): string[] | undefined =>
  name === undefined ? undefined : logs.map((log) => `${folder}/${name}/${log}`);

const ofEach = (folder: string): string =>
  `Declare a \`LogGroup\` named \`${folder}/\`, the name, \`/\` and the log, with \`retentionInDays\`, for each log.`;

const AIRFLOW: Record<keyof NonNullable<AirflowProps["loggingConfiguration"]>, string> = {
  dagProcessingLogs: "DAGProcessing",
  schedulerLogs: "Scheduler",
  taskLogs: "Task",
  webserverLogs: "WebServer",
  workerLogs: "Worker",
};
type Module = keyof typeof AIRFLOW;
/** The logs of tasks are on by themselves. */
const loggedModules = ({ loggingConfiguration }: AirflowProps): string[] =>
  (Object.keys(AIRFLOW) as Module[])
    .filter((module) => loggingConfiguration?.[module]?.enabled ?? module === "taskLogs")
    .map((module) => AIRFLOW[module]);

/** Groups that data stores, and what moves data, make for themselves. */
export default [
  ownGroupPolicy({
    id: "database-instance-log-group",
    title: "Database instances export to log groups that the program declares",
    remediation: ofEach("/aws/rds/instance"),
    pages: ["https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html"],
    about: DatabaseInstance,
    maker: "RDS",
    exempt: ({ props }) => none(props.enabledCloudwatchLogsExports),
    groups: ({ identifier, enabledCloudwatchLogsExports: logs }) => below("/aws/rds/instance", identifier, logs),
  }),
  ownGroupPolicy({
    id: "database-cluster-log-group",
    title: "Database clusters export to log groups that the program declares",
    remediation: ofEach("/aws/rds/cluster"),
    pages: ["https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Integrating.CloudWatch.html"],
    about: DatabaseCluster,
    maker: "RDS",
    exempt: ({ props }) => none(props.enabledCloudwatchLogsExports),
    groups: ({ clusterIdentifier, enabledCloudwatchLogsExports: logs }) =>
      below("/aws/rds/cluster", clusterIdentifier, logs),
  }),
  ownGroupPolicy({
    id: "documentdb-log-group",
    title: "DocumentDB exports to log groups that the program declares",
    remediation: ofEach("/aws/docdb"),
    pages: ["https://docs.aws.amazon.com/documentdb/latest/developerguide/event-auditing.html"],
    about: DocumentCluster,
    maker: "DocumentDB",
    exempt: ({ props }) => none(props.enabledCloudwatchLogsExports),
    groups: ({ clusterIdentifier, enabledCloudwatchLogsExports: logs }) => below("/aws/docdb", clusterIdentifier, logs),
  }),
  ownGroupPolicy({
    id: "neptune-log-group",
    title: "Neptune exports to log groups that the program declares",
    remediation: ofEach("/aws/neptune"),
    pages: ["https://docs.aws.amazon.com/neptune/latest/userguide/cloudwatch-logs.html"],
    about: GraphCluster,
    maker: "Neptune",
    exempt: ({ props }) => none(props.enableCloudwatchLogsExports),
    groups: ({ clusterIdentifier, enableCloudwatchLogsExports: logs }) =>
      below("/aws/neptune", clusterIdentifier, logs),
  }),
  ownGroupPolicy({
    id: "redshift-log-group",
    title: "Redshift clusters log to groups that the program declares",
    remediation: ofEach("/aws/redshift/cluster"),
    pages: ["https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html"],
    about: WarehouseLogging,
    maker: "Redshift",
    exempt: ({ props }) => (props.logDestinationType === "cloudwatch" ? none(props.logExports) : "it logs to a bucket"),
    named: (logging, graph) =>
      graph.follow(logging as Resource<unknown>, "clusterIdentifier", Warehouse).known[0] as Resource<unknown>,
    groups: ({ clusterIdentifier, logExports }) => below("/aws/redshift/cluster", clusterIdentifier, logExports),
  }),
  ownGroupPolicy({
    id: "redshift-serverless-log-group",
    title: "Redshift Serverless exports to log groups that the program declares",
    remediation: ofEach("/aws/redshift"),
    pages: ["https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-audit-logging.html"],
    about: WarehouseNamespace,
    maker: "Redshift",
    exempt: ({ props }) => none(props.logExports),
    groups: ({ namespaceName, logExports }) => below("/aws/redshift", namespaceName, logExports),
  }),
  ownGroupPolicy({
    id: "replication-instance-log-group",
    title: "Replication tasks log to a group that the program declares",
    remediation:
      "Declare a `LogGroup` named `dms-tasks-` and the id of the replication instance, with `retentionInDays`.",
    pages: ["https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Monitoring.html"],
    about: ReplicationInstance,
    maker: "DMS",
    exempt: (instance, graph) =>
      graph
        .into(instance, ReplicationTask, "replicationInstanceArn")
        .some((task) => settingsOf(task).Logging?.EnableLogging === true)
        ? undefined
        : "none of its tasks keeps a log",
    groups: ({ replicationInstanceId: id }) => (id === undefined ? undefined : [`dms-tasks-${id}`]),
  }),
  ownGroupPolicy({
    id: "glue-job-log-group",
    title: "Glue jobs log to groups that the program declares",
    remediation:
      "Declare `LogGroup`s named `/aws-glue/jobs/output` and `/aws-glue/jobs/error` (`python-jobs` for Python shells), with `retentionInDays`, once for the account.",
    pages: ["https://docs.aws.amazon.com/glue/latest/dg/monitor-continuous-logging.html"],
    about: Job,
    maker: "Glue",
    exempt: ({ props }) =>
      isGiven(() => props.securityConfiguration)
        ? "its security configuration and role are in the names of its groups"
        : undefined,
    chosen: "defaultArguments.--continuous-log-logGroup",
    groups: ({ command }) =>
      ["output", "error"].map((log) => `/aws-glue/${command?.name === "pythonshell" ? "python-jobs" : "jobs"}/${log}`),
  }),
  ownGroupPolicy({
    id: "airflow-log-group",
    title: "Airflow environments log to groups that the program declares",
    remediation:
      "Declare a `LogGroup` named `airflow-`, the name of the environment, `-` and the module, such as `Scheduler`, with `retentionInDays`, for each module that logs.",
    pages: ["https://docs.aws.amazon.com/mwaa/latest/userguide/monitoring-airflow.html"],
    about: AirflowEnvironment,
    maker: "MWAA",
    exempt: ({ props }) => none(loggedModules(props), "none of its modules logs"),
    groups: (environment) =>
      environment.name === undefined
        ? undefined
        : loggedModules(environment).map((module) => `airflow-${environment.name}-${module}`),
  }),
  ownGroupPolicy({
    id: "transfer-connector-log-group",
    title: "Connectors of Transfer Family log to groups that the program declares",
    remediation: "Declare a `LogGroup` named `/aws/transfer/` and the id of the connector, with `retentionInDays`.",
    pages: ["https://docs.aws.amazon.com/transfer/latest/userguide/structured-logging.html"],
    about: Connector,
    maker: "Transfer Family",
    exempt: ({ props }) => (isGiven(() => props.loggingRole) ? undefined : "it writes no logs"),
    groups: ({ connectorId }) => (connectorId === undefined ? undefined : [`/aws/transfer/${connectorId}`]),
  }),
];
