import type { RANSOM_DETECTIONS } from "../../../components/detections/ransom";
import { asked, BY_SERVICE, BY_TERRAFORM, REFUSED, type Sample, type Samples } from "./sample";

type Id = (typeof RANSOM_DETECTIONS)[number]["id"];

const recovery = (pointInTimeRecoveryEnabled: boolean) => ({
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled },
});
const shipped = (destinationArn: string): Sample =>
  asked("logs.PutSubscriptionFilter", { logGroupName: "/app", filterName: "all", destinationArn });
const written = (SSEApplied: string) => ({ managementEvent: false, additionalEventData: { SSEApplied } });
/** As it is recorded: neither the objects nor how many they were. */
const BATCH = {
  managementEvent: false,
  requestParameters: { bucketName: "bucket", Host: "bucket.s3.eu-central-1.amazonaws.com", delete: "" },
  resources: [
    { type: "AWS::S3::Object", ARNPrefix: "arn:aws:s3:::bucket/" },
    { type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::bucket", accountId: "111122223333" },
  ],
};
const policy = (Principal: unknown, more: object = {}): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal, Action: "*", ...more }] });
const topicPolicy = (document: string, more: object = {}): Sample =>
  asked(
    "sns.SetTopicAttributes",
    { topicArn: "arn:aws:sns:eu-west-1:111122223333:orders", attributeName: "Policy", attributeValue: document },
    more,
  );
const queuePolicy = (document: string): Sample =>
  asked("sqs.SetQueueAttributes", {
    queueUrl: "https://sqs.eu-west-1.amazonaws.com/1/orders",
    attributes: { Policy: document },
  });
const bucketKey = (KMSMasterKeyID: string, more: object = {}): Sample =>
  asked(
    "s3.PutBucketEncryption",
    {
      ServerSideEncryptionConfiguration: {
        Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID } },
      },
    },
    more,
  );

export const RANSOM_SAMPLES: Record<Id, Samples> = {
  "stores-deleted": {
    rings: [
      "s3.DeleteBucket",
      "dynamodb.DeleteTable",
      "elasticfilesystem.DeleteFileSystem",
      "fsx.DeleteBackup",
      "cognito-idp.DeleteUserPool",
      asked("dynamodb.UpdateContinuousBackups", recovery(false)),
      asked("dynamodb.UpdateTable", { tableName: "orders", deletionProtectionEnabled: false }),
      asked("secretsmanager.DeleteSecret", { secretId: "app", forceDeleteWithoutRecovery: true }),
    ],
    quiet: [
      "dynamodb.DeleteItem",
      asked("dynamodb.UpdateContinuousBackups", recovery(true)),
      asked("secretsmanager.DeleteSecret", { secretId: "app", recoveryWindowInDays: 30 }),
      ["s3.DeleteBucket", { errorCode: "BucketNotEmpty" }],
      ["dynamodb.DeleteTable", BY_SERVICE],
    ],
  },
  "backup-destroyed": {
    rings: [
      "backup.DeleteRecoveryPoint",
      "backup.DeleteBackupVaultLockConfiguration",
      "backup.DeleteBackupSelection",
      "backup.UpdateRecoveryPointLifecycle",
      "rbin.UnlockRule",
      "ec2.UnlockSnapshot",
    ],
    quiet: ["backup.StartBackupJob", "events.DeleteRule", ["backup.DeleteRecoveryPoint", BY_SERVICE]],
  },
  "snapshots-deleted": {
    rings: ["ec2.DeleteSnapshot", "rds.DeleteDBClusterSnapshot", "ec2.DeregisterImage"],
    quiet: ["ec2.CreateSnapshot", ["ec2.DeleteSnapshot", { userIdentity: { invokedBy: "dlm.amazonaws.com" } }]],
  },
  "objects-deleted": {
    rings: ["s3.DeleteObject", ["s3.DeleteObjects", BATCH]],
    quiet: ["s3.DeleteObjectTagging", "s3.PutObject", ["s3.DeleteObjects", REFUSED]],
  },
  "objects-encrypted-with-foreign-key": {
    rings: [
      ["s3.PutObject", written("SSE_C")],
      ["s3.CopyObject", written("SSE_C")],
      asked("s3.PutObject", { bucketName: "records", key: "HOW-TO-DECRYPT.txt" }),
      asked("s3.PutObject", { bucketName: "records", key: "FILES-DELETED.txt" }),
      asked("s3.PutObject", { bucketName: "records", key: "README_TO_RECOVER_FILES.txt" }),
      bucketKey("arn:aws:kms:eu-west-1:444455556666:key/1"),
    ],
    quiet: [
      bucketKey("arn:aws:kms:eu-west-1:111122223333:key/1", BY_TERRAFORM),
      bucketKey("alias/records"),
      asked("s3.PutObject", { bucketName: "records", key: "2024/decryption-report.pdf" }),
      ["s3.PutObject", written("SSE_KMS")],
      ["s3.PutObject", written("Default_SSE_S3")],
      ["s3.GetObject", written("SSE_C")],
    ],
  },
  "resource-shared": {
    rings: [
      "ecr.SetRepositoryPolicy",
      "ecr.PutReplicationConfiguration",
      "ram.AssociateResourceShare",
      "ram.UpdateResourceShare",
      asked("ssm.ModifyDocumentPermission", { name: "doc", permissionType: "Share", accountIdsToAdd: ["all"] }),
      asked("codebuild.UpdateProjectVisibility", { projectVisibility: "PUBLIC_READ" }),
    ],
    quiet: [
      asked("ssm.ModifyDocumentPermission", { name: "doc", accountIdsToRemove: ["all"] }),
      asked("codebuild.UpdateProjectVisibility", { projectVisibility: "PRIVATE" }),
      "secretsmanager.GetResourcePolicy",
    ],
  },
  "resource-opened": {
    rings: [
      "dynamodb.PutResourcePolicy",
      "sqs.AddPermission",
      "kinesis.PutResourcePolicy",
      "redshift.AuthorizeSnapshotAccess",
      "redshift-serverless.PutResourcePolicy",
      asked("lambda.AddLayerVersionPermission20181031", { layerName: "x", principal: "*" }),
      asked("lambda.AddPermission20150331v2", { functionName: "orders", principal: "*" }),
      asked("lambda.AddPermission20150331v2", { functionName: "orders", principal: "444455556666" }),
      asked("cognito-identity.UpdateIdentityPool", { allowUnauthenticatedIdentities: true }),
    ],
    quiet: [
      "secretsmanager.PutResourcePolicy",
      asked("lambda.AddPermission20150331v2", { functionName: "orders", principal: "events.amazonaws.com" }),
      asked("cognito-identity.UpdateIdentityPool", { allowUnauthenticatedIdentities: false }),
      ["sns.AddPermission", BY_SERVICE],
    ],
  },
  "resource-public": {
    rings: [
      topicPolicy(policy("*")),
      topicPolicy(policy({ AWS: "*" })),
      queuePolicy(policy("*")),
      queuePolicy(policy({ AWS: "444455556666" })),
      asked("es.UpdateDomainConfig", { domainName: "records", accessPolicies: policy({ AWS: "*" }) }),
      asked("lambda.CreateFunctionUrlConfig", { functionName: "orders", authType: "NONE" }),
    ],
    quiet: [
      topicPolicy(policy({ Service: "events.amazonaws.com" })),
      topicPolicy(policy({ AWS: "*" }, { Condition: { StringEquals: { "AWS:SourceOwner": "111122223333" } } })),
      topicPolicy(policy("*"), BY_SERVICE),
      asked("sns.SetTopicAttributes", { attributeName: "DisplayName", attributeValue: "orders" }),
      queuePolicy(policy({ AWS: "arn:aws:iam::111122223333:role/orders" })),
      asked("sqs.SetQueueAttributes", { attributes: { VisibilityTimeout: "30" } }),
      asked("es.UpdateDomainConfig", { accessPolicies: policy("*", { Condition: { IpAddress: {} } }) }),
      asked("es.UpdateDomainConfig", { domainName: "records", clusterConfig: { instanceCount: 3 } }),
      asked("lambda.CreateFunctionUrlConfig", { functionName: "orders", authType: "AWS_IAM" }),
    ],
  },
  "data-exported": {
    rings: [
      "ec2.CreateInstanceExportTask",
      "rds.StartExportTask",
      "datasync.CreateTask",
      "acm.ExportCertificate",
      shipped("arn:aws:logs:us-east-1:444455556666:destination:drop"),
    ],
    quiet: [
      "ec2.ImportImage",
      "s3.PutObject",
      "rds.DescribeExportTasks",
      ["rds.StartExportTask", BY_SERVICE],
      shipped("arn:aws:firehose:eu-west-1:111122223333:deliverystream/logs"),
    ],
  },
  "domain-transfer-lock-off": {
    rings: [
      "route53domains.DisableDomainTransferLock",
      "route53domains.RetrieveDomainAuthCode",
      "route53domains.UpdateDomainNameservers",
      "route53domains.DeleteDomain",
      "route53.TransferDomainToAnotherAwsAccount",
    ],
    quiet: ["route53domains.EnableDomainTransferLock", "route53domains.RenewDomain"],
  },
};
