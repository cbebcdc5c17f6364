import type { FOOTHOLD_DETECTIONS } from "../../../components/detections/foothold";
import type { RANSOM_DETECTIONS } from "../../../components/detections/ransom";
import { asked, BY_SERVICE, REFUSED, USER, type Sample, type Samples } from "./sample";

type Id = (typeof FOOTHOLD_DETECTIONS | typeof RANSOM_DETECTIONS)[number]["id"];

const PORTAL = { type: "AssumedRole", arn: "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_1a2b/anna" };
const token = (userAgent: string, more: object = {}): Sample => ["signin.GetSigninToken", { userAgent, ...more }];
const metadata = (HttpTokens: string) => ({ ModifyInstanceMetadataOptionsRequest: { InstanceId: "i-1", HttpTokens } });
const recovery = (pointInTimeRecoveryEnabled: boolean) => ({
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled },
});
const blockingVpcs = (InternetGatewayBlockMode: string): Sample =>
  asked("ec2.ModifyVpcBlockPublicAccessOptions", {
    ModifyVpcBlockPublicAccessOptionsRequest: { InternetGatewayBlockMode },
  });
const sharing = (settingValue: string): Sample =>
  asked("ssm.UpdateServiceSetting", {
    settingId: "/ssm/documents/console/public-sharing-permission",
    settingValue,
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

export const FOOTHOLD_SAMPLES: Record<Id, Samples> = {
  "iam-user-created": {
    rings: ["iam.CreateUser", ["iam.CreateUser", USER]],
    quiet: ["iam.CreateRole", "identitystore.CreateUser", ["iam.CreateUser", REFUSED], ["iam.CreateUser", BY_SERVICE]],
  },
  "console-session-from-keys": {
    rings: [
      token("python-requests/2.32.3"),
      token("Go-http-client/2.0", USER),
      token("curl/8.5.0", { userIdentity: PORTAL }),
    ],
    quiet: [
      token("Go-http-client/2.0", { userIdentity: PORTAL }),
      token("Jersey/${project.version}", { userIdentity: PORTAL }),
      "signin.ConsoleLogin",
    ],
  },
  "permission-set-changed": {
    rings: ["sso.CreateAccountAssignment", "sso.PutInlinePolicyToPermissionSet", "sso-directory.AddMemberToGroup"],
    quiet: ["sso.ListAccountAssignments", "sso.DeleteAccountAssignment", ["sso.CreateAccountAssignment", BY_SERVICE]],
  },
  "instance-profile-changed": {
    rings: ["ec2.AssociateIamInstanceProfile", "ec2.ReplaceIamInstanceProfileAssociation"],
    quiet: ["ec2.DescribeIamInstanceProfileAssociations", ["ec2.AssociateIamInstanceProfile", BY_SERVICE]],
  },
  "ec2-guardrails-off": {
    rings: [
      asked("ec2.ModifyInstanceMetadataOptions", metadata("optional")),
      asked("ec2.ModifyInstanceMetadataDefaults", {
        ModifyInstanceMetadataDefaultsRequest: { HttpTokens: "optional" },
      }),
      "ec2.DisableSnapshotBlockPublicAccess",
      "ec2.DisableImageBlockPublicAccess",
      "ec2.DisableAllowedImagesSettings",
      blockingVpcs("off"),
      sharing("Enable"),
    ],
    quiet: [
      asked("ec2.ModifyInstanceMetadataOptions", metadata("required")),
      "ec2.EnableSnapshotBlockPublicAccess",
      "ec2.EnableImageBlockPublicAccess",
      blockingVpcs("block-ingress"),
      sharing("Disable"),
      asked("ec2.ModifyInstanceMetadataOptions", metadata("optional"), BY_SERVICE),
    ],
  },
  "traffic-mirrored": {
    rings: ["ec2.CreateTrafficMirrorSession", "ec2.CreateTrafficMirrorTarget"],
    quiet: ["ec2.DeleteTrafficMirrorSession", "ec2.DescribeTrafficMirrorSessions"],
  },
  "macie-tampering": {
    rings: [
      asked("macie2.UpdateMacieSession", { status: "PAUSED" }),
      "macie2.DisassociateMember",
      "macie2.UpdateFindingsFilter",
      asked("macie.UpdateMacieSession", { findingPublishingFrequency: "SIX_HOURS" }),
      "access-analyzer.CreateArchiveRule",
      asked("inspector2.CreateFilter", { action: "SUPPRESS" }),
      asked("ecr.PutImageScanningConfiguration", { imageScanningConfiguration: { scanOnPush: false } }),
    ],
    quiet: [
      "macie2.EnableMacie",
      "macie2.ListFindings",
      asked("macie2.UpdateMacieSession", { status: "PAUSED" }, REFUSED),
      asked("macie2.UpdateMacieSession", { status: "ENABLED", findingPublishingFrequency: "FIFTEEN_MINUTES" }),
      asked("inspector2.CreateFilter", { action: "NONE" }),
      asked("ecr.PutImageScanningConfiguration", { imageScanningConfiguration: { scanOnPush: true } }),
    ],
  },
  "mail-sending-changed": {
    rings: [
      "ses.UpdateAccountSendingEnabled",
      "ses.CreateEmailIdentity",
      "ses.PutIdentityPolicy",
      "ses.CreateEmailIdentityPolicy",
      "ses.DeleteIdentity",
      "sns.SetSMSAttributes",
      "sms-voice.SetTextMessageSpendLimitOverride",
    ],
    quiet: ["ses.SendEmail", "ses.GetAccountSendingEnabled", ["ses.CreateEmailIdentity", BY_SERVICE]],
  },
  "bedrock-models-probed": {
    rings: [
      ["bedrock.InvokeModel", REFUSED],
      ["bedrock.ConverseStream", { errorCode: "AccessDeniedException" }],
      ["bedrock.InvokeModelWithResponseStream", { errorCode: "ValidationException" }],
    ],
    quiet: [
      "bedrock.InvokeModel",
      ["bedrock.Converse", { errorCode: "ThrottlingException" }],
      ["bedrock.ListFoundationModels", REFUSED],
    ],
  },
  "stores-deleted": {
    rings: [
      "s3.DeleteBucket",
      "dynamodb.DeleteTable",
      "elasticfilesystem.DeleteFileSystem",
      "fsx.DeleteBackup",
      "cognito-idp.DeleteUserPool",
      asked("dynamodb.UpdateContinuousBackups", recovery(false)),
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
    ],
    quiet: [
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
};
