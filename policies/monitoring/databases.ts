import { Table } from "../kinds/dynamodb";
import { CacheCluster, ReplicationGroup } from "../kinds/elasticache";
import { SearchDomain } from "../kinds/opensearch";
import { ClusterInstance, DatabaseCluster, DatabaseInstance } from "../kinds/rds";
import { Warehouse } from "../kinds/redshift";
import { monitorable } from "./monitorable";

const DOCS = "https://docs.aws.amazon.com";
const CACHE = {
  EngineCPUUtilization: ["CPUUtilization"],
  DatabaseMemoryUsagePercentage: [
    "FreeableMemory",
    "BytesUsedForCache",
    "Evictions",
    "DatabaseCapacityUsagePercentage",
  ],
};
/** Clusters count their nodes `-001`; where there are shards, `-0001-001`. */
const NODE = /(-\d{4})?-\d{3}$/;

/** What keeps data and answers questions about it. */
export const databases = [
  monitorable({
    id: "database-instance-monitored",
    title: "Database instances have alarms on processor, memory and storage",
    severity: "medium",
    description: "A database that fills its storage stops; one without memory or processor to spare answers too late.",
    about: DatabaseInstance,
    namespaces: ["AWS/RDS"],
    named: [{ dimension: "DBInstanceIdentifier", property: "identifier" }],
    metrics: { CPUUtilization: ["DBLoad"], FreeableMemory: ["SwapUsage"], FreeStorageSpace: [] },
    page: `${DOCS}/AmazonRDS/latest/UserGuide/rds-metrics.html`,
  }),
  monitorable({
    id: "database-cluster-monitored",
    title: "Database clusters have alarms on processor and memory",
    severity: "medium",
    description: "A cluster whose writer has no processor or memory to spare fails over, and then fails again.",
    about: DatabaseCluster,
    namespaces: ["AWS/RDS"],
    named: [
      { dimension: "DBClusterIdentifier", property: "clusterIdentifier" },
      {
        dimension: "DBInstanceIdentifier",
        property: "identifier",
        kind: ClusterInstance,
        through: { from: "named", path: "clusterIdentifier" },
      },
    ],
    metrics: {
      CPUUtilization: ["DBLoad", "ACUUtilization", "ServerlessDatabaseCapacity"],
      FreeableMemory: ["SwapUsage", "ACUUtilization", "ServerlessDatabaseCapacity"],
    },
    page: `${DOCS}/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html`,
  }),
  monitorable({
    id: "table-monitored",
    title: "Tables have alarms on throttled reads and writes",
    severity: "medium",
    description: "A table that throttles refuses requests of the application, which may retry them or lose them.",
    about: Table,
    namespaces: ["AWS/DynamoDB"],
    named: [{ dimension: "TableName", property: "name" }],
    metrics: {
      ReadThrottleEvents: ["ThrottledRequests"],
      WriteThrottleEvents: ["ThrottledRequests"],
    },
    page: `${DOCS}/amazondynamodb/latest/developerguide/metrics-dimensions.html`,
  }),
  monitorable({
    id: "cache-cluster-monitored",
    title: "Cache clusters have alarms on processor and memory",
    severity: "low",
    description: "A full cache forgets what it should keep, and the database behind it takes the load.",
    about: CacheCluster,
    namespaces: ["AWS/ElastiCache"],
    named: [{ dimension: "CacheClusterId", property: "clusterId" }],
    metrics: CACHE,
    page: `${DOCS}/AmazonElastiCache/latest/dg/CacheMetrics.html`,
    exempt: (cluster) =>
      cluster.has("replicationGroupId") ? "it is part of a replication group, which is judged as a whole" : undefined,
  }),
  monitorable({
    id: "replication-group-monitored",
    title: "Replication groups have alarms on processor and memory",
    severity: "low",
    description: "A full cache forgets what it should keep, and the database behind it takes the load.",
    about: ReplicationGroup,
    namespaces: ["AWS/ElastiCache"],
    named: [{ dimension: "CacheClusterId", property: "replicationGroupId", strip: NODE }],
    metrics: CACHE,
    page: `${DOCS}/AmazonElastiCache/latest/dg/CacheMetrics.html`,
  }),
  monitorable({
    id: "search-domain-monitored",
    title: "Search domains have alarms on a red cluster and on storage",
    severity: "low",
    description: "A red cluster has lost a primary shard, and a full one takes no writes.",
    about: SearchDomain,
    namespaces: ["AWS/ES"],
    named: [{ dimension: "DomainName", property: "domainName" }],
    metrics: { "ClusterStatus.red": [], FreeStorageSpace: ["ClusterIndexWritesBlocked"] },
    page: `${DOCS}/opensearch-service/latest/developerguide/cloudwatch-alarms.html`,
  }),
  monitorable({
    id: "redshift-cluster-monitored",
    title: "Redshift clusters have alarms on health and disk space",
    severity: "low",
    description: "A cluster without disk space cancels queries, and one that is unhealthy refuses them.",
    about: Warehouse,
    namespaces: ["AWS/Redshift"],
    named: [{ dimension: "ClusterIdentifier", property: "clusterIdentifier" }],
    metrics: { HealthStatus: [], PercentageDiskSpaceUsed: [] },
    page: `${DOCS}/redshift/latest/mgmt/metrics-listing.html`,
  }),
];
