import { UNKNOWN } from "../../../policies/graph/value";
import dataMovement from "../../../policies/services/data-movement";
import { other, ref, type Draft } from "../../resources";
import { judgeRows, switchCases } from "./rows";

const LEFT = { "left to the default": {} };
const toGroup = (enabled: boolean) => ({ cloudwatchLogs: { enabled, logGroup: "kafka" } });

const logging = (EnableLogging: boolean, LogComponents?: unknown) => ({
  replicationTaskSettings: JSON.stringify({ Logging: { EnableLogging, LogComponents } }),
});
const task = (component: string) =>
  switchCases(
    "dms/replicationTask:ReplicationTask",
    {
      "all components at the default": logging(true),
      detailed: logging(true, [{ Id: component, Severity: "LOGGER_SEVERITY_DETAILED_DEBUG" }]),
      "another component is quiet": logging(true, [{ Id: "SORTER", Severity: "LOGGER_SEVERITY_ERROR" }]),
    },
    {
      ...LEFT,
      "switched off": logging(false),
      "its component is quiet": logging(true, [{ Id: component, Severity: "LOGGER_SEVERITY_ERROR" }]),
    },
    "log",
    { replicationTaskSettings: UNKNOWN },
  );

const job = (values: Record<string, unknown> = {}): Draft =>
  other("aws:glue/job:Job", "job", { command: { name: "glueetl", scriptLocation: "s3://x/y" }, ...values });
const encryption = (cloudwatchEncryptionMode: unknown) => ({
  encryptionConfiguration: { cloudwatchEncryption: { cloudwatchEncryptionMode } },
});
const continuous = (value: string) => ({ "--enable-continuous-cloudwatch-log": value });
const airflow = (...modules: string[]) => ({
  loggingConfiguration: Object.fromEntries(modules.map((module) => [module, { enabled: true }])),
});

judgeRows(dataMovement, {
  "kafka-broker-logs": switchCases(
    "msk/cluster:Cluster",
    {
      "to a group": { loggingInfo: { brokerLogs: toGroup(true) } },
      "to a bucket": { loggingInfo: { brokerLogs: { ...toGroup(false), s3: { enabled: true, bucket: "logs" } } } },
    },
    { ...LEFT, "switched off": { loggingInfo: { brokerLogs: toGroup(false) } } },
    "the logs of its brokers go nowhere",
    { loggingInfo: UNKNOWN },
  ),
  "kafka-enhanced-monitoring": switchCases(
    "msk/cluster:Cluster",
    { "each broker": { enhancedMonitoring: "PER_BROKER" } },
    { ...LEFT, "the default by name": { enhancedMonitoring: "DEFAULT" } },
    "only the default metrics",
    { enhancedMonitoring: UNKNOWN },
  ),
  "kafka-connector-logs": switchCases(
    "mskconnect/connector:Connector",
    { "to a group": { logDelivery: { workerLogDelivery: toGroup(true) } } },
    { ...LEFT, "switched off": { logDelivery: { workerLogDelivery: toGroup(false) } } },
    "the logs of its workers go nowhere",
    { logDelivery: UNKNOWN },
  ),
  "message-broker-logs": switchCases(
    "mq/broker:Broker",
    {
      "both of ActiveMQ": { engineType: "ActiveMQ", logs: { general: true, audit: true } },
      "the one of RabbitMQ": { engineType: "RabbitMQ", logs: { general: true } },
    },
    { ...LEFT, "ActiveMQ without audit": { engineType: "ActiveMQ", logs: { general: true } } },
    "not all of its logs",
    { engineType: "ActiveMQ", logs: UNKNOWN },
  ),
  "stream-retention": {
    ...switchCases(
      "kinesis/stream:Stream",
      { "a week": { retentionPeriod: 168 } },
      { ...LEFT, "two days": { retentionPeriod: 48 } },
      "168 are required",
      { retentionPeriod: UNKNOWN },
    ),
    notApplicable: { "no stream of Kinesis": [job()] },
  },
  "athena-workgroup-metrics": switchCases(
    "athena/workgroup:Workgroup",
    { "left to the default": {}, "switched on": { configuration: { publishCloudwatchMetricsEnabled: true } } },
    { "switched off": { configuration: { publishCloudwatchMetricsEnabled: false } } },
    "metrics are switched off",
    { configuration: UNKNOWN },
  ),
  "replication-task-source-logs": task("SOURCE_CAPTURE"),
  "replication-task-target-logs": task("TARGET_LOAD"),
  "glue-job-logs": {
    pass: {
      "left to the default, which is the newest version": [job()],
      "a version that logs by itself": [job({ glueVersion: "5.0" })],
      "an older one that is told": [job({ glueVersion: "4.0", defaultArguments: continuous("true") })],
    },
    fail: {
      "an older version": [[job({ glueVersion: "4.0" })], "continuous logging is not switched on"],
      "switched off": [
        [job({ glueVersion: "3.0", defaultArguments: continuous("false") })],
        "continuous logging is not switched on",
      ],
    },
    unknown: { "a version that nobody knows yet": [[job({ glueVersion: UNKNOWN })], "glueVersion is not known"] },
    notApplicable: { "a Python shell": [job({ command: { name: "pythonshell" }, glueVersion: "3.0" })] },
  },
  "glue-log-encryption": switchCases(
    "glue/securityConfiguration:SecurityConfiguration",
    { "with a key": encryption("SSE-KMS") },
    { ...LEFT, "switched off": encryption("DISABLED") },
    "logs are not encrypted with a key",
    encryption(UNKNOWN),
  ),
  "datasync-task-logs": {
    pass: {
      "a group and a level": [
        other("aws:cloudwatch/logGroup:LogGroup", "group"),
        other("aws:datasync/task:Task", "it", {
          cloudwatchLogGroupArn: ref("group"),
          options: { logLevel: "BASIC" },
        }),
      ],
    },
    fail: {
      "left to the default": [[other("aws:datasync/task:Task", "it")], "transfers are not logged"],
      "a group without a level": [
        [other("aws:datasync/task:Task", "it", { cloudwatchLogGroupArn: "arn:aws:logs:eu-west-1:1:log-group:sync" })],
        "transfers are not logged",
      ],
      "a level without a group": [
        [other("aws:datasync/task:Task", "it", { options: { logLevel: "TRANSFER" } })],
        "transfers are not logged",
      ],
    },
    unknown: {
      "a level that nobody knows yet": [
        [other("aws:datasync/task:Task", "it", { cloudwatchLogGroupArn: UNKNOWN, options: { logLevel: UNKNOWN } })],
        "logLevel is not known",
      ],
    },
  },
  "emr-cluster-logs": {
    pass: {
      "a bucket": [other("aws:emr/cluster:Cluster", "it", { logUri: "s3://logs/emr/" })],
      "a bucket of the stack": [
        other("aws:s3/bucket:Bucket", "logs"),
        other("aws:emr/cluster:Cluster", "it", { logUri: ref("logs", "bucket", (name) => `s3://${name}/emr/`) }),
      ],
    },
    fail: {
      "left to the default": [[other("aws:emr/cluster:Cluster", "it")], "its logs stay on its nodes"],
      "nothing, as a state says it": [[other("aws:emr/cluster:Cluster", "it", { logUri: "" })], "stay on its nodes"],
    },
    unknown: "reads no value",
  },
  "airflow-logs": switchCases(
    "mwaa/environment:Environment",
    { "all three": airflow("schedulerLogs", "workerLogs", "webserverLogs") },
    { ...LEFT, "tasks only": airflow("taskLogs"), "two of three": airflow("schedulerLogs", "workerLogs") },
    "not all of its scheduler, workers and web server",
    { loggingConfiguration: UNKNOWN },
  ),
  "transfer-connector-logs": {
    pass: {
      "a role of the stack": [
        other("aws:iam/role:Role", "role"),
        other("aws:transfer/connector:Connector", "it", { loggingRole: ref("role") }),
      ],
    },
    fail: { "left to the default": [[other("aws:transfer/connector:Connector", "it")], "no role lets it write logs"] },
    unknown: "reads no value",
  },
});
