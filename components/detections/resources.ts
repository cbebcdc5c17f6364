import type { Detection } from "./detection";
import { EVERYBODY, NO_DEPLOYMENT } from "./watch";

const PUBLIC_BLOCKS = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"].map(
  (setting) => `requestParameters.PublicAccessBlockConfiguration.${setting}`,
);

/** Attacks on storage, keys, secrets, databases and machines. */
export const RESOURCE_DETECTIONS = [
  {
    id: "snapshot-or-image-shared",
    attack: ["T1537"],
    severity: "warning",
    title: "A snapshot or a machine image was shared or made public",
    firstLook: "Check the account that it is shared with; whoever copied it keeps the copy",
    harmless: "Images for other accounts of the organization that somebody shares by hand",
    // The first element is enough: each adds somebody. What a lifecycle policy or an image pipeline shares was decided before.
    looksFor:
      '{ ($.errorCode NOT EXISTS) && (($.userIdentity.invokedBy NOT EXISTS) || ($.userIdentity.invokedBy = "signin.amazonaws.com")) && ((($.eventSource = "ec2.amazonaws.com") && (($.requestParameters.createVolumePermission.add.items[0].group = "all") || ($.requestParameters.createVolumePermission.add.items[0].userId = "*") || ($.requestParameters.launchPermission.add.items[0].group = "all") || ($.requestParameters.launchPermission.add.items[0].userId = "*") || ($.requestParameters.launchPermission.add.items[0].organizationArn = "*") || ($.requestParameters.launchPermission.add.items[0].organizationalUnitArn = "*"))) || (($.eventSource = "rds.amazonaws.com") && ($.requestParameters.attributeName = "restore") && ($.requestParameters.valuesToAdd[0] = "*"))) }',
  },
  {
    id: "s3-public-access-block-removed",
    attack: ["T1562.001", "T1530"],
    severity: "warning",
    title: "What keeps a bucket from being public was taken away, or an object was made public",
    firstLook:
      "Block public access again unless the bucket is meant for everybody; look for reads from outside until then",
    harmless: "Buckets of web sites",
    looksFor: [
      {
        calls: { s3: "DeleteBucketPublicAccessBlock DeletePublicAccessBlock DeleteAccountPublicAccessBlock" },
        byHand: true,
      },
      {
        calls: { s3: "PutBucketPublicAccessBlock PutPublicAccessBlock PutAccountPublicAccessBlock" },
        where: { fields: PUBLIC_BLOCKS, values: [false] },
        byHand: true,
      },
      {
        calls: { s3: "PutObjectAcl" },
        where: { fields: ["requestParameters.x-amz-acl", "requestParameters.x-amz-acl[0]"], values: ["public-*"] },
        byHand: true,
      },
    ],
  },
  {
    id: "s3-protection-weakened",
    attack: ["T1490"],
    severity: "warning",
    title: "A bucket lost its versions, its lock, its encryption, its logging or its ownership controls",
    firstLook: "Set it again; look for objects that were overwritten or deleted since",
    harmless: "Buckets that are taken down",
    // A logging status without a target is logging that is switched off, a lock without a rule locks no new object.
    looksFor:
      '{ ($.eventSource = "s3.amazonaws.com") && ($.errorCode NOT EXISTS) && (($.userIdentity.invokedBy NOT EXISTS) || ($.userIdentity.invokedBy = "signin.amazonaws.com")) && ((($.eventName = "PutBucketVersioning") && (($.requestParameters.VersioningConfiguration.Status = "Suspended") || ($.requestParameters.VersioningConfiguration.MfaDelete = "Disabled"))) || ($.eventName = "DeleteBucketEncryption") || (($.eventName = "PutBucketLogging") && ($.requestParameters.BucketLoggingStatus.LoggingEnabled NOT EXISTS)) || (($.eventName = "PutBucketOwnershipControls") && ($.requestParameters.OwnershipControls.Rule.ObjectOwnership = "ObjectWriter")) || ($.eventName = "DeleteBucketOwnershipControls") || (($.eventName = "PutBucketObjectLockConfiguration") && ($.requestParameters.ObjectLockConfiguration.Rule NOT EXISTS))) }',
  },
  {
    id: "kms-key-policy-or-material",
    attack: ["T1486", "T1098"],
    severity: "warning",
    title:
      "Somebody changed who may use a key, its material, its rotation or a key store outside of KMS, or made a key for everybody or from elsewhere",
    firstLook: "Read the policy or the grant: look for other accounts, and for your own that was left out",
    harmless: "Deployments of keys; compare with their times",
    looksFor: [
      {
        calls: {
          kms: "PutKeyPolicy DeleteImportedKeyMaterial ImportKeyMaterial DisableKeyRotation CreateGrant CreateCustomKeyStore ConnectCustomKeyStore UpdateCustomKeyStore DisconnectCustomKeyStore DeleteCustomKeyStore",
        },
        byHand: true,
      },
      {
        // A key whose material comes from elsewhere is lost when its owner takes the material away.
        calls: { kms: "CreateKey" },
        where: [
          { fields: ["requestParameters.origin"], values: ["EXTERNAL*"] },
          { fields: ["requestParameters.policy"], values: EVERYBODY },
        ],
        byHand: true,
      },
    ],
  },
  {
    id: "secrets-bulk-retrieval",
    attack: ["T1555.006"],
    severity: "warning",
    title: "Many secrets or encrypted parameters were read within five minutes",
    firstLook: "Look at who read how many; if it is no program that starts, replace what was read",
    harmless: "Programs that start and read each of their secrets; raise the threshold above what they need",
    threshold: 5,
    // Builds and stacks resolve what their settings name; those that were refused count, too.
    looksFor: [
      { calls: { secretsmanager: "GetSecretValue BatchGetSecretValue" }, attempts: true, byHand: true },
      {
        calls: { ssm: "GetParameter*" },
        where: { fields: ["requestParameters.withDecryption"], values: [true] },
        attempts: true,
        byHand: true,
      },
    ],
  },
  {
    id: "ec2-credential-access",
    attack: ["T1552.005", "T1021.004"],
    severity: "warning",
    title: "Somebody went for passwords, start scripts or a shell of machines",
    firstLook: "Ask the user; a refused attempt on many machines is somebody who explores",
    harmless: "Administrators who connect through EC2 Instance Connect; tools that read how machines are set up",
    looksFor: [
      { calls: { ec2: "GetPasswordData EnableSerialConsoleAccess" }, attempts: true },
      {
        calls: { ec2: "DescribeInstanceAttribute" },
        where: { fields: ["requestParameters.attribute"], values: ["userData"] },
        // Terraform and Pulumi read the script of every machine whenever they compare.
        and: NO_DEPLOYMENT,
        attempts: true,
        byHand: true,
      },
      { calls: { ec2: "ImportKeyPair" }, and: NO_DEPLOYMENT, byHand: true },
      {
        calls: {
          "ec2-instance-connect": "SendSSHPublicKey SendSerialConsoleSSHPublicKey OpenTunnel",
          lightsail: "DownloadDefaultKeyPair GetInstanceAccessDetails GetRelationalDatabaseMasterUserPassword",
        },
        attempts: true,
      },
    ],
  },
  {
    id: "ssm-remote-execution",
    attack: ["T1651"],
    severity: "warning",
    title: "A command or a shell was started on machines by Systems Manager",
    firstLook: "Ask the user; read the document and its parameters, and the output in the history of commands",
    harmless: "Administrators who work this way, and maintenance windows",
    looksFor: [
      {
        calls: {
          ssm: "SendCommand StartSession ResumeSession CreateAssociation CreateAssociationBatch UpdateAssociation CreateDocument UpdateDocument* StartAutomationExecution CreateActivation RegisterTaskWithMaintenanceWindow",
          "ssm-guiconnect": "StartConnection",
          ecs: "ExecuteCommand",
        },
        byHand: true,
      },
    ],
  },
  {
    id: "lambda-backdoor",
    attack: ["T1648"],
    severity: "info",
    title: "A function was made, or its code, layers, triggers or callers changed, in Lambda or CloudFront",
    firstLook: "Compare with the deployments of that hour; read the layers, the principal and the function's role",
    harmless: "Deployments that call Lambda themselves",
    looksFor: [
      {
        calls: {
          lambda:
            "UpdateFunctionCode* DeleteFunctionCodeSigningConfig* UpdateFunctionConfiguration* AddPermission* AddLayerVersionPermission* CreateFunction* UpdateFunctionUrlConfig* CreateEventSourceMapping*",
          cloudfront: "CreateFunction* UpdateFunction* PublishFunction*",
        },
        byHand: true,
      },
    ],
  },
  {
    id: "rds-exposure-or-deletion",
    attack: ["T1485", "T1530"],
    severity: "warning",
    title:
      "A database or a warehouse was opened to the Internet, lost its protection, its logs or its backups, or got another password",
    firstLook: "Look at which of them it was; without a last snapshot and backups the data are gone",
    harmless: "Databases of tests that are taken down; a password that is rotated",
    looksFor:
      '{ (($.eventSource = "rds.amazonaws.com") || ($.eventSource = "redshift*")) && ($.errorCode NOT EXISTS) && (($.userIdentity.invokedBy NOT EXISTS) || ($.userIdentity.invokedBy = "signin.amazonaws.com")) && (($.requestParameters.publiclyAccessible IS TRUE) || (($.eventName = "RestoreDB*") && ($.responseElements.publiclyAccessible IS TRUE)) || (($.eventName = "ModifyDB*") && ($.requestParameters.deletionProtection IS FALSE)) || (($.eventName = "Modify*") && ($.requestParameters.masterUserPassword = "*")) || (($.eventName = "ModifyDB*") && ($.requestParameters.backupRetentionPeriod = 0)) || (($.eventName = "ModifyDB*") && ($.requestParameters.cloudwatchLogsExportConfiguration.disableLogTypes[0] = "*")) || ($.eventName = "DeleteDBInstanceAutomatedBackup") || ($.eventName = "DeleteDBClusterAutomatedBackup") || (($.eventName = "DeleteDB*") && ($.requestParameters.skipFinalSnapshot IS TRUE))) }',
  },
  {
    id: "ec2-startup-script-change",
    attack: ["T1059", "T1098.003"],
    severity: "warning",
    title:
      "What a machine or a notebook runs when it starts, or a machine's role, was replaced, or somebody got a shell of Glue",
    firstLook:
      "Read the script before it runs again, which it does with the role of the machine; look at who stopped it",
    harmless: "Deployments that change a machine in place, or notebooks",
    looksFor: [
      {
        calls: {
          sagemaker: "CreateNotebookInstanceLifecycleConfig UpdateNotebookInstanceLifecycleConfig",
          glue: "CreateDevEndpoint UpdateDevEndpoint",
          ec2: "AssociateIamInstanceProfile ReplaceIamInstanceProfileAssociation",
        },
        byHand: true,
      },
      {
        calls: { ec2: "ModifyInstanceAttribute" },
        where: { fields: ["requestParameters.userData", "requestParameters.userData.value"], values: ["*"] },
        byHand: true,
      },
      {
        calls: { ec2: "ModifyInstanceAttribute" },
        where: { fields: ["requestParameters.attribute"], values: ["userData"] },
        byHand: true,
      },
    ],
  },
  {
    id: "ebs-default-encryption-off",
    attack: ["T1565", "T1486"],
    severity: "warning",
    title: "New volumes of a region are no longer encrypted, or with another key",
    firstLook: "Set the default again, check whose key it was, and look for volumes that were made since",
    harmless: "An account that is set up",
    looksFor: [
      { calls: { ec2: "DisableEbsEncryptionByDefault" } },
      { calls: { ec2: "ModifyEbsDefaultKmsKeyId" }, byHand: true },
    ],
  },
] as const satisfies Detection[];
