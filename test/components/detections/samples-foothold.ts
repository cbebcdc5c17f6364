import type { FOOTHOLD_DETECTIONS } from "../../../components/detections/foothold";
import { asked, BY_SERVICE, REFUSED, USER, type Sample, type Samples } from "./sample";

type Id = (typeof FOOTHOLD_DETECTIONS)[number]["id"];

const PORTAL = { type: "AssumedRole", arn: "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_1a2b/anna" };
const token = (userAgent: string, more: object = {}): Sample => ["signin.GetSigninToken", { userAgent, ...more }];
const metadata = (HttpTokens: string) => ({ ModifyInstanceMetadataOptionsRequest: { InstanceId: "i-1", HttpTokens } });
const blockingVpcs = (InternetGatewayBlockMode: string): Sample =>
  asked("ec2.ModifyVpcBlockPublicAccessOptions", {
    ModifyVpcBlockPublicAccessOptionsRequest: { InternetGatewayBlockMode },
  });
const sharing = (settingValue: string): Sample =>
  asked("ssm.UpdateServiceSetting", {
    settingId: "/ssm/documents/console/public-sharing-permission",
    settingValue,
  });
const fleet = (TotalTargetCapacity: number): Sample =>
  asked("ec2.CreateFleet", { CreateFleetRequest: { TargetCapacitySpecification: { TotalTargetCapacity } } });
const reachable = (publicAccessCidrs: string[], more: object = {}): Sample =>
  asked("eks.UpdateClusterConfig", { name: "prod", resourcesVpcConfig: { publicAccessCidrs } }, more);

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
  "ec2-large-instances-launched": {
    rings: [
      asked("ec2.RunInstances", { instanceType: "p2.xlarge" }, { errorCode: "Client.UnauthorizedOperation" }),
      asked("ec2.RunInstances", { instanceType: "g5.48xlarge" }),
      asked("ec2.RequestSpotInstances", { instanceCount: 20, launchSpecification: { instanceType: "c5.large" } }),
      asked("ec2.RunInstances", { instanceType: "c5.24xlarge" }),
      asked("ec2.RunInstances", { instanceType: "m7i.metal-48xl" }),
      asked("ec2.RunInstances", { instanceType: "u7i-12tb.224xlarge" }),
      asked("ec2.RunInstances", { instancesSet: { items: [{ minCount: 1, maxCount: 40 }] } }),
      asked("ec2.RequestSpotInstances", { instanceCount: 1, launchSpecification: { instanceType: "g4dn.xlarge" } }),
      asked("ec2.RequestSpotFleet", { spotFleetRequestConfig: { targetCapacity: 50 } }),
      fleet(60),
      asked("ecs.CreateService", { cluster: "default", desiredCount: 30 }),
      asked("sagemaker.CreateNotebookInstance", { instanceType: "ml.p3.16xlarge" }),
    ],
    quiet: [
      fleet(1),
      asked("ecs.CreateService", { cluster: "default", desiredCount: 2 }),
      asked("sagemaker.CreateNotebookInstance", { instanceType: "ml.t3.medium" }),
      asked("ec2.RunInstances", { instanceType: "m6g.large" }),
      asked("ec2.RunInstances", { instanceType: "p5.48xlarge" }, { errorCode: "Client.DryRunOperation" }),
      asked("ec2.RunInstances", { instanceType: "c5.xlarge", instancesSet: { items: [{ minCount: 1, maxCount: 2 }] } }),
      asked("ec2.RequestSpotInstances", { instanceCount: 2, launchSpecification: { instanceType: "c5.large" } }),
      asked("ec2.RunInstances", { instanceType: "g5.xlarge" }, BY_SERVICE),
    ],
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
  "bedrock-model-access-granted": {
    rings: ["bedrock.PutFoundationModelEntitlement", "bedrock.CreateProvisionedModelThroughput"],
    quiet: ["bedrock.InvokeModel"],
  },
  "region-enabled": {
    rings: [
      "account.EnableRegion",
      "servicequotas.RequestServiceQuotaIncrease",
      "ec2.PurchaseReservedInstancesOffering",
      "savingsplans.CreateSavingsPlan",
      "budgets.DeleteBudget",
      "ce.DeleteAnomalyMonitor",
    ],
    quiet: [
      "savingsplans.DescribeSavingsPlans",
      "account.DisableRegion",
      ["servicequotas.RequestServiceQuotaIncrease", BY_SERVICE],
    ],
  },
  "eks-cluster-admin-granted": {
    rings: [
      asked("eks.AssociateAccessPolicy", {
        policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      }),
      asked("eks.AssociateAccessPolicy", {
        policyArn: "arn:aws-cn:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      }),
      "eks.AssociateIdentityProviderConfig",
      asked("eks.CreateAccessEntry", { name: "prod", kubernetesGroups: ["admins"] }),
      reachable(["198.51.100.0/24", "0.0.0.0/0"]),
    ],
    quiet: [
      asked("eks.CreateAccessEntry", {
        name: "prod",
        principalArn: "arn:aws:iam::111122223333:role/node",
        type: "EC2_LINUX",
      }),
      reachable(["198.51.100.0/24"]),
      reachable(["0.0.0.0/0"], BY_SERVICE),
      ["eks.AssociateIdentityProviderConfig", BY_SERVICE],
      asked("eks.AssociateAccessPolicy", {
        policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminViewPolicy",
      }),
      asked("eks.AssociateAccessPolicy", { policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy" }),
    ],
  },
  "break-in-tools": {
    rings: [
      [
        "sts.GetCallerIdentity",
        { userAgent: "aws-cli/2.15.0 Python/3.11.8 Linux/6.6.15-amd64 source/x86_64.kali.2024" },
      ],
      ["s3.ListBuckets", { ...REFUSED, userAgent: "Boto3/1.34.0 md/Botocore#1.34.0 os/linux#6.5.0-13parrot1-amd64" }],
      ["sts.GetCallerIdentity", { userAgent: "TruffleHog" }],
    ],
    quiet: [
      ["sts.GetCallerIdentity", { userAgent: "aws-cli/2.15.0 Python/3.11.8 Linux/6.6.15 source/x86_64.debian.12" }],
      "sts.GetCallerIdentity",
    ],
  },
};
