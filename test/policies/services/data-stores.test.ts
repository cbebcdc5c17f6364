import { UNKNOWN } from "../../../policies/graph/value";
import dataStores from "../../../policies/services/data-stores";
import type { Cases } from "../../judge";
import { other, ref, type Draft } from "../../resources";
import { judgeRows, switchCases } from "./rows";

/** Cases of a log that a parameter switches on, and that is exported. */
function told(service: string, log: string, exports: string, group: string, parameter: string, on: string): Cases {
  const cluster = (values: Record<string, unknown>): Draft => other(`aws:${service}/cluster:Cluster`, "db", values);
  const settings = (value: unknown): Draft =>
    other(`aws:${service}/clusterParameterGroup:ClusterParameterGroup`, "settings", {
      parameters: [{ name: parameter, value }],
    });
  const both = { [exports]: [log], [group]: ref("settings", "name") };
  return {
    pass: { "written and exported": [settings(on), cluster(both)] },
    fail: {
      "left to the default": [[cluster({})], `its ${log} log is not exported`],
      "exported, and not written": [[cluster({ [exports]: [log] })], `leave ${parameter} off`],
      "written, and not exported": [[settings(on), cluster({ ...both, [exports]: [] })], "is not exported"],
      "the group of AWS": [[cluster({ ...both, [group]: "default.family" })], `leave ${parameter} off`],
    },
    unknown: {
      "a group of another stack": [[cluster({ ...both, [group]: "shared" })], "parameter group shared"],
      "a value that nobody knows yet": [[settings(UNKNOWN), cluster(both)], "value is not known"],
    },
  };
}

const DOCUMENTS = ["docdb", "enabledCloudwatchLogsExports", "dbClusterParameterGroupName"] as const;
const warehouse = (values: Record<string, unknown> = {}): Draft =>
  other("aws:redshift/cluster:Cluster", "wh", { clusterIdentifier: "wh", ...values });
const logging = (clusterIdentifier: unknown): Draft =>
  other("aws:redshift/logging:Logging", "log", { clusterIdentifier, bucketName: "logs" });
const activity = (value: unknown): Draft =>
  other("aws:redshift/parameterGroup:ParameterGroup", "settings", {
    parameters: [{ name: "enable_user_activity_logging", value }],
  });

const SEARCH = "opensearch/domain:Domain";
const published = (...types: string[]) => ({
  logPublishingOptions: types.map((logType) => ({ logType, cloudwatchLogGroupArn: UNKNOWN })),
});
const search = (on: Record<string, Record<string, unknown>>, off: Record<string, unknown>, message: string) =>
  switchCases(SEARCH, on, { "left to the default": {}, ...off } as Record<string, Record<string, unknown>>, message, {
    logPublishingOptions: UNKNOWN,
  });

judgeRows(dataStores, {
  "documentdb-audit-logs": told(DOCUMENTS[0], "audit", DOCUMENTS[1], DOCUMENTS[2], "audit_logs", "enabled"),
  "documentdb-profiler-logs": told(DOCUMENTS[0], "profiler", DOCUMENTS[1], DOCUMENTS[2], "profiler", "enabled"),
  "neptune-audit-logs": told(
    "neptune",
    "audit",
    "enableCloudwatchLogsExports",
    "neptuneClusterParameterGroupName",
    "neptune_enable_audit_log",
    "1",
  ),
  "redshift-audit-logs": {
    pass: {
      "a resource of its own": [warehouse(), logging(ref("wh", "clusterIdentifier"))],
      "inside the cluster, as older versions have it": [warehouse({ logging: { enable: true, bucketName: "logs" } })],
    },
    fail: {
      "left to the default": [[warehouse()], "audit logs are not switched on"],
      "the logging of another cluster": [[warehouse(), logging("other")], "audit logs are not switched on"],
      "inside, switched off": [[warehouse({ logging: { enable: false } })], "audit logs are not switched on"],
    },
    unknown: { "a cluster that nobody knows yet": [[warehouse(), logging(UNKNOWN)], "clusterIdentifier is not known"] },
  },
  "redshift-user-activity-logs": {
    pass: { "switched on": [activity("true"), warehouse({ clusterParameterGroupName: ref("settings", "name") })] },
    fail: {
      "left to the default": [[warehouse()], "leave enable_user_activity_logging off"],
      "switched off": [
        [activity("false"), warehouse({ clusterParameterGroupName: ref("settings", "name") })],
        "the user activity log stays empty",
      ],
    },
    unknown: {
      "a group of another stack": [[warehouse({ clusterParameterGroupName: "shared" })], "parameter group shared"],
    },
  },
  "redshift-serverless-log-exports": switchCases(
    "redshiftserverless/namespace:Namespace",
    { both: { logExports: ["userlog", "connectionlog", "useractivitylog"] } },
    { "left to the default": {}, "one of them": { logExports: ["connectionlog"] } },
    "not both of its connection and user logs",
    { logExports: UNKNOWN },
  ),
  "search-domain-error-logs": search(
    { published: published("ES_APPLICATION_LOGS") },
    {
      "slow logs only": published("SEARCH_SLOW_LOGS"),
      "listed, and switched off": { logPublishingOptions: [{ logType: "ES_APPLICATION_LOGS", enabled: false }] },
    },
    "error logs are not published",
  ),
  "search-domain-slow-logs": search(
    { both: published("SEARCH_SLOW_LOGS", "INDEX_SLOW_LOGS") },
    { "of searches only": published("SEARCH_SLOW_LOGS") },
    "not both of the slow logs",
  ),
  "search-domain-audit-logs": search(
    { published: published("AUDIT_LOGS") },
    { "error logs only": published("ES_APPLICATION_LOGS") },
    "audit logs are not published",
  ),
});
