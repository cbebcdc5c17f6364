import { UNKNOWN } from "../../../policies/graph/value";
import databaseLogs from "../../../policies/services/database-logs";
import { other, ref, type Draft } from "../../resources";
import { judgeRows } from "./rows";

const instance = (values: Record<string, unknown>, name = "db"): Draft =>
  other("aws:rds/instance:Instance", name, { instanceClass: "db.m7g.large", ...values });
const cluster = (values: Record<string, unknown>): Draft => other("aws:rds/cluster:Cluster", "db", values);
const member = (values: Record<string, unknown> = {}, name = "one"): Draft =>
  other("aws:rds/clusterInstance:ClusterInstance", name, { clusterIdentifier: ref("db", "id"), ...values });
const group = (parameters: unknown, type = "parameterGroup:ParameterGroup"): Draft =>
  other(`aws:rds/${type}`, "settings", { family: "postgres16", parameters });
const clusterGroup = (parameters: unknown): Draft => group(parameters, "clusterParameterGroup:ClusterParameterGroup");
const exporting = (engine: string, ...logs: string[]): Draft =>
  instance({ engine, enabledCloudwatchLogsExports: logs });
const statements = [{ name: "log_statement", value: "ddl" }];
const grouped = { engine: "postgres", parameterGroupName: ref("settings", "name") };

judgeRows(databaseLogs, {
  "database-instance-log-exports": {
    pass: {
      "each engine its own logs": [
        instance({ engine: "mysql", enabledCloudwatchLogsExports: ["error", "slowquery"] }, "my"),
        instance({ engine: "postgres", enabledCloudwatchLogsExports: ["postgresql"] }, "post"),
        instance({ engine: "oracle-ee-cdb", enabledCloudwatchLogsExports: ["alert", "audit"] }, "oracle"),
        instance({ engine: "sqlserver-ex", enabledCloudwatchLogsExports: ["error", "agent"] }, "sql"),
      ],
      "a read replica has the engine of its source": [
        exporting("postgres", "postgresql"),
        instance({ replicateSourceDb: ref("db", "id"), enabledCloudwatchLogsExports: ["postgresql"] }, "copy"),
      ],
      "no log asked of the engine": {
        resources: [exporting("mysql", "slowquery")],
        settings: { logTypes: { postgres: ["postgresql"] } },
      },
    },
    fail: {
      "left to the default": [[instance({ engine: "mysql" })], "none of its logs is exported"],
      "the slow queries only": [[exporting("mariadb", "slowquery")], "its log error is not exported"],
      "a read replica, which inherits no exports": [
        [exporting("postgres", "postgresql"), instance({ replicateSourceDb: ref("db", "id") }, "copy")],
        "none of its logs is exported",
      ],
      "all the logs that a standard asks for": [
        { resources: [exporting("mysql", "error")], settings: { logTypes: { mysql: ["audit", "error"] } } },
        "its log audit is not exported",
      ],
    },
    unknown: {
      "exports that nobody knows yet": [
        [instance({ engine: "mysql", enabledCloudwatchLogsExports: UNKNOWN })],
        "enabledCloudwatchLogsExports is not known",
      ],
      "the engine of a snapshot": [
        [instance({ snapshotIdentifier: "last", enabledCloudwatchLogsExports: ["error"] })],
        "an engine that is not known",
      ],
    },
    notApplicable: { "RDS Custom": [instance({ engine: "custom-oracle-ee" })] },
  },
  "database-cluster-log-exports": {
    pass: {
      "the audit log of Aurora MySQL": [cluster({ engine: "aurora-mysql", enabledCloudwatchLogsExports: ["audit"] })],
      "the log of Aurora PostgreSQL": [
        cluster({ engine: "aurora-postgresql", enabledCloudwatchLogsExports: ["postgresql"] }),
      ],
    },
    fail: {
      "left to the default": [[cluster({ engine: "aurora-postgresql" })], "none of its logs is exported"],
      "errors without audit": [
        [cluster({ engine: "aurora-mysql", enabledCloudwatchLogsExports: ["error"] })],
        "its log audit is not exported",
      ],
      "a Multi-AZ cluster": [
        [cluster({ engine: "mysql", enabledCloudwatchLogsExports: ["general"] })],
        "its log error is not exported",
      ],
    },
    unknown: {
      "an engine that nobody knows yet": [
        [cluster({ engine: UNKNOWN, enabledCloudwatchLogsExports: ["audit"] })],
        "engine is not known",
      ],
    },
    notApplicable: { "Aurora Serverless v1": [cluster({ engine: "aurora-mysql", engineMode: "serverless" })] },
  },
  "database-instance-statement-logs": {
    pass: {
      "by the server": [group(statements), instance(grouped)],
      "by the audit extension": [group([{ name: "pgaudit.log", value: "write" }]), instance(grouped)],
      "a read replica, with the group of its source": [
        group(statements),
        instance(grouped),
        instance({ replicateSourceDb: ref("db", "id") }, "copy"),
      ],
    },
    fail: {
      "left to the default": [[instance({ engine: "postgres" })], "leave statements out"],
      "the group of AWS": [
        [instance({ engine: "postgres", parameterGroupName: "default.postgres16" })],
        "leave statements out",
      ],
      "slow statements only": [
        [group([{ name: "log_min_duration_statement", value: "1000" }]), instance(grouped)],
        "leave statements out",
      ],
    },
    unknown: {
      "a group of another stack": [[instance({ ...grouped, parameterGroupName: "shared" })], "parameter group shared"],
      "a value that nobody knows yet": [
        [group([{ name: "log_statement", value: UNKNOWN }]), instance(grouped)],
        "value is not known",
      ],
      "a read replica of another stack": [
        [instance({ engine: "postgres", replicateSourceDb: "main" })],
        "a read replica of a database that is not in this stack",
      ],
    },
    notApplicable: { "another engine": [instance({ engine: "mysql" })] },
  },
  "database-cluster-statement-logs": {
    pass: {
      "by the cluster": [
        clusterGroup(statements),
        cluster({ engine: "aurora-postgresql", dbClusterParameterGroupName: ref("settings", "name") }),
      ],
      "by each of its instances": [
        group(statements),
        cluster({ engine: "aurora-postgresql" }),
        member({ dbParameterGroupName: ref("settings", "name") }),
      ],
    },
    fail: {
      "left to the default": [[cluster({ engine: "aurora-postgresql" }), member()], "leave statements out"],
      "one of two instances": [
        [
          group(statements),
          cluster({ engine: "aurora-postgresql" }),
          member({ dbParameterGroupName: ref("settings", "name") }),
          member({}, "two"),
        ],
        "leave statements out",
      ],
    },
    unknown: {
      "a group of another stack": [
        [cluster({ engine: "aurora-postgresql", dbClusterParameterGroupName: "shared" })],
        "parameter group shared",
      ],
    },
    notApplicable: { "another engine": [cluster({ engine: "aurora-mysql" })] },
  },
});
