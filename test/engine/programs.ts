import * as aws from "@pulumi/aws";

/** Stacks of raw resources, for the tests with the engine. */

const document = (...statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });

const allow = (service: string, action: string | string[], resource?: string): object => ({
  Effect: "Allow",
  Principal: { Service: `${service}.amazonaws.com` },
  Action: action,
  Resource: resource,
});

/** The whole chain from a trail to a subscriber. */
export async function chain(): Promise<void> {
  const account = await aws.getCallerIdentity();
  const key = new aws.kms.Key("key", {
    enableKeyRotation: true,
    policy: aws.iam.getPolicyDocumentOutput({
      statements: [
        {
          sid: "Account",
          actions: ["kms:*"],
          resources: ["*"],
          principals: [{ type: "AWS", identifiers: [`arn:aws:iam::${account.accountId}:root`] }],
        },
        {
          sid: "Services",
          actions: ["kms:GenerateDataKey*", "kms:Decrypt", "kms:Encrypt", "kms:ReEncrypt*", "kms:DescribeKey"],
          resources: ["*"],
          principals: [
            {
              type: "Service",
              identifiers: ["cloudtrail.amazonaws.com", "cloudwatch.amazonaws.com", "logs.eu-west-1.amazonaws.com"],
            },
          ],
        },
      ],
    }).json,
  });
  const bucket = new aws.s3.Bucket("archive", { tags: { purpose: "audit" } }, { protect: true });
  new aws.s3.BucketVersioning("archive", { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } });
  new aws.s3.BucketPublicAccessBlock("archive", {
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  const access = new aws.s3.BucketPolicy("archive", {
    bucket: bucket.id,
    policy: bucket.arn.apply((arn) =>
      document(
        allow("cloudtrail", "s3:GetBucketAcl", arn),
        allow("cloudtrail", "s3:PutObject", `${arn}/AWSLogs/${account.accountId}/*`),
      ),
    ),
  });
  const group = new aws.cloudwatch.LogGroup("audit", { retentionInDays: 365, kmsKeyId: key.arn });
  const role = new aws.iam.Role("delivery", {
    assumeRolePolicy: document(allow("cloudtrail", "sts:AssumeRole")),
  });
  new aws.iam.RolePolicy("delivery", {
    role: role.id,
    policy: group.arn.apply((arn) =>
      document({ Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: `${arn}:*` }),
    ),
  });
  new aws.cloudtrail.Trail(
    "audit",
    {
      s3BucketName: bucket.bucket,
      kmsKeyId: key.arn,
      isMultiRegionTrail: true,
      enableLogFileValidation: true,
      cloudWatchLogsGroupArn: group.arn.apply((arn) => `${arn}:*`),
      cloudWatchLogsRoleArn: role.arn,
    },
    { dependsOn: access },
  );
  const topic = new aws.sns.Topic("alerts", { kmsMasterKeyId: key.keyId });
  new aws.sns.TopicPolicy("alerts", {
    arn: topic.arn,
    policy: topic.arn.apply((arn) => document(allow("cloudwatch", "sns:Publish", arn))),
  });
  new aws.sns.TopicSubscription("alerts", { topic: topic.arn, protocol: "email", endpoint: "security@example.com" });
  new aws.cloudwatch.LogMetricFilter("root-usage", {
    logGroupName: group.name,
    pattern: '{ $.userIdentity.type = "Root" && $.eventType != "AwsServiceEvent" }',
    metricTransformation: { name: "RootUsage", namespace: "Audit", value: "1" },
  });
  new aws.cloudwatch.MetricAlarm("root-usage", {
    metricName: "RootUsage",
    namespace: "Audit",
    statistic: "Sum",
    period: 300,
    evaluationPeriods: 1,
    threshold: 1,
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    treatMissingData: "notBreaching",
    alarmActions: [topic.arn],
  });
}

/** A link broken in every part, and everything that can be left to a default left to it. */
export async function broken(): Promise<void> {
  const bucket = new aws.s3.Bucket("archive");
  const group = new aws.cloudwatch.LogGroup("audit", { retentionInDays: 7 });
  new aws.cloudtrail.Trail("audit", { s3BucketName: bucket.bucket, enableLogging: false });
  new aws.cloudtrail.Trail("second", { s3BucketName: "elsewhere", includeGlobalServiceEvents: false });
  const topic = new aws.sns.Topic("alerts");
  new aws.cloudwatch.LogMetricFilter("root-usage", {
    logGroupName: group.name,
    pattern: "{ $.eventName = ConsoleLogin }",
    metricTransformation: { name: "RootUsage", namespace: "Audit", value: "0" },
  });
  new aws.cloudwatch.MetricAlarm("root-usage", {
    metricName: "RootUsage",
    namespace: "audit",
    statistic: "Average",
    period: 60,
    evaluationPeriods: 5,
    threshold: 100,
    comparisonOperator: "GreaterThanThreshold",
    alarmActions: [topic.arn],
  });
  new aws.kms.Key("key");
}
