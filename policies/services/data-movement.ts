import { partial, supporting } from "../frameworks/controls";
import { Workgroup } from "../kinds/athena";
import { Task } from "../kinds/datasync";
import { ReplicationTask } from "../kinds/dms";
import { Cluster } from "../kinds/emr";
import { Job, SecurityConfiguration, type JobProps } from "../kinds/glue";
import { Stream } from "../kinds/kinesis";
import { MessageBroker } from "../kinds/mq";
import { KafkaCluster, KafkaConnector, type LogDestinations } from "../kinds/msk";
import { AirflowEnvironment } from "../kinds/mwaa";
import { Connector } from "../kinds/transfer";
import { evidence, fail, pass, policy } from "../policy";
import { settingsOf } from "./replication-settings";
import { isGiven, settingPolicy } from "./switch";

const LOGGED = [partial("nist-800-53-r5/AU-12"), supporting("soc2-2017/CC7.2"), supporting("iso-27001-2022/A.8.15")];
const OBSERVED = [supporting("nist-800-53-r5/SI-4"), supporting("soc2-2017/CC7.2")];

/** One place is enough. */
const delivered = (to: LogDestinations | undefined): boolean =>
  [to?.cloudwatchLogs, to?.firehose, to?.s3].some((destination) => destination?.enabled);

/** https://docs.aws.amazon.com/glue/latest/dg/monitor-continuous-logging.html: since 5.0, which is the default, it is always on. */
const logsByItself = ({ glueVersion }: JobProps): boolean => glueVersion === undefined || parseFloat(glueVersion) >= 5;

/** From these on, the log of a component says what was done, not only what failed. */
const SEVERITIES = ["DEFAULT", "DEBUG", "DETAILED_DEBUG"].map((name) => `LOGGER_SEVERITY_${name}`);

const taskLogs = (id: string, title: string, components: readonly string[]) =>
  policy({
    id,
    title,
    severity: "medium",
    description: "A task without a log stops, or leaves rows out, and nobody can tell which or why.",
    remediation: `Set \`Logging.EnableLogging\` in \`replicationTaskSettings\`, with ${components.join(" and ")} at \`LOGGER_SEVERITY_DEFAULT\` or above.`,
    controls: LOGGED,
    pages: ["https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.Logging.html"],
    about: ReplicationTask,
    scope: "resource",
    check(task) {
      const { Logging: logging } = settingsOf(task);
      const seen = evidence(task, "replicationTaskSettings", logging?.EnableLogging ?? "not set");
      if (!logging?.EnableLogging) return fail("the task keeps no log", seen);
      const quiet = (logging.LogComponents ?? []).filter(
        ({ Id, Severity }) => components.includes(Id ?? "") && !SEVERITIES.includes(Severity ?? SEVERITIES[0]),
      );
      return quiet.length > 0 ? fail(`${quiet.map(({ Id }) => Id).join(", ")} logs errors only`, seen) : pass(seen);
    },
  });

const MODULES = ["schedulerLogs", "workerLogs", "webserverLogs"] as const;

/** What moves, transforms and queries data. */
export default [
  settingPolicy({
    id: "kafka-broker-logs",
    title: "Brokers of MSK send their logs away",
    severity: "medium",
    description: "The log of a broker says which clients were refused and why a partition was lost.",
    remediation: "Switch on one of `cloudwatchLogs`, `firehose` and `s3` in `loggingInfo.brokerLogs`.",
    controls: LOGGED,
    pages: ["https://docs.aws.amazon.com/msk/latest/developerguide/msk-logging.html"],
    about: KafkaCluster,
    path: "loggingInfo.brokerLogs",
    on: ({ loggingInfo }) => delivered(loggingInfo?.brokerLogs),
    off: "the logs of its brokers go nowhere",
  }),
  settingPolicy({
    id: "kafka-enhanced-monitoring",
    title: "MSK measures each broker",
    severity: "low",
    description: "The default metrics hide the one broker, or the one topic, that falls behind.",
    remediation: "Set `enhancedMonitoring` to `PER_BROKER` or more.",
    controls: OBSERVED,
    pages: ["https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html"],
    about: KafkaCluster,
    path: "enhancedMonitoring",
    on: ({ enhancedMonitoring }) => (enhancedMonitoring ?? "DEFAULT") !== "DEFAULT",
    remediate: () => ({ enhancedMonitoring: "PER_BROKER" }),
    off: "only the default metrics are published",
  }),
  settingPolicy({
    id: "kafka-connector-logs",
    title: "Connectors of MSK send the logs of their workers away",
    severity: "medium",
    description: "A worker that fails takes its log with it, and the records that it did not move.",
    remediation: "Switch on one of `cloudwatchLogs`, `firehose` and `s3` in `logDelivery.workerLogDelivery`.",
    controls: LOGGED,
    pages: ["https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-logging.html"],
    about: KafkaConnector,
    path: "logDelivery.workerLogDelivery",
    on: ({ logDelivery }) => delivered(logDelivery?.workerLogDelivery),
    off: "the logs of its workers go nowhere",
  }),
  settingPolicy({
    id: "message-broker-logs",
    title: "Message brokers publish general logs, and audit logs where they have them",
    severity: "medium",
    description: "The general log has failures and sign-ins; the audit log of ActiveMQ has who managed the broker.",
    remediation: "Set `logs.general: true`, and `logs.audit: true` where the engine is ActiveMQ.",
    controls: LOGGED,
    pages: ["https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/security-logging-monitoring.html"],
    about: MessageBroker,
    path: "logs",
    on: ({ logs, engineType }) => logs?.general && (/rabbitmq/i.test(engineType ?? "") || logs.audit),
    off: "not all of its logs are switched on",
  }),
  policy({
    id: "stream-retention",
    title: "Kinesis streams keep records for a week",
    severity: "low",
    description: "A consumer that stops over a long weekend comes back to records that are gone.",
    remediation: "Set `retentionPeriod` to 168 hours or more.",
    controls: [supporting("nist-800-53-r5/AU-11"), supporting("soc2-2017/A1.2")],
    pages: ["https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html"],
    about: Stream,
    parameters: {
      minimumHours: {
        description: "Hours that a stream keeps its records at least.",
        default: 168,
        source: "AWS Security Hub Kinesis.3: 168 hours",
        schema: { type: "integer", minimum: 24, maximum: 8760 },
      },
    },
    scope: "resource",
    check(stream, { minimumHours }) {
      // What AWS gives a stream that nobody gives more.
      const hours = stream.props.retentionPeriod ?? 24;
      const seen = evidence(stream, "retentionPeriod");
      return hours >= minimumHours
        ? pass(seen)
        : fail(`records are gone after ${hours} hours; ${minimumHours} are required`, seen);
    },
  }),
  settingPolicy({
    id: "athena-workgroup-metrics",
    title: "Athena workgroups publish metrics of their queries",
    severity: "low",
    description: "The metrics say how much was scanned and how many queries failed; an alarm has nothing else to read.",
    remediation: "Leave `configuration.publishCloudwatchMetricsEnabled` at `true`.",
    controls: OBSERVED,
    pages: ["https://docs.aws.amazon.com/athena/latest/ug/athena-cloudwatch-metrics-enable.html"],
    about: Workgroup,
    path: "configuration.publishCloudwatchMetricsEnabled",
    on: ({ configuration }) => configuration?.publishCloudwatchMetricsEnabled ?? true,
    off: "metrics are switched off",
  }),
  taskLogs("replication-task-source-logs", "Replication tasks log what they read from the source", [
    "SOURCE_CAPTURE",
    "SOURCE_UNLOAD",
  ]),
  taskLogs("replication-task-target-logs", "Replication tasks log what they write to the target", [
    "TARGET_APPLY",
    "TARGET_LOAD",
  ]),
  settingPolicy({
    id: "glue-job-logs",
    title: "Glue jobs log while they run",
    severity: "low",
    description: "Before version 5.0, drivers and executors put their logs away only once the job is done.",
    remediation: 'Set `--enable-continuous-cloudwatch-log` to `"true"` in `defaultArguments`, or `glueVersion` to 5.0.',
    controls: LOGGED,
    pages: ["https://docs.aws.amazon.com/glue/latest/dg/monitor-continuous-logging.html"],
    about: Job,
    exempt: ({ props: { command } }) =>
      ["pythonshell", "glueray"].includes(command?.name ?? "")
        ? "only Spark jobs can put their logs away late"
        : undefined,
    path: "defaultArguments",
    on: (job) => logsByItself(job) || job.defaultArguments?.["--enable-continuous-cloudwatch-log"] === "true",
    off: "continuous logging is not switched on",
  }),
  settingPolicy({
    id: "glue-log-encryption",
    title: "Security configurations of Glue encrypt logs with a key",
    severity: "low",
    description:
      "Logs of jobs quote the data that they work on. A job without a security configuration writes to groups that are judged by themselves.",
    remediation: 'Set `encryptionConfiguration.cloudwatchEncryption` to `"SSE-KMS"` and a key.',
    controls: [supporting("nist-800-53-r5/AU-9"), supporting("nist-800-53-r5/SC-28(1)")],
    pages: ["https://docs.aws.amazon.com/glue/latest/dg/encryption-security-configuration.html"],
    about: SecurityConfiguration,
    path: "encryptionConfiguration.cloudwatchEncryption.cloudwatchEncryptionMode",
    on: ({ encryptionConfiguration }) =>
      encryptionConfiguration?.cloudwatchEncryption?.cloudwatchEncryptionMode === "SSE-KMS",
    off: "logs are not encrypted with a key",
  }),
  settingPolicy({
    id: "datasync-task-logs",
    title: "DataSync tasks log what they transfer",
    severity: "medium",
    description: "The log says which files were moved, verified or left out.",
    remediation: "Set `cloudwatchLogGroupArn`, and `options.logLevel` to `BASIC` or `TRANSFER`.",
    controls: LOGGED,
    pages: ["https://docs.aws.amazon.com/datasync/latest/userguide/configure-logging.html"],
    about: Task,
    path: "options.logLevel",
    on: (task) => isGiven(() => task.cloudwatchLogGroupArn) && (task.options?.logLevel ?? "OFF") !== "OFF",
    off: "transfers are not logged",
  }),
  settingPolicy({
    id: "emr-cluster-logs",
    title: "EMR clusters keep their logs in a bucket",
    severity: "medium",
    description: "The logs of steps and nodes go with the cluster, which is often gone an hour later.",
    remediation: "Set `logUri` to a place in a bucket, such as `s3://logs/emr/`.",
    controls: LOGGED,
    pages: ["https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-debugging.html"],
    about: Cluster,
    path: "logUri",
    on: (cluster) => isGiven(() => cluster.logUri),
    off: "its logs stay on its nodes",
  }),
  settingPolicy({
    id: "airflow-logs",
    title: "Airflow environments log their scheduler, workers and web server",
    severity: "medium",
    description: "Only the logs of tasks are on by themselves; those of the web server say who signed in.",
    remediation: "Set `enabled: true` in `schedulerLogs`, `workerLogs` and `webserverLogs` of `loggingConfiguration`.",
    controls: LOGGED,
    pages: ["https://docs.aws.amazon.com/mwaa/latest/userguide/monitoring-airflow.html"],
    about: AirflowEnvironment,
    path: "loggingConfiguration",
    on: ({ loggingConfiguration }) => MODULES.every((module) => loggingConfiguration?.[module]?.enabled),
    off: "not all of its scheduler, workers and web server are logged",
  }),
  settingPolicy({
    id: "transfer-connector-logs",
    title: "Connectors of Transfer Family log their transfers",
    severity: "medium",
    description: "The log says which file went to which partner, and whether it arrived.",
    remediation: "Set `loggingRole` to a role that may write to CloudWatch Logs.",
    controls: LOGGED,
    pages: ["https://docs.aws.amazon.com/transfer/latest/userguide/structured-logging.html"],
    about: Connector,
    path: "loggingRole",
    on: (connector) => isGiven(() => connector.loggingRole),
    off: "no role lets it write logs",
  }),
];
