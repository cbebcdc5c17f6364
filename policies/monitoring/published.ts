import type { Namespace } from "./namespace";

const REQUESTS = "TargetGroup+LoadBalancer";
const OPERATION = "TableName+Operation";
const REPLICATION = "SourceBucket+DestinationBucket+RuleId";
const REQUEST_METRIC = "BucketName+FilterId";

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html */
export const namespaces: readonly Namespace[] = [
  {
    name: "AWS/EC2",
    metrics: {
      Percent: "CPUUtilization",
      Count: "StatusCheckFailed StatusCheckFailed_Instance StatusCheckFailed_System StatusCheckFailed_AttachedEBS",
      "": "CPUCreditBalance CPUCreditUsage NetworkIn NetworkOut",
    },
    dimensions: "InstanceId AutoScalingGroupName ImageId InstanceType",
    forms: { InstanceId: /^i-/ },
  },
  {
    name: "AWS/EBS",
    metrics: { "": "VolumeStalledIOCheck VolumeQueueLength BurstBalance VolumeReadOps VolumeWriteOps" },
    dimensions: "VolumeId InstanceId",
    needs: "VolumeId",
    forms: { VolumeId: /^vol-/ },
  },
  {
    name: "AWS/AutoScaling",
    metrics: {
      "": "GroupInServiceInstances GroupInServiceCapacity GroupDesiredCapacity GroupTotalInstances GroupTotalCapacity GroupMinSize GroupMaxSize GroupPendingInstances GroupStandbyInstances GroupTerminatingInstances",
    },
    dimensions: "AutoScalingGroupName",
    needs: "AutoScalingGroupName",
  },
  {
    name: "AWS/RDS",
    mistakenFor: ["AWS/Aurora"],
    metrics: {
      Percent: "CPUUtilization",
      Bytes: "FreeStorageSpace FreeableMemory",
      Count: "DatabaseConnections",
      Seconds: "ReadLatency WriteLatency ReplicaLag",
    },
    dimensions: "DBInstanceIdentifier DBClusterIdentifier Role DatabaseClass EngineName SourceRegion",
  },
  {
    name: "AWS/Lambda",
    metrics: {
      Count: "Errors Throttles Invocations ConcurrentExecutions DeadLetterErrors DestinationDeliveryFailures",
      Milliseconds: "Duration IteratorAge",
    },
    dimensions: "FunctionName Resource ExecutedVersion EventSourceMappingUUID",
  },
  {
    name: "AWS/ApplicationELB",
    mistakenFor: ["AWS/ALB", "AWS/ELBv2"],
    metrics: {
      Count:
        "HTTPCode_ELB_3XX_Count HTTPCode_ELB_4XX_Count HTTPCode_ELB_5XX_Count HTTPCode_ELB_500_Count HTTPCode_ELB_502_Count HTTPCode_ELB_503_Count HTTPCode_ELB_504_Count HTTPCode_Target_2XX_Count HTTPCode_Target_3XX_Count HTTPCode_Target_4XX_Count HTTPCode_Target_5XX_Count RejectedConnectionCount TargetConnectionErrorCount RequestCount HealthyHostCount UnHealthyHostCount",
      Seconds: "TargetResponseTime",
    },
    dimensions: "LoadBalancer TargetGroup AvailabilityZone",
    needs: "LoadBalancer TargetGroup",
    except: {
      HealthyHostCount: REQUESTS,
      UnHealthyHostCount: REQUESTS,
      HTTPCode_ELB_4XX_Count: "LoadBalancer",
      HTTPCode_ELB_5XX_Count: "LoadBalancer",
      RejectedConnectionCount: "LoadBalancer",
    },
    forms: { LoadBalancer: /^app\//, TargetGroup: /^targetgroup\// },
  },
  {
    name: "AWS/NetworkELB",
    mistakenFor: ["AWS/NLB"],
    metrics: {
      Count: "HealthyHostCount UnHealthyHostCount TCP_ELB_Reset_Count TCP_Target_Reset_Count PortAllocationErrorCount",
    },
    dimensions: "LoadBalancer TargetGroup AvailabilityZone",
    needs: "LoadBalancer",
    except: { HealthyHostCount: REQUESTS, UnHealthyHostCount: REQUESTS },
    forms: { LoadBalancer: /^net\//, TargetGroup: /^targetgroup\// },
  },
  {
    name: "AWS/ELB",
    metrics: { "": "HTTPCode_ELB_5XX HTTPCode_Backend_5XX UnHealthyHostCount HealthyHostCount Latency" },
    dimensions: "LoadBalancerName AvailabilityZone Service",
  },
  {
    name: "AWS/ApiGateway",
    metrics: {
      "": "5XXError 4XXError 5xx 4xx Count ExecutionError IntegrationError ClientError ConnectCount MessageCount",
      Milliseconds: "Latency IntegrationLatency",
    },
    dimensions: "ApiName ApiId Stage Method Resource Route",
    needs: "ApiName ApiId",
    except: { "5XXError": "ApiName", "4XXError": "ApiName", "5xx": "ApiId", "4xx": "ApiId" },
  },
  {
    name: "AWS/ECS",
    metrics: { Percent: "CPUUtilization MemoryUtilization CPUReservation MemoryReservation" },
    dimensions: "ClusterName ServiceName",
    needs: "ClusterName",
  },
  {
    name: "AWS/DynamoDB",
    metrics: {
      Count: "ReadThrottleEvents WriteThrottleEvents ThrottledRequests SystemErrors UserErrors",
      Milliseconds: "SuccessfulRequestLatency ReplicationLatency",
    },
    dimensions: "TableName GlobalSecondaryIndexName Operation ReceivingRegion OperationType StreamLabel",
    needs: "TableName",
    except: {
      SystemErrors: OPERATION,
      ThrottledRequests: OPERATION,
      SuccessfulRequestLatency: OPERATION,
      ReplicationLatency: "TableName+ReceivingRegion",
      UserErrors: "-",
    },
  },
  {
    name: "AWS/SQS",
    metrics: {
      Seconds: "ApproximateAgeOfOldestMessage",
      Count:
        "ApproximateNumberOfMessagesVisible ApproximateNumberOfMessagesNotVisible ApproximateNumberOfMessagesDelayed NumberOfMessagesSent NumberOfMessagesReceived NumberOfMessagesDeleted NumberOfEmptyReceives",
    },
    dimensions: "QueueName",
    needs: "QueueName",
  },
  {
    name: "AWS/SNS",
    metrics: {
      Count:
        "NumberOfNotificationsFailed NumberOfNotificationsDelivered NumberOfMessagesPublished NumberOfNotificationsRedrivenToDlq NumberOfNotificationsFailedToRedriveToDlq",
    },
    dimensions: "TopicName Application Platform PhoneNumber Country SMSType",
  },
  {
    name: "AWS/Kinesis",
    metrics: {
      Milliseconds: "GetRecords.IteratorAgeMilliseconds",
      Count: "ReadProvisionedThroughputExceeded WriteProvisionedThroughputExceeded",
      "": "IncomingRecords IncomingBytes PutRecords.ThrottledRecords",
    },
    dimensions: "StreamName ShardId ConsumerName",
    needs: "StreamName",
  },
  {
    name: "AWS/Firehose",
    metrics: {
      Seconds: "DeliveryToS3.DataFreshness DeliveryToHttpEndpoint.DataFreshness DeliveryToSplunk.DataFreshness",
      "": "DeliveryToS3.Success DeliveryToRedshift.Success DeliveryToSplunk.Success DeliveryToHttpEndpoint.Success ThrottledRecords IncomingRecords IncomingBytes",
    },
    dimensions: "DeliveryStreamName",
    needs: "DeliveryStreamName",
  },
  {
    name: "AWS/CloudFront",
    metrics: { Percent: "5xxErrorRate 4xxErrorRate TotalErrorRate", "": "Requests BytesDownloaded BytesUploaded" },
    dimensions: "DistributionId Region FunctionName",
    needs: "DistributionId+Region",
    forms: { Region: /^Global$/ },
    region: "us-east-1",
  },
  {
    name: "AWS/ES",
    mistakenFor: ["AWS/OpenSearch", "AWS/OpenSearchService", "AWS/Elasticsearch"],
    metrics: {
      "": "ClusterStatus.red ClusterStatus.yellow ClusterStatus.green FreeStorageSpace CPUUtilization JVMMemoryPressure ClusterIndexWritesBlocked AutomatedSnapshotFailure Nodes",
    },
    dimensions: "DomainName ClientId NodeId AvailabilityZone",
    needs: "DomainName+ClientId",
    forms: { ClientId: /^\d{12}$/ },
  },
  {
    name: "AWS/Redshift",
    metrics: { "": "HealthStatus MaintenanceMode", Percent: "PercentageDiskSpaceUsed CPUUtilization" },
    dimensions: "ClusterIdentifier NodeID",
    needs: "ClusterIdentifier",
  },
  {
    name: "AWS/NATGateway",
    metrics: { Count: "ErrorPortAllocation PacketsDropCount ActiveConnectionCount" },
    dimensions: "NatGatewayId AvailabilityZone",
    forms: { NatGatewayId: /^nat-/ },
  },
  {
    name: "AWS/States",
    mistakenFor: ["AWS/StepFunctions", "AWS/StepFunction", "AWS/SFN"],
    metrics: {
      Count:
        "ExecutionsFailed ExecutionsTimedOut ExecutionThrottled ExecutionsAborted ExecutionsStarted ExecutionsSucceeded",
      Milliseconds: "ExecutionTime",
    },
    dimensions: "StateMachineArn Version Alias",
    needs: "StateMachineArn",
    forms: { StateMachineArn: /^arn:/ },
  },
  {
    name: "AWS/Events",
    mistakenFor: ["AWS/EventBridge", "AWS/CloudWatchEvents"],
    metrics: { Count: "FailedInvocations ThrottledRules Invocations TriggeredRules MatchedEvents" },
    dimensions: "RuleName EventBusName EventSourceName",
  },
  {
    name: "AWS/EFS",
    metrics: { Percent: "PercentIOLimit", Bytes: "BurstCreditBalance" },
    dimensions: "FileSystemId",
    needs: "FileSystemId",
    forms: { FileSystemId: /^fs-/ },
  },
  {
    name: "AWS/VPN",
    metrics: { "": "TunnelState TunnelDataIn TunnelDataOut" },
    dimensions: "VpnId TunnelIpAddress",
    forms: { VpnId: /^vpn-/ },
  },
  {
    name: "AWS/TransitGateway",
    metrics: {
      Count: "PacketDropCountNoRoute PacketDropCountBlackhole",
      Bytes: "BytesDropCountNoRoute BytesDropCountBlackhole",
    },
    dimensions: "TransitGateway TransitGatewayAttachment",
    needs: "TransitGateway",
    forms: { TransitGateway: /^tgw-/ },
  },
  {
    name: "AWS/CertificateManager",
    mistakenFor: ["AWS/ACM"],
    metrics: { "": "DaysToExpiry" },
    dimensions: "CertificateArn",
    needs: "CertificateArn",
    forms: { CertificateArn: /^arn:/ },
  },
  {
    name: "AWS/Route53",
    metrics: { "": "HealthCheckStatus HealthCheckPercentageHealthy ChildHealthCheckHealthyCount" },
    dimensions: "HealthCheckId Region",
    needs: "HealthCheckId",
    region: "us-east-1",
  },
  {
    name: "AWS/WAFV2",
    metrics: { "": "BlockedRequests AllowedRequests CountedRequests" },
  },
  {
    name: "AWS/Backup",
    metrics: {
      Count: "NumberOfBackupJobsFailed NumberOfBackupJobsAborted NumberOfBackupJobsExpired NumberOfBackupJobsCompleted",
    },
    dimensions: "BackupVaultName ResourceType",
  },
  {
    name: "AWS/S3",
    metrics: {
      Bytes: "BucketSizeBytes",
      Count: "NumberOfObjects OperationsFailedReplication OperationsPendingReplication 5xxErrors 4xxErrors",
      Seconds: "ReplicationLatency",
      Milliseconds: "FirstByteLatency TotalRequestLatency",
    },
    dimensions: "BucketName StorageType FilterId SourceBucket DestinationBucket RuleId",
    needs: `BucketName+StorageType ${REQUEST_METRIC} ${REPLICATION}`,
    except: {
      BucketSizeBytes: "BucketName+StorageType",
      NumberOfObjects: "BucketName+StorageType",
      "5xxErrors": REQUEST_METRIC,
      "4xxErrors": REQUEST_METRIC,
      FirstByteLatency: REQUEST_METRIC,
      TotalRequestLatency: REQUEST_METRIC,
      OperationsFailedReplication: REPLICATION,
      OperationsPendingReplication: REPLICATION,
      ReplicationLatency: REPLICATION,
    },
  },
  {
    name: "AWS/Logs",
    mistakenFor: ["AWS/CloudWatchLogs"],
    metrics: { Count: "IncomingLogEvents", Bytes: "IncomingBytes" },
    dimensions: "LogGroupName",
  },
  {
    name: "AWS/Billing",
    metrics: { "": "EstimatedCharges" },
    dimensions: "Currency ServiceName LinkedAccount",
    needs: "Currency",
    region: "us-east-1",
  },
];
