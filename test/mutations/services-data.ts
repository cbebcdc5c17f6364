import { logGroup, other, ref, type Draft } from "../resources";
import type { Family } from "./breaks";
import { drop, set } from "./edits";

/** Data stores, and what moves data, that log and show themselves as they should. */

const INSTANCE = "rds/instance:Instance";
const CLUSTER = "rds/cluster:Cluster";
const MEMBER = "rds/clusterInstance:ClusterInstance";
const PARAMETERS = "rds/parameterGroup:ParameterGroup";
const CLUSTER_PARAMETERS = "rds/clusterParameterGroup:ClusterParameterGroup";
const EVENTS = "rds/eventSubscription:EventSubscription";
const DOCUMENTS = "docdb/cluster:Cluster";
const GRAPH = "neptune/cluster:Cluster";
const GRAPH_PARAMETERS = "neptune/clusterParameterGroup:ClusterParameterGroup";
const WAREHOUSE = "redshift/cluster:Cluster";
const WAREHOUSE_LOGGING = "redshift/logging:Logging";
const WAREHOUSE_PARAMETERS = "redshift/parameterGroup:ParameterGroup";
const NAMESPACE = "redshiftserverless/namespace:Namespace";
const SEARCH = "opensearch/domain:Domain";
const KAFKA = "msk/cluster:Cluster";
const KAFKA_CONNECTOR = "mskconnect/connector:Connector";
const BROKER = "mq/broker:Broker";
const STREAM = "kinesis/stream:Stream";
const WORKGROUP = "athena/workgroup:Workgroup";
const TASK = "dms/replicationTask:ReplicationTask";
const JOB = "glue/job:Job";
const SECURITY = "glue/securityConfiguration:SecurityConfiguration";
const SYNC = "datasync/task:Task";
const EMR = "emr/cluster:Cluster";
const AIRFLOW = "mwaa/environment:Environment";
const CONNECTOR = "transfer/connector:Connector";
const GROUP = "cloudwatch/logGroup:LogGroup";

const ELSEWHERE = "arn:aws:logs:eu-west-1:111122223333:log-group:elsewhere";
const group = (name: string, called: unknown): Draft =>
  logGroup(name, { name: called, retentionInDays: 365, kmsKeyId: ref("groups-key") });
const parameters = (type: string, name: string, settings: Record<string, string>): Draft =>
  other(`aws:${type}`, name, { parameters: Object.entries(settings).map(([key, value]) => ({ name: key, value })) });

const SEEN = { monitoringInterval: 60, performanceInsightsEnabled: true };
const AWAY = { cloudwatchLogs: { enabled: true, logGroup: "elsewhere" } };
const ON = { enabled: true };
const published = (...types: string[]) => ({
  logPublishingOptions: types.map((logType) => ({ logType, cloudwatchLogGroupArn: ELSEWHERE })),
});
const SLOW = ["SEARCH_SLOW_LOGS", "INDEX_SLOW_LOGS"];
const quiet = (component: string) =>
  set(TASK, {
    replicationTaskSettings: JSON.stringify({
      Logging: { EnableLogging: true, LogComponents: [{ Id: component, Severity: "LOGGER_SEVERITY_ERROR" }] },
    }),
  });

export const servicesData: Family = {
  healthy: [
    parameters(PARAMETERS, "postgres-settings", { log_statement: "ddl" }),
    other(`aws:${INSTANCE}`, "orders-db", {
      identifier: "orders-db",
      engine: "postgres",
      instanceClass: "db.m7g.large",
      enabledCloudwatchLogsExports: ["postgresql"],
      parameterGroupName: ref("postgres-settings", "name"),
      ...SEEN,
    }),
    group("orders-db-log", "/aws/rds/instance/orders-db/postgresql"),
    parameters(CLUSTER_PARAMETERS, "aurora-settings", { "pgaudit.log": "write" }),
    other(`aws:${CLUSTER}`, "orders-cluster", {
      clusterIdentifier: "orders-cluster",
      engine: "aurora-postgresql",
      enabledCloudwatchLogsExports: ["postgresql"],
      dbClusterParameterGroupName: ref("aurora-settings", "name"),
    }),
    other(`aws:${MEMBER}`, "orders-writer", {
      clusterIdentifier: ref("orders-cluster", "id"),
      engine: "aurora-postgresql",
      instanceClass: "db.r7g.large",
      ...SEEN,
    }),
    group("orders-cluster-log", "/aws/rds/cluster/orders-cluster/postgresql"),
    other(`aws:${CLUSTER}`, "reports-cluster", {
      clusterIdentifier: "reports-cluster",
      engine: "mysql",
      enabledCloudwatchLogsExports: ["error"],
      ...SEEN,
    }),
    group("reports-cluster-log", "/aws/rds/cluster/reports-cluster/error"),
    other(`aws:${EVENTS}`, "database-events", { snsTopic: "arn:aws:sns:eu-west-1:111122223333:elsewhere" }),
    parameters("docdb/clusterParameterGroup:ClusterParameterGroup", "document-settings", {
      audit_logs: "enabled",
      profiler: "enabled",
    }),
    other(`aws:${DOCUMENTS}`, "documents", {
      clusterIdentifier: "documents",
      enabledCloudwatchLogsExports: ["audit", "profiler"],
      dbClusterParameterGroupName: ref("document-settings", "name"),
    }),
    group("documents-audit", "/aws/docdb/documents/audit"),
    group("documents-profiler", "/aws/docdb/documents/profiler"),
    parameters(GRAPH_PARAMETERS, "graph-settings", { neptune_enable_audit_log: "1" }),
    other(`aws:${GRAPH}`, "graph", {
      clusterIdentifier: "graph",
      enableCloudwatchLogsExports: ["audit"],
      neptuneClusterParameterGroupName: ref("graph-settings", "name"),
    }),
    group("graph-audit", "/aws/neptune/graph/audit"),
    parameters(WAREHOUSE_PARAMETERS, "warehouse-settings", { enable_user_activity_logging: "true" }),
    other(`aws:${WAREHOUSE}`, "warehouse", {
      clusterIdentifier: "sales",
      clusterParameterGroupName: ref("warehouse-settings", "name"),
    }),
    other(`aws:${WAREHOUSE_LOGGING}`, "warehouse-log", {
      clusterIdentifier: ref("warehouse", "clusterIdentifier"),
      logDestinationType: "cloudwatch",
      logExports: ["userlog"],
    }),
    group("warehouse-users", "/aws/redshift/cluster/sales/userlog"),
    other(`aws:${NAMESPACE}`, "namespace", { namespaceName: "adhoc", logExports: ["connectionlog", "userlog"] }),
    group("namespace-connections", "/aws/redshift/adhoc/connectionlog"),
    group("namespace-users", "/aws/redshift/adhoc/userlog"),
    other(`aws:${SEARCH}`, "search", {
      domainName: "products",
      ...published("ES_APPLICATION_LOGS", "AUDIT_LOGS", ...SLOW),
    }),
    other(`aws:${KAFKA}`, "kafka", { loggingInfo: { brokerLogs: AWAY }, enhancedMonitoring: "PER_BROKER" }),
    other(`aws:${KAFKA_CONNECTOR}`, "kafka-connector", { logDelivery: { workerLogDelivery: AWAY } }),
    other(`aws:${BROKER}`, "broker", { engineType: "ActiveMQ", logs: { general: true, audit: true } }),
    other(`aws:${STREAM}`, "records", { retentionPeriod: 168 }),
    other(`aws:${WORKGROUP}`, "workgroup"),
    other("aws:dms/replicationInstance:ReplicationInstance", "mover", { replicationInstanceId: "mover" }),
    other(`aws:${TASK}`, "move", {
      replicationInstanceArn: ref("mover", "replicationInstanceArn"),
      replicationTaskSettings: JSON.stringify({ Logging: { EnableLogging: true } }),
    }),
    group("mover-log", "dms-tasks-mover"),
    other(`aws:${JOB}`, "job", {
      command: { name: "glueetl" },
      glueVersion: "4.0",
      defaultArguments: { "--enable-continuous-cloudwatch-log": "true" },
    }),
    group("job-output", "/aws-glue/jobs/output"),
    group("job-error", "/aws-glue/jobs/error"),
    other(`aws:${SECURITY}`, "job-security", {
      encryptionConfiguration: { cloudwatchEncryption: { cloudwatchEncryptionMode: "SSE-KMS" } },
    }),
    other(`aws:${SYNC}`, "sync", { cloudwatchLogGroupArn: ELSEWHERE, options: { logLevel: "TRANSFER" } }),
    other(`aws:${EMR}`, "emr", { logUri: "s3://elsewhere/emr/" }),
    other(`aws:${AIRFLOW}`, "airflow", {
      name: "airflow",
      loggingConfiguration: { schedulerLogs: ON, workerLogs: ON, webserverLogs: ON, taskLogs: { enabled: false } },
    }),
    ...["Scheduler", "Worker", "WebServer"].map((module) => group(`airflow-${module}`, `airflow-airflow-${module}`)),
    other(`aws:${CONNECTOR}`, "connector", { loggingRole: "arn:aws:iam::111122223333:role/elsewhere" }),
    group(
      "connector-log",
      ref("connector", "connectorId", (id) => `/aws/transfer/${id}`),
    ),
  ],
  mutations: {
    "database-instance-log-exports": {
      "left to the default": set(INSTANCE, { enabledCloudwatchLogsExports: undefined }, /^orders-db$/),
    },
    "database-cluster-log-exports": {
      "left to the default": set(CLUSTER, { enabledCloudwatchLogsExports: undefined }, /^orders-cluster$/),
    },
    "database-instance-statement-logs": { "left to the default": set(PARAMETERS, { parameters: undefined }) },
    "database-cluster-statement-logs": { "left to the default": set(CLUSTER_PARAMETERS, { parameters: undefined }) },
    "database-instance-enhanced-monitoring": {
      "left to the default": set(INSTANCE, { monitoringInterval: undefined }, /^orders-db$/),
    },
    "database-cluster-enhanced-monitoring": {
      "left to the default": set(CLUSTER, { monitoringInterval: undefined }, /^reports-cluster$/),
    },
    "cluster-instance-enhanced-monitoring": {
      "left to the default": set(MEMBER, { monitoringInterval: undefined }, /^orders-writer$/),
    },
    "database-instance-insights": {
      "left to the default": set(INSTANCE, { performanceInsightsEnabled: undefined }, /^orders-db$/),
    },
    "database-cluster-insights": {
      "left to the default": set(CLUSTER, { performanceInsightsEnabled: undefined }, /^reports-cluster$/),
    },
    "cluster-instance-insights": {
      "left to the default": set(MEMBER, { performanceInsightsEnabled: undefined }, /^orders-writer$/),
    },
    "database-instance-event-subscription": { "of clusters only": set(EVENTS, { sourceType: "db-cluster" }) },
    "database-cluster-event-subscription": { "of instances only": set(EVENTS, { sourceType: "db-instance" }) },
    "documentdb-audit-logs": {
      "not exported": set(DOCUMENTS, { enabledCloudwatchLogsExports: ["profiler"] }),
    },
    "documentdb-profiler-logs": {
      "not exported": set(DOCUMENTS, { enabledCloudwatchLogsExports: ["audit"] }),
    },
    "neptune-audit-logs": { "exported, and not written": set(GRAPH_PARAMETERS, { parameters: [] }) },
    "redshift-audit-logs": { "no logging": drop(WAREHOUSE_LOGGING) },
    "redshift-user-activity-logs": { "left to the default": set(WAREHOUSE_PARAMETERS, { parameters: [] }) },
    "redshift-serverless-log-exports": { "one of two": set(NAMESPACE, { logExports: ["userlog"] }) },
    "search-domain-error-logs": {
      "audit and slow logs only": set(SEARCH, published("AUDIT_LOGS", ...SLOW)),
    },
    "search-domain-slow-logs": {
      "error and audit logs only": set(SEARCH, published("ES_APPLICATION_LOGS", "AUDIT_LOGS")),
    },
    "search-domain-audit-logs": {
      "error and slow logs only": set(SEARCH, published("ES_APPLICATION_LOGS", ...SLOW)),
    },
    "kafka-broker-logs": { "left to the default": set(KAFKA, { loggingInfo: undefined }) },
    "kafka-enhanced-monitoring": { "left to the default": set(KAFKA, { enhancedMonitoring: undefined }) },
    "kafka-connector-logs": { "left to the default": set(KAFKA_CONNECTOR, { logDelivery: undefined }) },
    "message-broker-logs": { "no audit log": set(BROKER, { logs: { general: true } }) },
    "stream-retention": { "left to the default": set(STREAM, { retentionPeriod: undefined }) },
    "athena-workgroup-metrics": {
      "switched off": set(WORKGROUP, { configuration: { publishCloudwatchMetricsEnabled: false } }),
    },
    "replication-task-source-logs": { "errors only": quiet("SOURCE_UNLOAD") },
    "replication-task-target-logs": { "errors only": quiet("TARGET_APPLY") },
    "glue-job-logs": { "left to the default": set(JOB, { defaultArguments: undefined }) },
    "glue-log-encryption": { "left to the default": set(SECURITY, { encryptionConfiguration: undefined }) },
    "datasync-task-logs": { "left to the default": set(SYNC, { options: undefined }) },
    "emr-cluster-logs": { "left to the default": set(EMR, { logUri: undefined }) },
    "airflow-logs": {
      "no web server": set(AIRFLOW, {
        loggingConfiguration: { schedulerLogs: ON, workerLogs: ON, taskLogs: { enabled: false } },
      }),
    },
    "transfer-connector-logs": { "left to the default": set(CONNECTOR, { loggingRole: undefined }) },
    "database-instance-log-group": { "no group": drop(GROUP, /^orders-db-log$/) },
    "database-cluster-log-group": { "no group": drop(GROUP, /^orders-cluster-log$/) },
    "documentdb-log-group": { "no group": drop(GROUP, /^documents-profiler$/) },
    "neptune-log-group": { "no group": drop(GROUP, /^graph-audit$/) },
    "redshift-log-group": { "no group": drop(GROUP, /^warehouse-users$/) },
    "redshift-serverless-log-group": { "no group": drop(GROUP, /^namespace-users$/) },
    "replication-instance-log-group": { "no group": drop(GROUP, /^mover-log$/) },
    "glue-job-log-group": { "no group": drop(GROUP, /^job-error$/) },
    "airflow-log-group": { "no group": drop(GROUP, /^airflow-Worker$/) },
    "transfer-connector-log-group": { "no group": drop(GROUP, /^connector-log$/) },
  },
};
