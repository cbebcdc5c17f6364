import type * as aws from "@pulumi/aws";
import { interpolate } from "@pulumi/pulumi";
import { DOCS, monitored, type AlarmRow } from "./monitored";

const MIB_PER_GIB = 1024;

const memoryOfCache = {
  id: "memory",
  says: "It is nearly full and is about to forget what it should keep",
  metric: "DatabaseMemoryUsagePercentage",
  statistic: "Average",
  of: 5,
  compare: ">",
  threshold: 80,
  missing: "missing",
  provenance: "own",
  severity: "warning",
} as const satisfies AlarmRow<never>;
const engineOfCache = {
  id: "cpu",
  says: "The one thread that answers is busy",
  metric: "EngineCPUUtilization",
  statistic: "Average",
  of: 5,
  compare: ">",
  threshold: 90,
  missing: "missing",
  provenance: "aws",
  severity: "warning",
} as const satisfies AlarmRow<never>;
const CACHE = {
  namespace: "AWS/ElastiCache",
  recommended: "ElastiCache",
  page: `${DOCS}/AmazonElastiCache/latest/dg/CacheMetrics.html`,
};

const DOWN = { statistic: "Maximum", of: 1, compare: ">=", threshold: 1, provenance: "aws" } as const;

/** What keeps things at hand: caches and search. */
export const caches = [
  monitored<aws.elasticache.Cluster>({
    type: "aws:elasticache/cluster:Cluster",
    noun: "cache",
    ...CACHE,
    dimensions: ({ clusterId }) => ({ CacheClusterId: clusterId, CacheNodeId: "0001" }),
    traits: { memcached: ({ engine }) => engine === "memcached" },
    alarms: [
      { ...engineOfCache, unless: "memcached" },
      { ...memoryOfCache, unless: "memcached" },
      { ...engineOfCache, id: "host-cpu", metric: "CPUUtilization", when: "memcached" },
      {
        ...memoryOfCache,
        id: "evictions",
        says: "It forgets what it should keep",
        metric: "Evictions",
        statistic: "Sum",
        threshold: 0,
        when: "memcached",
      },
    ],
  }),
  monitored<aws.elasticache.ReplicationGroup>({
    type: "aws:elasticache/replicationGroup:ReplicationGroup",
    noun: "cache-group",
    ...CACHE,
    // The members are made by ElastiCache, and named after the group; the first one is the first primary.
    dimensions: ({ replicationGroupId }, { traits }) => ({
      CacheClusterId: interpolate`${replicationGroupId}${traits.has("sharded") ? "-0001-001" : "-001"}`,
      CacheNodeId: "0001",
    }),
    traits: {
      sharded: ({ numNodeGroups, clusterMode }) => Number(numNodeGroups ?? 1) > 1 || clusterMode === "enabled",
    },
    alarms: [
      engineOfCache,
      memoryOfCache,
      {
        id: "replication-lag",
        says: "Its replicas answer with what is half a minute old",
        metric: "ReplicationLag",
        statistic: "Average",
        of: 15,
        compare: ">",
        threshold: 30,
        missing: "missing",
        provenance: "own",
        severity: "info",
      },
    ],
  }),
  monitored<aws.opensearch.Domain>({
    type: "aws:opensearch/domain:Domain",
    noun: "search",
    namespace: "AWS/ES",
    dimensions: ({ domainName }, { accountId }) => ({ DomainName: domainName, ClientId: accountId }),
    page: `${DOCS}/opensearch-service/latest/developerguide/cloudwatch-alarms.html`,
    alarms: [
      {
        id: "red",
        says: "A primary shard is lost, and with it a part of the answers",
        metric: "ClusterStatus.red",
        ...DOWN,
        missing: "breaching",
        severity: "critical",
      },
      {
        id: "storage",
        says: "A quarter of its storage is left; it refuses writes when a node is full",
        metric: "FreeStorageSpace",
        statistic: "Minimum",
        of: 1,
        compare: "<=",
        derive: ({ ebsOptions }) => ebsOptions.apply((options) => 0.25 * MIB_PER_GIB * (options?.volumeSize ?? 80)),
        missing: "missing",
        provenance: "derived",
        severity: "critical",
      },
      {
        id: "writes-blocked",
        says: "It refuses writes",
        metric: "ClusterIndexWritesBlocked",
        ...DOWN,
        period: 300,
        missing: "missing",
        severity: "critical",
      },
      {
        id: "snapshot",
        says: "Its nightly snapshot failed",
        metric: "AutomatedSnapshotFailure",
        ...DOWN,
        missing: "missing",
        severity: "warning",
      },
      {
        id: "memory-pressure",
        says: "Its nodes are about to run out of memory",
        metric: "JVMMemoryPressure",
        ...DOWN,
        of: 3,
        threshold: 95,
        missing: "missing",
        severity: "warning",
      },
    ],
  }),
];
