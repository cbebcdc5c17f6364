import type { RESOURCE_DETECTIONS } from "../../../components/detections/resources";
import { asked, BY_SERVICE, BY_TERRAFORM, REFUSED, type Sample, type Samples } from "./sample";

type Id = (typeof RESOURCE_DETECTIONS)[number]["id"];

const added = (permission: string, item: object) => ({ [permission]: { add: { items: [item] } } });
const blocks = (BlockPublicPolicy: boolean) => ({
  PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy },
});
const owner = (ObjectOwnership: string) => ({ OwnershipControls: { Rule: { ObjectOwnership } } });
const locked = (ObjectLockConfiguration: object): Sample =>
  asked("s3.PutBucketObjectLockConfiguration", { ObjectLockConfiguration });

export const RESOURCE_SAMPLES: Record<Id, Samples> = {
  "snapshot-or-image-shared": {
    rings: [
      asked("ec2.ModifySnapshotAttribute", added("createVolumePermission", { userId: "444455556666" })),
      asked("ec2.ModifyImageAttribute", added("launchPermission", { group: "all" })),
      asked("ec2.ModifyImageAttribute", added("launchPermission", { organizationArn: "arn:aws:organizations::4:o-1" })),
      asked("rds.ModifyDBSnapshotAttribute", { attributeName: "restore", valuesToAdd: ["all"] }),
    ],
    quiet: [
      asked("ec2.ModifySnapshotAttribute", { createVolumePermission: { remove: { items: [{ group: "all" }] } } }),
      asked("rds.ModifyDBSnapshotAttribute", { attributeName: "restore", valuesToRemove: ["all"] }),
      asked("ec2.ModifyImageAttribute", added("launchPermission", { group: "all" }), REFUSED),
      asked("ec2.ModifySnapshotAttribute", added("createVolumePermission", { userId: "444455556666" }), {
        userIdentity: { invokedBy: "dlm.amazonaws.com" },
      }),
    ],
  },
  "s3-public-access-block-removed": {
    rings: [
      "s3.DeleteBucketPublicAccessBlock",
      asked("s3.PutBucketPublicAccessBlock", blocks(false)),
      asked("s3.PutObjectAcl", { bucketName: "records", key: "dump.sql", "x-amz-acl": "public-read" }),
      asked("s3.PutObjectAcl", { bucketName: "records", key: "dump.sql", "x-amz-acl": ["public-read-write"] }),
    ],
    quiet: [
      asked("s3.PutObject", { bucketName: "records", key: "a", "x-amz-acl": "public-read" }),
      asked("s3.PutObjectAcl", { bucketName: "records", key: "a", "x-amz-acl": "private" }),
      asked("s3.PutBucketPublicAccessBlock", blocks(true)),
      "s3.GetBucketPublicAccessBlock",
      ["s3.DeleteBucketPublicAccessBlock", BY_SERVICE],
    ],
  },
  "s3-protection-weakened": {
    rings: [
      asked("s3.PutBucketVersioning", { VersioningConfiguration: { Status: "Suspended" } }),
      "s3.DeleteBucketEncryption",
      asked("s3.PutBucketLogging", { BucketLoggingStatus: { xmlns: "http://s3.amazonaws.com/doc/2006-03-01/" } }),
      asked("s3.PutBucketLogging", { BucketLoggingStatus: "" }),
      asked("s3.PutBucketOwnershipControls", owner("ObjectWriter")),
      locked({ ObjectLockEnabled: "Enabled" }),
    ],
    quiet: [
      asked("s3.PutBucketOwnershipControls", owner("BucketOwnerEnforced")),
      asked("s3.PutBucketLogging", { BucketLoggingStatus: { xmlns: "x", LoggingEnabled: { TargetBucket: "b" } } }),
      "s3.PutBucketEncryption",
      ["s3.DeleteBucketEncryption", BY_SERVICE],
      locked({ Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: 365 } } }),
    ],
  },
  "kms-key-policy-or-material": {
    rings: [
      "kms.PutKeyPolicy",
      "kms.CreateGrant",
      "kms.DisconnectCustomKeyStore",
      "kms.UpdateCustomKeyStore",
      asked("kms.CreateKey", { origin: "EXTERNAL", keySpec: "SYMMETRIC_DEFAULT" }),
      asked("kms.CreateKey", { policy: '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"kms:*"}]}' }),
    ],
    quiet: [
      ["kms.CreateGrant", BY_SERVICE],
      "kms.ListGrants",
      asked("kms.CreateKey", {
        origin: "AWS_KMS",
        policy: '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"}}]}',
      }),
    ],
  },
  "secrets-bulk-retrieval": {
    rings: [
      "secretsmanager.BatchGetSecretValue",
      asked("ssm.GetParameters", { names: ["/a"], withDecryption: true }),
      asked("ssm.GetParameterHistory", { name: "/a", withDecryption: true }, REFUSED),
    ],
    quiet: [
      asked("ssm.GetParameters", { names: ["/a"], withDecryption: false }),
      "secretsmanager.ListSecrets",
      ["secretsmanager.GetSecretValue", BY_SERVICE],
    ],
  },
  "ec2-credential-access": {
    rings: [
      ["ec2.GetPasswordData", REFUSED],
      asked("ec2.DescribeInstanceAttribute", { attribute: "userData" }),
      "ec2-instance-connect.SendSSHPublicKey",
      "ec2.ImportKeyPair",
      "lightsail.DownloadDefaultKeyPair",
      "lightsail.GetRelationalDatabaseMasterUserPassword",
    ],
    quiet: [
      asked("ec2.DescribeInstanceAttribute", { attribute: "instanceType" }),
      asked("ec2.DescribeInstanceAttribute", { attribute: "userData" }, BY_SERVICE),
      asked("ec2.DescribeInstanceAttribute", { attribute: "userData" }, BY_TERRAFORM),
      ["ec2.ImportKeyPair", BY_TERRAFORM],
      "ec2.GetConsoleOutput",
    ],
  },
  "ssm-remote-execution": {
    rings: [
      "ssm.SendCommand",
      "ssm.StartSession",
      "ssm.UpdateAssociation",
      "ssm.CreateActivation",
      "ssm.UpdateDocumentDefaultVersion",
      "ssm.RegisterTaskWithMaintenanceWindow",
      "ssm-guiconnect.StartConnection",
      "ecs.ExecuteCommand",
    ],
    quiet: ["ssm.ListCommands", "ssm.UpdateInstanceInformation"],
  },
  "lambda-backdoor": {
    rings: [
      "lambda.UpdateFunctionCode20150331v2",
      "lambda.AddPermission20150331v2",
      "lambda.CreateFunction20150331",
      "lambda.CreateFunctionUrlConfig20211031",
      "cloudfront.UpdateFunction",
    ],
    quiet: ["lambda.RemovePermission20150331v2", "cloudfront.TestFunction"],
  },
  "rds-exposure-or-deletion": {
    rings: [
      asked("rds.ModifyDBInstance", { publiclyAccessible: true }),
      asked("rds.DeleteDBCluster", { skipFinalSnapshot: true }),
      asked("rds.ModifyDBInstance", { backupRetentionPeriod: 0 }),
      asked("rds.ModifyDBInstance", { cloudwatchLogsExportConfiguration: { disableLogTypes: ["audit"] } }),
      "rds.DeleteDBInstanceAutomatedBackup",
      asked("redshift.ModifyCluster", { clusterIdentifier: "sales", masterUserPassword: "****" }),
      asked("redshift-serverless.UpdateWorkgroup", { workgroupName: "sales", publiclyAccessible: true }),
      ["rds.RestoreDBInstanceFromDBSnapshot", { responseElements: { publiclyAccessible: true } }],
    ],
    quiet: [
      asked("rds.ModifyDBInstance", { allocatedStorage: 100 }, { responseElements: { publiclyAccessible: true } }),
      asked("rds.CreateDBInstance", { publiclyAccessible: false }),
      asked("rds.DeleteDBInstance", { skipFinalSnapshot: false }),
      asked("rds.DeleteDBInstance", { skipFinalSnapshot: true }, BY_SERVICE),
      asked("redshift.ModifyCluster", { clusterIdentifier: "sales", numberOfNodes: 4 }),
      asked("rds.ModifyDBInstance", { backupRetentionPeriod: 7 }),
      asked("rds.ModifyDBInstance", { cloudwatchLogsExportConfiguration: { enableLogTypes: ["audit"] } }),
    ],
  },
  "ec2-startup-script-change": {
    rings: [
      asked("ec2.ModifyInstanceAttribute", { userData: "<sensitiveDataRemoved>" }),
      asked("ec2.ModifyInstanceAttribute", { userData: { value: "x" } }),
      asked("ec2.ModifyInstanceAttribute", { attribute: "userData", value: "<sensitiveDataRemoved>" }),
      "sagemaker.UpdateNotebookInstanceLifecycleConfig",
      "glue.CreateDevEndpoint",
      "ec2.ReplaceIamInstanceProfileAssociation",
    ],
    quiet: [
      "sagemaker.StartNotebookInstance",
      ["ec2.AssociateIamInstanceProfile", BY_SERVICE],
      asked("ec2.ModifyInstanceAttribute", { attribute: "instanceType", value: "t3.small" }),
      asked("ec2.ModifyInstanceAttribute", { disableApiTermination: { value: true } }),
      asked("ec2.RunInstances", { userData: "x" }),
      asked("ec2.ModifyInstanceAttribute", { userData: "<sensitiveDataRemoved>" }, BY_SERVICE),
    ],
  },
  "ebs-default-encryption-off": {
    rings: ["ec2.DisableEbsEncryptionByDefault", "ec2.ModifyEbsDefaultKmsKeyId"],
    quiet: ["ec2.EnableEbsEncryptionByDefault", ["ec2.ModifyEbsDefaultKmsKeyId", BY_SERVICE]],
  },
};
