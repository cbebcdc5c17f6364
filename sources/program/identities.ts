/** How AWS refers to resources of a type: outputs as templates of the parts that `identityOf` fills in. */
export interface Identity {
  /** The input that holds the name; the provider makes one up when the program leaves it out. */
  named?: string;
  /** What a name that the provider makes up begins with, before that of the resource. */
  prefix?: string;
  outputs: Record<string, string>;
}

const ofName = (arn: string, outputs: Record<string, string> = {}): Identity => ({
  named: "name",
  outputs: { id: "{name}", arn: `arn:{partition}:${arn}`, ...outputs },
});
/** The provider takes the ARN for the id. */
const ofArn = (arn: string, outputs: Record<string, string> = {}): Identity =>
  ofName(arn, { id: `arn:{partition}:${arn}`, ...outputs });
/** What has no name but the id that AWS gives it. */
const ofId = (arn: string, id: string): Identity => ({ outputs: { id, arn: `arn:{partition}:${arn}` } });
const AT = "{region}:{account}";

const BUCKET: Identity = {
  named: "bucket",
  outputs: {
    id: "{name}",
    arn: "arn:{partition}:s3:::{name}",
    bucketDomainName: "{name}.s3.{suffix}",
    bucketRegionalDomainName: "{name}.s3.{region}.{suffix}",
  },
};
const KEY: Identity = {
  outputs: { id: "{key}", keyId: "{key}", arn: `arn:{partition}:kms:${AT}:key/{key}` },
};
const BALANCER = ofArn(`elasticloadbalancing:${AT}:loadbalancer/{balancer}/{name}/{digits}`, {
  arnSuffix: "{balancer}/{name}/{digits}",
  dnsName: "{host}-{digits}.{region}.elb.{suffix}",
});
const TARGET_GROUP = ofArn(`elasticloadbalancing:${AT}:targetgroup/{name}/{digits}`, {
  arnSuffix: "targetgroup/{name}/{digits}",
});
const API = { id: "{digits}", executionArn: `arn:{partition}:execute-api:${AT}:{digits}` };
const QUEUE_URL = "https://sqs.{region}.{suffix}/{account}/{name}";

/** By type. The ids are those of the provider, the ARNs those of https://docs.aws.amazon.com/service-authorization/ */
export const identities: Record<string, Identity> = {
  "aws-native:cloudtrail:Trail": { ...ofName(`cloudtrail:${AT}:trail/{name}`), named: "trailName" },
  "aws-native:iam:Role": { ...ofName("iam::{account}:role{path}{name}"), named: "roleName" },
  "aws-native:kms:Key": KEY,
  "aws-native:lambda:Function": { ...ofName(`lambda:${AT}:function:{name}`), named: "functionName" },
  "aws-native:logs:LogGroup": { ...ofName(`logs:${AT}:log-group:{name}:*`), named: "logGroupName" },
  "aws-native:s3:Bucket": { ...BUCKET, named: "bucketName" },
  "aws-native:sns:Topic": {
    named: "topicName",
    outputs: { id: `arn:{partition}:sns:${AT}:{name}`, topicArn: `arn:{partition}:sns:${AT}:{name}` },
  },
  "aws-native:sqs:Queue": { ...ofName(`sqs:${AT}:{name}`, { id: QUEUE_URL, queueUrl: QUEUE_URL }), named: "queueName" },
  "aws:acm/certificate:Certificate": ofId(
    `acm:${AT}:certificate/{uuid}`,
    `arn:{partition}:acm:${AT}:certificate/{uuid}`,
  ),
  "aws:alb/loadBalancer:LoadBalancer": BALANCER,
  "aws:alb/targetGroup:TargetGroup": TARGET_GROUP,
  "aws:apigateway/restApi:RestApi": ofName("apigateway:{region}::/restapis/{digits}", API),
  "aws:apigatewayv2/api:Api": ofName("apigateway:{region}::/apis/{digits}", API),
  "aws:autoscaling/group:Group": ofName(`autoscaling:${AT}:autoScalingGroup:{uuid}:autoScalingGroupName/{name}`),
  "aws:backup/vault:Vault": ofName(`backup:${AT}:backup-vault:{name}`),
  "aws:cloudfront/distribution:Distribution": {
    outputs: {
      id: "{capitals}",
      arn: "arn:{partition}:cloudfront::{account}:distribution/{capitals}",
      domainName: "d{digits}.cloudfront.net",
    },
  },
  "aws:cloudfront/originAccessIdentity:OriginAccessIdentity": {
    outputs: {
      id: "{capitals}",
      iamArn: "arn:{partition}:iam::cloudfront:user/CloudFront Origin Access Identity {capitals}",
      cloudfrontAccessIdentityPath: "origin-access-identity/cloudfront/{capitals}",
    },
  },
  "aws:cloudtrail/eventDataStore:EventDataStore": ofArn(`cloudtrail:${AT}:eventdatastore/{uuid}`),
  "aws:cloudtrail/trail:Trail": ofArn(`cloudtrail:${AT}:trail/{name}`),
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": {
    ...ofName(`cloudwatch:${AT}:alarm:{name}`),
    named: "alarmName",
  },
  "aws:cloudwatch/eventBus:EventBus": ofName(`events:${AT}:event-bus/{name}`),
  "aws:cloudwatch/eventRule:EventRule": ofName(`events:${AT}:rule/{bus}{name}`, { id: "{bus}{name}" }),
  "aws:cloudwatch/logDestination:LogDestination": ofName(`logs:${AT}:destination:{name}`),
  "aws:cloudwatch/logGroup:LogGroup": ofName(`logs:${AT}:log-group:{name}`),
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": { named: "name", outputs: { id: "{name}" } },
  "aws:cloudwatch/metricAlarm:MetricAlarm": ofName(`cloudwatch:${AT}:alarm:{name}`),
  "aws:codebuild/project:Project": ofArn(`codebuild:${AT}:project/{name}`),
  "aws:cognito/userPool:UserPool": ofName(`cognito-idp:${AT}:userpool/{region}_{digits}`, { id: "{region}_{digits}" }),
  "aws:dynamodb/table:Table": ofName(`dynamodb:${AT}:table/{name}`),
  "aws:ec2/instance:Instance": ofId(`ec2:${AT}:instance/i-{digits}`, "i-{digits}"),
  "aws:ec2/vpcEndpoint:VpcEndpoint": { outputs: { id: "vpce-{digits}" } },
  "aws:ecr/repository:Repository": ofName(`ecr:${AT}:repository/{name}`, {
    repositoryUrl: "{account}.dkr.ecr.{region}.{suffix}/{name}",
  }),
  "aws:ecs/cluster:Cluster": ofArn(`ecs:${AT}:cluster/{name}`),
  "aws:efs/fileSystem:FileSystem": ofId(`elasticfilesystem:${AT}:file-system/fs-{digits}`, "fs-{digits}"),
  "aws:eks/cluster:Cluster": ofName(`eks:${AT}:cluster/{name}`),
  "aws:guardduty/detector:Detector": ofId(`guardduty:${AT}:detector/{digits}`, "{digits}"),
  "aws:iam/group:Group": ofName("iam::{account}:group{path}{name}"),
  "aws:iam/instanceProfile:InstanceProfile": ofName("iam::{account}:instance-profile{path}{name}"),
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
    outputs: {
      id: "arn:{partition}:iam::{account}:oidc-provider/{issuer}",
      arn: "arn:{partition}:iam::{account}:oidc-provider/{issuer}",
    },
  },
  "aws:iam/policy:Policy": ofArn("iam::{account}:policy{path}{name}"),
  "aws:iam/role:Role": ofName("iam::{account}:role{path}{name}"),
  "aws:iam/user:User": ofName("iam::{account}:user{path}{name}"),
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": ofArn(`firehose:${AT}:deliverystream/{name}`),
  "aws:kinesis/stream:Stream": ofArn(`kinesis:${AT}:stream/{name}`),
  "aws:kms/alias:Alias": { ...ofName(`kms:${AT}:{name}`), prefix: "alias/" },
  "aws:kms/key:Key": KEY,
  "aws:lambda/function:Function": ofName(`lambda:${AT}:function:{name}`),
  "aws:lb/loadBalancer:LoadBalancer": BALANCER,
  "aws:lb/targetGroup:TargetGroup": TARGET_GROUP,
  "aws:organizations/account:Account": { outputs: { id: "{member}" } },
  "aws:organizations/organization:Organization": {
    outputs: {
      id: "o-{digits}",
      arn: "arn:{partition}:organizations::{account}:organization/o-{digits}",
      masterAccountId: "{account}",
    },
  },
  "aws:organizations/organizationalUnit:OrganizationalUnit": { outputs: { id: "ou-{digits}" } },
  "aws:rds/cluster:Cluster": {
    named: "clusterIdentifier",
    outputs: {
      id: "{name}",
      arn: `arn:{partition}:rds:${AT}:cluster:{name}`,
      clusterResourceId: "cluster-{resource}",
      endpoint: "{host}.cluster-{digits}.{region}.rds.{suffix}",
      readerEndpoint: "{host}.cluster-ro-{digits}.{region}.rds.{suffix}",
    },
  },
  "aws:rds/instance:Instance": {
    named: "identifier",
    outputs: {
      id: "{database}",
      arn: `arn:{partition}:rds:${AT}:db:{name}`,
      resourceId: "db-{resource}",
      address: "{host}.{digits}.{region}.rds.{suffix}",
      endpoint: "{host}.{digits}.{region}.rds.{suffix}:{port}",
    },
  },
  "aws:s3/bucket:Bucket": BUCKET,
  "aws:s3/bucketV2:BucketV2": BUCKET,
  "aws:secretsmanager/secret:Secret": ofArn(`secretsmanager:${AT}:secret:{name}-{digits}`),
  "aws:sfn/stateMachine:StateMachine": ofArn(`states:${AT}:stateMachine:{name}`),
  "aws:sns/topic:Topic": ofArn(`sns:${AT}:{name}`),
  "aws:sqs/queue:Queue": ofName(`sqs:${AT}:{name}`, { id: QUEUE_URL, url: QUEUE_URL }),
  "aws:ssm/parameter:Parameter": ofName(`ssm:${AT}:parameter/{below}`),
};
