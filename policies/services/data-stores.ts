import { partial, supporting, type ControlLink } from "../frameworks/controls";
import type { Kind, Resource } from "../graph/resource";
import { DocumentCluster, DocumentParameterGroup } from "../kinds/docdb";
import { GraphCluster, GraphParameterGroup } from "../kinds/neptune";
import { SearchDomain, type SearchDomainProps } from "../kinds/opensearch";
import type { ParameterGroupProps } from "../kinds/rds";
import { Warehouse, WarehouseLogging, WarehouseNamespace, WarehouseParameterGroup } from "../kinds/redshift";
import { evidence, fail, pass, policy, type Policy, type StackPolicy } from "../policy";
import { parametersOf } from "./parameters";
import { partner, partnerPolicy, settingPolicy } from "./switch";

const AUDIT: ControlLink[] = [
  partial("nist-800-53-r5/AU-12"),
  supporting("pci-dss-4.0.1/10.2.1"),
  supporting("hipaa/164.312(b)"),
  supporting("soc2-2017/CC7.2"),
];
const OPERATION: ControlLink[] = [supporting("nist-800-53-r5/SI-4"), supporting("soc2-2017/CC7.2")];

interface ToldAndExported<P> extends Pick<
  StackPolicy<P, Record<never, never>>,
  "id" | "title" | "severity" | "description" | "remediation" | "controls" | "pages" | "about"
> {
  log: string;
  /** The property with the logs that are exported; none where the service writes them to CloudWatch by other means. */
  exports?: keyof P & string;
  group: { property: keyof P & string; kind: Kind<ParameterGroupProps> };
  parameter: string;
  /** Values that leave the log empty; being left out is one of them. */
  off: readonly string[];
}

/** A log is written where a parameter says so, and arrives where it is exported. One without the other is nothing. */
function toldAndExported<P>({ log, exports, group, parameter, off, ...texts }: ToldAndExported<P>): Policy {
  return policy<P>({
    ...texts,
    check(cluster, graph) {
      const exported = exports && ((cluster.props[exports] ?? []) as readonly string[]);
      if (exported && !exported.includes(log))
        return fail(`its ${log} log is not exported`, evidence(cluster as Resource<unknown>, exports));
      const told = parametersOf(cluster as Resource<unknown>, group.property, group.kind, graph)(parameter);
      const seen = evidence(cluster as Resource<unknown>, group.property);
      if (told === undefined || off.includes(told.toLowerCase()))
        return fail(`its parameters leave ${parameter} off, so the ${log} log stays empty`, seen);
      return exports ? pass(evidence(cluster as Resource<unknown>, exports), seen) : pass(seen);
    },
  });
}

const DOCUMENTS = {
  about: DocumentCluster,
  exports: "enabledCloudwatchLogsExports",
  group: { property: "dbClusterParameterGroupName", kind: DocumentParameterGroup },
  off: ["disabled", "none"],
} as const;

const PUBLISHED = {
  about: SearchDomain,
  path: "logPublishingOptions",
  pages: ["https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createdomain-configure-slow-logs.html"],
} as const;
/** A type that is listed is on unless it says otherwise. */
const publishes =
  (...types: string[]) =>
  ({ logPublishingOptions = [] }: SearchDomainProps): boolean =>
    types.every((type) => logPublishingOptions.some(({ logType, enabled }) => logType === type && enabled !== false));

/** Stores of documents, graphs and columns, and search. */
export default [
  toldAndExported({
    ...DOCUMENTS,
    id: "documentdb-audit-logs",
    title: "DocumentDB writes and exports its audit log",
    severity: "medium",
    description: "Only the audit log says who signed in to the cluster and what was created, dropped or read there.",
    remediation:
      "Add `audit` to `enabledCloudwatchLogsExports`, and set `audit_logs` to `enabled` in the `ClusterParameterGroup` of the cluster.",
    controls: AUDIT,
    pages: ["https://docs.aws.amazon.com/documentdb/latest/developerguide/event-auditing.html"],
    log: "audit",
    parameter: "audit_logs",
  }),
  toldAndExported({
    ...DOCUMENTS,
    id: "documentdb-profiler-logs",
    title: "DocumentDB writes and exports its profiler log",
    severity: "low",
    description: "The profiler keeps the operations that were slow, with their plans.",
    remediation:
      "Add `profiler` to `enabledCloudwatchLogsExports`, and set `profiler` to `enabled` in the `ClusterParameterGroup` of the cluster.",
    controls: OPERATION,
    pages: ["https://docs.aws.amazon.com/documentdb/latest/developerguide/profiling.html"],
    log: "profiler",
    parameter: "profiler",
  }),
  toldAndExported({
    id: "neptune-audit-logs",
    title: "Neptune writes and exports its audit log",
    severity: "medium",
    description: "Only the audit log says which client sent which query to the graph.",
    remediation:
      "Add `audit` to `enableCloudwatchLogsExports`, and set `neptune_enable_audit_log` to `1` in the `ClusterParameterGroup` of the cluster.",
    controls: AUDIT,
    pages: ["https://docs.aws.amazon.com/neptune/latest/userguide/auditing.html"],
    about: GraphCluster,
    log: "audit",
    exports: "enableCloudwatchLogsExports",
    group: { property: "neptuneClusterParameterGroupName", kind: GraphParameterGroup },
    parameter: "neptune_enable_audit_log",
    off: ["0"],
  }),
  partnerPolicy({
    id: "redshift-audit-logs",
    title: "Redshift clusters keep audit logs",
    severity: "medium",
    description: "The audit logs say who connected to the warehouse, and which users and rights were changed.",
    remediation:
      'Make an `aws.redshift.Logging` for the cluster, with `bucketName`, or with `logDestinationType: "cloudwatch"` and `logExports`.',
    controls: AUDIT,
    pages: ["https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html"],
    about: Warehouse,
    inline: [{ path: "logging.enable", on: ({ logging }) => logging?.enable }],
    partners: [partner(WarehouseLogging, "clusterIdentifier")],
    off: "audit logs are not switched on",
  }),
  toldAndExported({
    id: "redshift-user-activity-logs",
    title: "Redshift logs the statements of users",
    severity: "medium",
    description:
      "The user activity log has each query with who ran it; it stays empty unless a parameter switches it on.",
    remediation:
      "Set `enable_user_activity_logging` to `true` in the `ParameterGroup` that `clusterParameterGroupName` names.",
    controls: AUDIT,
    pages: ["https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html"],
    about: Warehouse,
    log: "user activity",
    group: { property: "clusterParameterGroupName", kind: WarehouseParameterGroup },
    parameter: "enable_user_activity_logging",
    off: ["false", "0", "off"],
  }),
  settingPolicy({
    id: "redshift-serverless-log-exports",
    title: "Redshift Serverless exports its connection and user logs",
    severity: "medium",
    description: "The logs say who connected to the warehouse, and which users and rights were changed.",
    remediation: "List `connectionlog` and `userlog` in `logExports`.",
    controls: AUDIT,
    pages: ["https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-audit-logging.html"],
    about: WarehouseNamespace,
    path: "logExports",
    on: ({ logExports = [] }) => ["connectionlog", "userlog"].every((log) => logExports.includes(log)),
    off: "not both of its connection and user logs are exported",
  }),
  settingPolicy({
    ...PUBLISHED,
    id: "search-domain-error-logs",
    title: "Search domains publish their error logs",
    severity: "medium",
    description: "The error log has queries that failed and nodes that ran out of something; without it, it is gone.",
    remediation: "Add `logPublishingOptions` with `ES_APPLICATION_LOGS` and the ARN of a log group.",
    controls: OPERATION,
    on: publishes("ES_APPLICATION_LOGS"),
    off: "error logs are not published",
  }),
  settingPolicy({
    ...PUBLISHED,
    id: "search-domain-slow-logs",
    title: "Search domains publish their slow logs",
    severity: "low",
    description: "The slow logs keep which searches and which writes took too long.",
    remediation:
      "Add `logPublishingOptions` with `SEARCH_SLOW_LOGS` and `INDEX_SLOW_LOGS`, and set their thresholds in the domain.",
    controls: OPERATION,
    on: publishes("SEARCH_SLOW_LOGS", "INDEX_SLOW_LOGS"),
    off: "not both of the slow logs of searches and of writes are published",
  }),
  settingPolicy({
    ...PUBLISHED,
    id: "search-domain-audit-logs",
    title: "Search domains publish their audit logs",
    severity: "medium",
    description: "The audit log says who signed in to the domain, who was refused, and which documents were read.",
    remediation:
      "Add `logPublishingOptions` with `AUDIT_LOGS` and the ARN of a log group; the domain needs `advancedSecurityOptions`.",
    controls: AUDIT,
    pages: ["https://docs.aws.amazon.com/opensearch-service/latest/developerguide/audit-logs.html"],
    on: publishes("AUDIT_LOGS"),
    off: "audit logs are not published",
  }),
];
