import type { Detection } from "./detection";
import { NO_DEPLOYMENT } from "./watch";

/** In a policy: under a condition, or for users and roles. */
const LIMITED = ["*Condition*", "*:iam:*"];

const lacks = (field: string, ...texts: string[]): string =>
  texts.map((text) => `($.requestParameters.${field} != "${text}")`).join(" && ");

/** Attacks on data and domains: carried off, deleted or encrypted for a ransom. Calls on objects need the data events of S3. */
export const RANSOM_DETECTIONS = [
  {
    id: "stores-deleted",
    attack: ["T1485"],
    severity: "warning",
    title:
      "A store of data, the users of an application or a secret was deleted, cannot be restored any more or lost its protection",
    firstLook:
      "Look at what it held and where its backups are; take the rights of the identity away until that is known",
    harmless: "Applications that are taken down",
    looksFor: [
      {
        calls: {
          // No two of the services call different things by one name.
          "s3 dynamodb elasticfilesystem fsx redshift es cognito-idp":
            "DeleteBucket DeleteTable DeleteBackup DeleteFileSystem DeleteCluster DeleteDomain DeleteUserPool",
        },
        byHand: true,
      },
      {
        calls: { secretsmanager: "DeleteSecret" },
        where: { fields: ["requestParameters.forceDeleteWithoutRecovery"], values: [true] },
        byHand: true,
      },
      {
        calls: { dynamodb: "Update*" },
        where: {
          fields: [
            "requestParameters.pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled",
            "requestParameters.deletionProtectionEnabled",
          ],
          values: [false],
        },
        byHand: true,
      },
    ],
  },
  {
    id: "backup-destroyed",
    attack: ["T1490"],
    severity: "critical",
    title: "Backups, their vault, its lock or a plan of them were deleted or cut down, or the recycle bin",
    firstLook: "Take the rights of the identity away; who deletes backups is about to delete what they back up",
    harmless: "Vaults that are taken down as planned. The service itself deletes what has expired, and does not ring",
    looksFor: [
      {
        calls: {
          backup:
            "DeleteRecoveryPoint DisassociateRecoveryPoint DeleteBackupVault DeleteBackupVaultLockConfiguration DeleteBackupPlan DeleteBackupSelection UpdateRecoveryPointLifecycle",
          ec2: "UnlockSnapshot",
          rbin: "DeleteRule UnlockRule",
          dlm: "DeleteLifecyclePolicy",
        },
        byHand: true,
      },
    ],
  },
  {
    id: "snapshots-deleted",
    attack: ["T1490", "T1485"],
    severity: "warning",
    title: "Many snapshots or images were deleted within five minutes",
    firstLook: "Take the rights of the identity away; look in the recycle bin, which keeps what its rules tell it to",
    harmless: "Somebody who cleans up by hand. Lifecycle policies do not ring",
    threshold: 5,
    looksFor: [
      {
        calls: {
          ec2: "DeleteSnapshot DeregisterImage",
          rds: "DeleteDBSnapshot DeleteDBClusterSnapshot",
          redshift: "DeleteClusterSnapshot",
        },
        byHand: true,
      },
    ],
  },
  {
    id: "objects-deleted",
    attack: ["T1485"],
    severity: "warning",
    title: "Many objects were deleted within five minutes",
    firstLook:
      "Take the rights of the identity away; what a versioned bucket deleted comes back when its delete markers go. One " +
      "DeleteObjects takes up to 1,000 objects, counts once, and its record names none of them: server access logs do",
    harmless: "Programs that clean up after themselves; raise the threshold above what they need",
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/logging-with-S3.html
    threshold: 20,
    looksFor: [{ calls: { s3: "DeleteObject DeleteObjects" }, byHand: true }],
  },
  {
    id: "objects-encrypted-with-foreign-key",
    attack: ["T1486"],
    severity: "warning",
    title:
      "Objects were written with a key that only the caller has, or a note that asks for a ransom, or a bucket got another key",
    firstLook:
      "Take the rights of the identity away, and check whose key it is; without it only older versions and backups can be read",
    harmless:
      "Programs that keep keys of their own for a bucket, which S3 takes only where that is allowed; a key that somebody sets by hand",
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
    looksFor: [
      {
        calls: { s3: "PutObject CopyObject CompleteMultipartUpload" },
        where: { fields: ["additionalEventData.SSEApplied"], values: ["SSE_C"] },
      },
      {
        // Whoever asks for a ransom leaves a note; names are compared by case.
        calls: { s3: "PutObject" },
        where: {
          fields: ["requestParameters.key"],
          values: [
            "*ransom*",
            "*RANSOM*",
            "*DECRYPT*",
            "*RECOVER*",
            "*warning.txt",
            "*FILES-ENCRYPTED*",
            "*FILES-DELETED*",
          ],
        },
      },
      {
        // A key of another account can only be named by its ARN; Terraform and Pulumi name those of the owner like this, too.
        calls: { s3: "PutBucketEncryption" },
        where: {
          fields: [
            "requestParameters.ServerSideEncryptionConfiguration.Rule.ApplyServerSideEncryptionByDefault.KMSMasterKeyID",
          ],
          values: ["arn:*"],
        },
        and: NO_DEPLOYMENT,
        byHand: true,
      },
    ],
  },
  {
    id: "resource-shared",
    attack: ["T1537"],
    severity: "warning",
    title: "A repository, a vault, a secret, a document or a project was shared, or something else by a resource share",
    firstLook: "Read the policy or the share: look for accounts outside of the organization, and for *",
    harmless: "Sharing within the organization; deployments, compare with their times",
    looksFor: [
      {
        calls: {
          ecr: "SetRepositoryPolicy PutRegistryPolicy PutReplicationConfiguration",
          backup: "PutBackupVaultAccessPolicy",
          secretsmanager: "PutResourcePolicy",
          ram: "CreateResourceShare AssociateResourceShare UpdateResourceShare",
        },
        byHand: true,
      },
      {
        calls: { ssm: "ModifyDocumentPermission" },
        where: { fields: ["requestParameters.accountIdsToAdd[0]"], values: ["*"] },
        byHand: true,
      },
      {
        calls: { codebuild: "UpdateProjectVisibility" },
        where: { fields: ["requestParameters.projectVisibility"], values: ["PUBLIC_READ"] },
        byHand: true,
      },
    ],
  },
  {
    id: "resource-opened",
    attack: ["T1537", "T1648"],
    severity: "warning",
    title:
      "A table, a queue, a topic, a stream, an event bus, a file system, a function, a layer or a warehouse was opened to others",
    firstLook: "Read who may do what now: look for accounts outside of the organization, and for everybody",
    harmless: "Web hooks and applications of several accounts; deployments, compare with their times",
    looksFor: [
      {
        calls: {
          "dynamodb glue sns sqs kinesis events elasticfilesystem redshift redshift-serverless":
            "PutResourcePolicy AddPermission PutPermission PutFileSystemPolicy Authorize*",
        },
        byHand: true,
      },
      {
        // The rest are services that call it: triggers. A function's URL for everybody needs such a permission, too.
        calls: { lambda: "Add*" },
        and: '($.requestParameters.principal != "*.amazonaws.com")',
        byHand: true,
      },
      {
        calls: { "cognito-identity": "*IdentityPool" },
        where: { fields: ["requestParameters.allowUnauthenticatedIdentities"], values: [true] },
        byHand: true,
      },
    ],
  },
  {
    id: "resource-public",
    attack: ["T1537", "T1648"],
    severity: "warning",
    title: "A topic, a queue, a search domain or a function was opened to everybody, or to a whole account",
    firstLook: "Close it unless it is meant for everybody; look at who subscribed, read or called since",
    harmless: "Web hooks, and search domains that ask for names and passwords themselves",
    // What deployments set names roles or services, or asks for a condition.
    looksFor: [
      {
        calls: { sns: "Set*" },
        where: { fields: ["requestParameters.attributeValue"], values: ["*Principal*"] },
        and: lacks("attributeValue", ...LIMITED, "*amazonaws.com*"),
        byHand: true,
      },
      {
        calls: { sqs: "*Queue*" },
        where: { fields: ["requestParameters.attributes.Policy"], values: ["*Principal*"] },
        and: lacks("attributes.Policy", ...LIMITED, "*amazonaws.com*"),
        byHand: true,
      },
      { calls: { es: "*Domain*" }, and: lacks("accessPolicies", ...LIMITED), byHand: true },
      {
        calls: { lambda: "*Url*" },
        where: { fields: ["requestParameters.authType"], values: ["NONE"] },
        byHand: true,
      },
    ],
  },
  {
    id: "data-exported",
    attack: ["T1537", "T1530"],
    severity: "warning",
    title: "A machine, an image, data or a certificate with its key was exported, or a way out for data was set up",
    firstLook: "Check whose bucket it went to, and who reads it",
    harmless: "Exports to an analysis that are set up as planned",
    looksFor: [
      {
        calls: {
          ec2: "CreateInstanceExportTask ExportImage CreateStoreImageTask",
          rds: "StartExportTask",
          dynamodb: "ExportTableToPointInTime",
          s3: "CreateJob",
          logs: "CreateExportTask",
          datasync: "CreateTask",
          transfer: "CreateServer",
          acm: "ExportCertificate",
        },
        byHand: true,
      },
      {
        // Only by way of a destination do logs reach another account.
        calls: { logs: "PutSubscriptionFilter" },
        where: { fields: ["requestParameters.destinationArn"], values: ["*:destination:*"] },
        byHand: true,
      },
    ],
  },
  {
    id: "domain-transfer-lock-off",
    attack: ["T1584.001"],
    severity: "critical",
    title: "A domain can be, or was, moved to somebody else or deleted, or has other name servers",
    firstLook: "Lock the domain again; look at its contacts and name servers",
    harmless: "A planned move of the domain or of its name servers",
    looksFor: [
      {
        calls: {
          "route53domains route53":
            "DisableDomainTransferLock TransferDomainToAnotherAwsAccount RetrieveDomainAuthCode UpdateDomainNameservers DeleteDomain",
        },
      },
    ],
  },
] as const satisfies Detection[];
