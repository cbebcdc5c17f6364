import { alarm, other, ref, type Draft } from "../../resources";

/** One type of resource as CloudWatch knows it, written down apart from the policies. */
export interface Watchable {
  /** The policy that wants it watched. */
  policy: string;
  type: string;
  namespace: string;
  /** The dimension that names it, and the property that has the same text. */
  dimension: string;
  property: string;
  metrics: string;
  /** What a resource of the type has to have. */
  values?: Record<string, unknown>;
  /** The other dimensions of its metrics. */
  beside?: Record<string, string>;
}

/** The resource called `name`. */
export const resource = ({ type, values }: Watchable, name: string): Draft => other(`aws:${type}`, name, { ...values });

const at = ({ values }: Draft, path: string): unknown =>
  path.split(".").reduce<unknown>((of, step) => (of as Record<string, unknown> | undefined)?.[step], values);

/** The dimensions of its metrics: a property that it was given, or what will be known of it once it is deployed. */
export function dimensionsOf({ dimension, property, beside }: Watchable, watched: Draft): Record<string, unknown> {
  return { [dimension]: at(watched, property) ?? ref(watched.name, property), ...beside };
}

/** One alarm on each of its metrics, in the one region that has the metrics of a global service. */
export function alarmsOn(
  watchable: Watchable,
  watched: Draft,
  alarmActions: unknown[],
  prefix: string = watched.name,
): Draft[] {
  const { namespace, metrics } = watchable;
  const region = /CloudFront|Route53/.test(namespace) ? { region: "us-east-1" } : {};
  const dimensions = dimensionsOf(watchable, watched);
  return metrics.split(" ").map((metricName) =>
    alarm(`${prefix}-${metricName}`, {
      namespace,
      metricName,
      dimensions,
      alarmActions,
      ...SETTINGS,
      ...(WORSE_WHEN_LOW.includes(metricName)
        ? { comparisonOperator: "LessThanThreshold", threshold: metricName.startsWith("Free") ? 1024 ** 3 : 1 }
        : {}),
      ...region,
    }),
  );
}

const WORSE_WHEN_LOW =
  "DaysToExpiry FreeStorageSpace FreeableMemory GroupInServiceInstances HealthCheckStatus HealthStatus TunnelState".split(
    " ",
  );

const SETTINGS = {
  statistic: "Maximum",
  comparisonOperator: "GreaterThanThreshold",
  threshold: 0,
  period: 300,
  evaluationPeriods: 3,
};

/** Policy, type, namespace, `dimension=property`; metrics; values; dimensions beside. */
type Row = [string, string, Record<string, unknown>?, Record<string, string>?];

const rows: readonly Row[] = [
  [
    "instance-monitored ec2/instance:Instance AWS/EC2 InstanceId=id",
    "StatusCheckFailed CPUUtilization",
    { id: "i-0f1e2d3c" },
  ],
  [
    "auto-scaling-group-monitored autoscaling/group:Group AWS/AutoScaling AutoScalingGroupName=name",
    "GroupInServiceInstances",
    { enabledMetrics: ["GroupInServiceInstances"] },
  ],
  ["function-monitored lambda/function:Function AWS/Lambda FunctionName=name", "Errors Throttles"],
  [
    "ecs-service-monitored ecs/service:Service AWS/ECS ServiceName=name",
    "CPUUtilization MemoryUtilization",
    undefined,
    { ClusterName: "shop" },
  ],
  [
    "eks-cluster-monitored eks/cluster:Cluster ContainerInsights ClusterName=name",
    "node_cpu_utilization node_memory_utilization",
  ],
  [
    "state-machine-monitored sfn/stateMachine:StateMachine AWS/States StateMachineArn=arn",
    "ExecutionsFailed ExecutionsTimedOut",
  ],
  ["volume-monitored ebs/volume:Volume AWS/EBS VolumeId=id", "VolumeStalledIOCheck", { id: "vol-0f1e2d3c" }],
  [
    "database-instance-monitored rds/instance:Instance AWS/RDS DBInstanceIdentifier=identifier",
    "CPUUtilization FreeableMemory FreeStorageSpace",
    { identifier: "orders-db" },
  ],
  [
    "database-cluster-monitored rds/cluster:Cluster AWS/RDS DBClusterIdentifier=clusterIdentifier",
    "CPUUtilization FreeableMemory",
    { clusterIdentifier: "orders-cluster" },
  ],
  ["table-monitored dynamodb/table:Table AWS/DynamoDB TableName=name", "ReadThrottleEvents WriteThrottleEvents"],
  [
    "cache-cluster-monitored elasticache/cluster:Cluster AWS/ElastiCache CacheClusterId=clusterId",
    "EngineCPUUtilization DatabaseMemoryUsagePercentage",
    { clusterId: "sessions" },
  ],
  [
    "replication-group-monitored elasticache/replicationGroup:ReplicationGroup AWS/ElastiCache CacheClusterId=replicationGroupId",
    "EngineCPUUtilization DatabaseMemoryUsagePercentage",
    { replicationGroupId: "carts" },
  ],
  [
    "search-domain-monitored opensearch/domain:Domain AWS/ES DomainName=domainName",
    "ClusterStatus.red FreeStorageSpace",
    { domainName: "products" },
    { ClientId: "111122223333" },
  ],
  [
    "redshift-cluster-monitored redshift/cluster:Cluster AWS/Redshift ClusterIdentifier=clusterIdentifier",
    "HealthStatus PercentageDiskSpaceUsed",
    { clusterIdentifier: "sales" },
  ],
  [
    "load-balancer-monitored lb/loadBalancer:LoadBalancer AWS/ApplicationELB LoadBalancer=arnSuffix",
    "HTTPCode_ELB_5XX_Count HTTPCode_Target_5XX_Count",
    { arnSuffix: "app/web/50dc6c495c0c9188" },
  ],
  [
    "network-load-balancer-monitored lb/loadBalancer:LoadBalancer AWS/NetworkELB LoadBalancer=arnSuffix",
    "UnHealthyHostCount",
    { loadBalancerType: "network", arnSuffix: "net/tcp/50dc6c495c0c9188" },
    { TargetGroup: "targetgroup/tcp/73e2d6bc24d8a067" },
  ],
  ["classic-load-balancer-monitored elb/loadBalancer:LoadBalancer AWS/ELB LoadBalancerName=name", "UnHealthyHostCount"],
  [
    "target-group-monitored lb/targetGroup:TargetGroup AWS/ApplicationELB TargetGroup=arnSuffix",
    "UnHealthyHostCount",
    { arnSuffix: "targetgroup/web/73e2d6bc24d8a067" },
    { LoadBalancer: "app/web/50dc6c495c0c9188" },
  ],
  ["rest-api-monitored apigateway/restApi:RestApi AWS/ApiGateway ApiName=name", "5XXError"],
  ["http-api-monitored apigatewayv2/api:Api AWS/ApiGateway ApiId=id", "5xx", { id: "a1b2c3d4e5" }],
  [
    "distribution-monitored cloudfront/distribution:Distribution AWS/CloudFront DistributionId=id",
    "5xxErrorRate",
    { id: "EDFDVBD6EXAMPLE" },
    { Region: "Global" },
  ],
  [
    "nat-gateway-monitored ec2/natGateway:NatGateway AWS/NATGateway NatGatewayId=id",
    "ErrorPortAllocation",
    { id: "nat-0f1e2d3c" },
  ],
  ["vpn-connection-monitored ec2/vpnConnection:VpnConnection AWS/VPN VpnId=id", "TunnelState", { id: "vpn-0f1e2d3c" }],
  [
    "transit-gateway-monitored ec2transitgateway/transitGateway:TransitGateway AWS/TransitGateway TransitGateway=id",
    "PacketDropCountNoRoute",
    { id: "tgw-0f1e2d3c" },
  ],
  ["certificate-monitored acm/certificate:Certificate AWS/CertificateManager CertificateArn=arn", "DaysToExpiry"],
  [
    "web-acl-monitored wafv2/webAcl:WebAcl AWS/WAFV2 WebACL=visibilityConfig.metricName",
    "BlockedRequests",
    { visibilityConfig: { metricName: "shopAcl", cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true } },
    { Rule: "ALL" },
  ],
  [
    "health-check-monitored route53/healthCheck:HealthCheck AWS/Route53 HealthCheckId=id",
    "HealthCheckStatus",
    { id: "11a2b3c4-5d6e" },
  ],
  ["queue-monitored sqs/queue:Queue AWS/SQS QueueName=name", "ApproximateAgeOfOldestMessage"],
  ["topic-monitored sns/topic:Topic AWS/SNS TopicName=name", "NumberOfNotificationsFailed"],
  [
    "stream-monitored kinesis/stream:Stream AWS/Kinesis StreamName=name",
    "GetRecords.IteratorAgeMilliseconds WriteProvisionedThroughputExceeded",
  ],
  [
    "delivery-stream-monitored kinesis/firehoseDeliveryStream:FirehoseDeliveryStream AWS/Firehose DeliveryStreamName=name",
    "DeliveryToS3.DataFreshness",
  ],
  ["file-system-monitored efs/fileSystem:FileSystem AWS/EFS FileSystemId=id", "PercentIOLimit", { id: "fs-0f1e2d3c" }],
  ["backup-vault-monitored backup/vault:Vault AWS/Backup BackupVaultName=name", "NumberOfBackupJobsFailed"],
];

export const watchables: readonly Watchable[] = rows.map(([words, metrics, values, beside]) => {
  const [policy, type, namespace, naming] = words.split(" ");
  const [dimension, property] = naming.split("=");
  return { policy, type, namespace, dimension, property, metrics, values, beside };
});
