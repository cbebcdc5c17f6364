import type { Detection } from "./detection";

/** Reserves on data that are carried off, deleted or encrypted for a ransom. Calls on objects need the data events of S3. */
export const RANSOM_DETECTIONS = [
  {
    id: "stores-deleted",
    attack: ["T1485"],
    severity: "warning",
    title: "A store of data, the users of an application or a secret was deleted, or cannot be restored any more",
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
        calls: { dynamodb: "UpdateCont*" },
        where: {
          fields: ["requestParameters.pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled"],
          values: [false],
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
    title: "Objects were written with a key that only the caller has, or a note that asks for a ransom",
    firstLook: "Take the rights of the identity away; without the key only older versions and backups can be read",
    harmless: "Programs that keep keys of their own for a bucket; S3 takes such keys only where that is allowed",
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
          values: ["*ransom*", "*RANSOM*", "*DECRYPT*", "*FILES-ENCRYPTED*", "*FILES-DELETED*"],
        },
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
] as const satisfies Detection[];
