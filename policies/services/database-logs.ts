import { partial, supporting } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import {
  ClusterInstance,
  ClusterParameterGroup,
  DatabaseCluster,
  DatabaseInstance,
  ParameterGroup,
  type DatabaseClusterProps,
  type DatabaseInstanceProps,
} from "../kinds/rds";
import { evidence, fail, notApplicable, pass, policy, type Answer, type Parameter } from "../policy";
import { parametersOf, type Parameters } from "./parameters";

const EXPORTS = "enabledCloudwatchLogsExports";
const LOGGED = [partial("nist-800-53-r5/AU-12"), supporting("pci-dss-4.0.1/10.2.1"), supporting("soc2-2017/CC7.2")];
const DESCRIPTION =
  "The log on the host is rotated away within days and goes with the database; what is exported stays, and can raise an alarm.";

const logTypes = (value: Record<string, string[]>): Parameter<Record<string, string[]>> => ({
  description: "Logs that must be exported, by engine; an engine that is not named exports whatever it likes.",
  default: value,
  source: "The logs of the engine that say who came in and what failed, out of those in AWS Security Hub RDS.9",
  schema: { type: "object", additionalProperties: { type: "array", items: { type: "string" } } },
});

type Exporting = Resource<DatabaseInstanceProps> | Resource<DatabaseClusterProps>;

/** @param engine as the program writes it, or the family that `oracle-ee` belongs to */
function judgeExports(subject: Exporting, engine: string | undefined, wanted: Record<string, string[]>): Answer {
  const exported = subject.props.enabledCloudwatchLogsExports ?? [];
  const seen = evidence(subject as Resource<unknown>, EXPORTS);
  if (exported.length === 0) return fail("none of its logs is exported", seen);
  if (engine === undefined) return subject.undecided("of an engine that is not known");
  const missing = (wanted[engine] ?? wanted[engine.replace(/-.*$/, "")] ?? []).filter(
    (type) => !exported.includes(type),
  );
  return missing.length > 0 ? fail(`its log ${missing.join(", ")} is not exported`, seen) : pass(seen);
}

type Instance = Resource<DatabaseInstanceProps>;

/** A read replica has the engine of its source. */
const engineOf = (instance: Instance, graph: Graph): string | undefined =>
  instance.props.engine ?? sourceOf(instance, graph)?.props.engine;

const sourceOf = (instance: Instance, graph: Graph): Instance | undefined =>
  graph.follow(instance as Resource<unknown>, "replicateSourceDb", DatabaseInstance).known[0];

/** In its own region, a read replica has the parameter group of its source as long as nobody gives it another. */
function whoseGroup(instance: Instance, graph: Graph): Instance {
  if (instance.has("parameterGroupName") || !instance.has("replicateSourceDb")) return instance;
  return sourceOf(instance, graph) ?? instance.undecided("a read replica of a database that is not in this stack");
}

const isPostgres = (engine: string | undefined): boolean => /^(aurora-)?postgres/.test(engine ?? "");

/** PostgreSQL writes statements by itself, or by way of its audit extension. */
const logsStatements = (told: Parameters): boolean =>
  ["ddl", "mod", "all"].includes(told("log_statement") ?? "none") ||
  told("log_min_duration_statement") === "0" ||
  !["none", ""].includes(told("pgaudit.log") ?? "none");

const STATEMENTS = {
  severity: "low",
  description:
    "Out of the box PostgreSQL logs errors only: nobody can tell later who changed a table, or read it. Statements may hold personal data, so `ddl` is a start.",
  controls: [supporting("nist-800-53-r5/AU-12"), supporting("pci-dss-4.0.1/10.2.1"), supporting("hipaa/164.312(b)")],
  pages: ["https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.PostgreSQL.html"],
} as const;
const SILENT = "its parameters leave statements out of the log";

/** What databases of RDS write down, and whether it leaves the host. */
export default [
  policy({
    id: "database-instance-log-exports",
    title: "Database instances export the logs of their engine",
    severity: "medium",
    description: DESCRIPTION,
    remediation:
      "List the logs of the engine in `enabledCloudwatchLogsExports`; the `audit` log of MySQL and MariaDB also needs the audit plugin in the option group.",
    controls: [partial("aws-security-hub/RDS.9"), ...LOGGED],
    pages: ["https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html"],
    about: DatabaseInstance,
    parameters: {
      logTypes: logTypes({
        mysql: ["error"],
        mariadb: ["error"],
        postgres: ["postgresql"],
        oracle: ["alert", "audit"],
        sqlserver: ["error"],
        db2: ["diag.log"],
      }),
    },
    check(instance, graph, { logTypes }) {
      const engine = engineOf(instance, graph);
      if (engine?.startsWith("custom-")) return notApplicable("RDS Custom exports no logs");
      if (engine?.startsWith("aurora")) return notApplicable("the cluster exports the logs of its instances");
      return judgeExports(instance, engine, logTypes);
    },
  }),
  policy({
    id: "database-cluster-log-exports",
    title: "Database clusters export their logs, the audit log among them",
    severity: "medium",
    description: DESCRIPTION,
    remediation:
      "List `audit` (Aurora MySQL), `postgresql` (PostgreSQL) or `error` (MySQL) in `enabledCloudwatchLogsExports`; Aurora MySQL also needs `server_audit_logging` in its parameter group.",
    controls: LOGGED,
    pages: [
      "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Integrating.CloudWatch.html",
      "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.CloudWatch.html",
    ],
    about: DatabaseCluster,
    parameters: {
      logTypes: logTypes({
        "aurora-mysql": ["audit"],
        "aurora-postgresql": ["postgresql"],
        aurora: ["audit"],
        mysql: ["error"],
        postgres: ["postgresql"],
      }),
    },
    scope: "resource",
    check(cluster, { logTypes }) {
      // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless.viewing.logging.html
      if (cluster.props.engineMode === "serverless")
        return notApplicable("Aurora Serverless v1 exports whatever its parameters let it log");
      return judgeExports(cluster, cluster.props.engine, logTypes);
    },
  }),
  policy({
    ...STATEMENTS,
    id: "database-instance-statement-logs",
    title: "PostgreSQL instances log statements",
    remediation:
      "Set `log_statement` to `ddl` or more, or `pgaudit.log`, in the `ParameterGroup` that `parameterGroupName` names.",
    about: DatabaseInstance,
    check(instance, graph) {
      const engine = engineOf(instance, graph) ?? instance.undecided("of an engine that is not known");
      if (!isPostgres(engine)) return notApplicable("it is no PostgreSQL");
      const owner = whoseGroup(instance, graph) as Resource<unknown>;
      const told = parametersOf(owner, "parameterGroupName", ParameterGroup, graph);
      const seen = evidence(owner, "parameterGroupName");
      return logsStatements(told) ? pass(seen) : fail(SILENT, seen);
    },
  }),
  policy({
    ...STATEMENTS,
    id: "database-cluster-statement-logs",
    title: "PostgreSQL clusters log statements",
    remediation:
      "Set `log_statement` to `ddl` or more, or `pgaudit.log`, in the `ClusterParameterGroup` that `dbClusterParameterGroupName` names.",
    about: DatabaseCluster,
    check(cluster, graph) {
      if (!isPostgres(cluster.props.engine)) return notApplicable("it is no PostgreSQL");
      const property = "dbClusterParameterGroupName";
      const told = parametersOf(cluster as Resource<unknown>, property, ClusterParameterGroup, graph);
      if (logsStatements(told)) return pass(evidence(cluster, property));
      // What an instance is told by its own group goes before what the cluster is told.
      const instances = graph.into(cluster, ClusterInstance, "clusterIdentifier");
      const each = instances.every((instance) =>
        logsStatements(parametersOf(instance as Resource<unknown>, "dbParameterGroupName", ParameterGroup, graph)),
      );
      return each && !instances.isEmpty
        ? pass(...instances.known.map((instance) => evidence(instance, "dbParameterGroupName")))
        : fail(SILENT, evidence(cluster, property));
    },
  }),
];
