import type * as aws from "@pulumi/aws";
import { all, type Output } from "@pulumi/pulumi";
import { capacityOf, mostConnections } from "./instance-classes";
import { DOCS, monitored } from "./monitored";

const GIB = 2 ** 30;
/** Where the class is not known here, such as `db.serverless`. */
const LITTLE_MEMORY = 0.25 * GIB;

const shareOfMemory = (instanceClass: Output<string>, share: number): Output<number> =>
  instanceClass.apply((name) => {
    const capacity = capacityOf(name);
    return capacity ? share * capacity.bytes : LITTLE_MEMORY;
  });

const mostOfConnections = ({ engine, instanceClass }: { engine: Output<string>; instanceClass: Output<string> }) =>
  all([engine, instanceClass]).apply(([name, size]) =>
    Math.floor(0.9 * mostConnections(name, capacityOf(size)?.bytes ?? GIB)),
  );

const BUSY = {
  statistic: "Average",
  of: 5,
  compare: ">",
  threshold: 90,
  provenance: "aws",
  severity: "warning",
} as const;
const DERIVED = { statistic: "Average", provenance: "derived", severity: "warning", missing: "breaching" } as const;
const SLOW = {
  statistic: "p90",
  of: 5,
  compare: ">",
  threshold: 0.02,
  missing: "missing",
  provenance: "aws",
  severity: "info",
} as const;

const USED_UP = {
  statistic: "Average",
  of: 3,
  compare: "<",
  threshold: 10,
  missing: "missing",
  provenance: "aws",
  severity: "info",
  when: "burst",
} as const;

/** What keeps relations: database instances and clusters, and warehouses. */
export const databases = [
  monitored<aws.rds.Instance>({
    type: "aws:rds/instance:Instance",
    noun: "database",
    namespace: "AWS/RDS",
    dimensions: ({ identifier }) => ({ DBInstanceIdentifier: identifier }),
    recommended: "RDS",
    page: `${DOCS}/AmazonRDS/latest/UserGuide/rds-metrics.html`,
    traits: {
      insights: ({ performanceInsightsEnabled }) => performanceInsightsEnabled === true,
      replica: ({ replicateSourceDb }) => replicateSourceDb !== undefined,
      postgres: ({ engine }) => engine === "postgres",
      // Only smaller classes are slower without a burst, and publish what is left of it.
      burst: ({ instanceClass }) => /\.(micro|small|medium|large|xlarge)$/.test(instanceClass),
    },
    alarms: [
      {
        id: "cpu",
        says: "Its processor is busy, or it does not report at all",
        metric: "CPUUtilization",
        ...BUSY,
        missing: "breaching",
      },
      {
        id: "storage",
        says: "Less than a tenth of its storage is free; it stops when there is none",
        metric: "FreeStorageSpace",
        ...DERIVED,
        statistic: "Minimum",
        of: 5,
        compare: "<",
        derive: ({ allocatedStorage }) => allocatedStorage.apply((gib) => 0.1 * gib * GIB),
        severity: "critical",
      },
      {
        id: "memory",
        says: "It is about to swap",
        metric: "FreeableMemory",
        ...DERIVED,
        of: 15,
        compare: "<",
        derive: ({ instanceClass }) => shareOfMemory(instanceClass, 0.25),
      },
      {
        id: "connections",
        says: "It is about to refuse clients: nine tenths of its connections are taken",
        metric: "DatabaseConnections",
        ...DERIVED,
        of: 5,
        compare: ">",
        derive: mostOfConnections,
      },
      {
        id: "load",
        says: "More sessions work or wait than it has processors",
        metric: "DBLoad",
        ...DERIVED,
        of: 15,
        compare: ">",
        derive: ({ instanceClass }) => instanceClass.apply((name) => capacityOf(name)?.vcpus ?? 2),
        missing: "missing",
        when: "insights",
      },
      { id: "read-latency", says: "Reading from its disk takes over 20 ms", metric: "ReadLatency", ...SLOW },
      { id: "write-latency", says: "Writing to its disk takes over 20 ms", metric: "WriteLatency", ...SLOW },
      { id: "io-balance", says: "It has used up its burst of disk operations", metric: "EBSIOBalance%", ...USED_UP },
      {
        id: "byte-balance",
        says: "It has used up its burst of disk throughput",
        metric: "EBSByteBalance%",
        ...USED_UP,
      },
      {
        id: "replica-lag",
        says: "It answers with what is a minute old",
        metric: "ReplicaLag",
        statistic: "Maximum",
        of: 10,
        compare: ">",
        threshold: 60,
        missing: "breaching",
        provenance: "aws",
        severity: "warning",
        when: "replica",
      },
      {
        id: "transaction-ids",
        says: "Its transaction numbers run out; it stops taking writes unless it is vacuumed",
        metric: "MaximumUsedTransactionIDs",
        statistic: "Average",
        of: 1,
        compare: ">",
        threshold: 1e9,
        missing: "missing",
        provenance: "aws",
        severity: "critical",
        when: "postgres",
      },
    ],
  }),
  monitored<aws.rds.ClusterInstance>({
    type: "aws:rds/clusterInstance:ClusterInstance",
    noun: "database-instance",
    namespace: "AWS/RDS",
    dimensions: ({ identifier }) => ({ DBInstanceIdentifier: identifier }),
    recommended: "RDS",
    page: `${DOCS}/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html`,
    alarms: [
      { id: "cpu", says: "Its processor is busy", metric: "CPUUtilization", ...BUSY, missing: "breaching" },
      {
        id: "connections",
        says: "It is about to refuse clients: nine tenths of its connections are taken",
        metric: "DatabaseConnections",
        ...DERIVED,
        of: 5,
        compare: ">",
        derive: mostOfConnections,
      },
      {
        id: "memory",
        says: "It is about to run out of memory and restart",
        metric: "FreeableMemory",
        ...DERIVED,
        of: 15,
        compare: "<",
        derive: ({ instanceClass }) => shareOfMemory(instanceClass, 0.05),
      },
    ],
  }),
  monitored<aws.rds.Cluster>({
    type: "aws:rds/cluster:Cluster",
    noun: "database-cluster",
    namespace: "AWS/RDS",
    dimensions: ({ clusterIdentifier }) => ({ DBClusterIdentifier: clusterIdentifier }),
    recommended: "RDS",
    page: `${DOCS}/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html`,
    traits: {
      mysql: ({ engine }) => engine === "aurora-mysql",
      replica: ({ replicationSourceIdentifier }) => replicationSourceIdentifier !== undefined,
    },
    alarms: [
      { id: "cpu", says: "Its processors are busy", metric: "CPUUtilization", ...BUSY, missing: "breaching" },
      {
        id: "memory",
        says: "Its instances are about to run out of memory",
        metric: "FreeableMemory",
        statistic: "Minimum",
        of: 15,
        compare: "<",
        threshold: LITTLE_MEMORY,
        missing: "breaching",
        provenance: "own",
        severity: "warning",
      },
      {
        id: "writer",
        says: "Its writer was replaced or does not run",
        metric: "EngineUptime",
        dimensions: ({ clusterIdentifier }) => ({ DBClusterIdentifier: clusterIdentifier, Role: "WRITER" }),
        statistic: "Average",
        of: 2,
        compare: "<=",
        threshold: 0,
        missing: "breaching",
        provenance: "aws",
        severity: "critical",
      },
      {
        // The lag of a replica whose replication stopped with an error is -1.
        id: "replication",
        says: "It replicates no more: what it answers grows older",
        metric: "AuroraBinlogReplicaLag",
        dimensions: ({ clusterIdentifier }) => ({ DBClusterIdentifier: clusterIdentifier, Role: "WRITER" }),
        statistic: "Average",
        of: 2,
        compare: "<=",
        threshold: -1,
        missing: "breaching",
        provenance: "aws",
        severity: "critical",
        when: "replica",
      },
      {
        id: "cache-hits",
        says: "It reads from disk what should be in memory",
        metric: "BufferCacheHitRatio",
        statistic: "Average",
        of: 10,
        compare: "<",
        threshold: 80,
        missing: "missing",
        provenance: "aws",
        severity: "info",
      },
      {
        id: "storage",
        says: "A tenth is left of the 128 TiB that it can grow to",
        metric: "AuroraVolumeBytesLeftTotal",
        ...DERIVED,
        of: 5,
        compare: "<",
        threshold: 0.1 * 128 * 1024 * GIB,
        when: "mysql",
      },
    ],
  }),
  monitored<aws.redshift.Cluster>({
    type: "aws:redshift/cluster:Cluster",
    noun: "warehouse",
    namespace: "AWS/Redshift",
    dimensions: ({ clusterIdentifier }) => ({ ClusterIdentifier: clusterIdentifier }),
    page: `${DOCS}/redshift/latest/mgmt/metrics-listing.html`,
    alarms: [
      {
        id: "health",
        says: "It is unhealthy and refuses queries",
        metric: "HealthStatus",
        statistic: "Minimum",
        of: 5,
        compare: "<",
        threshold: 1,
        missing: "breaching",
        provenance: "own",
        severity: "critical",
      },
      {
        id: "storage",
        says: "Its disks are nearly full; it cancels queries when they are",
        metric: "PercentageDiskSpaceUsed",
        ...BUSY,
        threshold: 80,
        missing: "missing",
        provenance: "own",
      },
    ],
  }),
];
