import type { Detection } from "./detection";

/** With graphics processors or accelerators, or the largest of their kind. */
const STRONG = "%^p\\d|^g\\d|^trn|^inf|^dl|^u-|^u\\d|^x\\d|^ml\\.[pg]|\\.[234][248]xl|\\.metal%";

/** Where calls say how many machines, or tasks of a service, they are about. */
const MANY = [
  "instancesSet.items[0].maxCount",
  "instanceCount",
  "spotFleetRequestConfig.targetCapacity",
  "CreateFleetRequest.TargetCapacitySpecification.TotalTargetCapacity",
  "desiredCount",
]
  .map((field) => `($.requestParameters.${field} >= 20)`)
  .join(" || ");

/** How somebody who got in stays, looks around and uses the account at the owner's expense. */
export const FOOTHOLD_DETECTIONS = [
  {
    id: "iam-user-created",
    attack: ["T1136.003"],
    severity: "warning",
    title: "An IAM user was made",
    firstLook: "Ask whoever made it what for: people sign in through an identity provider, and programs assume roles",
    harmless: "A tool that cannot assume a role",
    looksFor: [{ calls: { iam: "CreateUser" }, byHand: true }],
  },
  {
    id: "console-session-from-keys",
    attack: ["T1550.001", "T1021.007"],
    severity: "warning",
    title: "Somebody turned access keys into a session of the console",
    firstLook: "Ask the user; such a session needs neither password nor second factor, and outlives the keys",
    harmless: "Tools that open the console for their users",
    // The access portal of IAM Identity Center asks for a token whenever somebody opens an account.
    looksFor:
      '{ ($.eventSource = "signin.amazonaws.com") && ($.eventName = "GetSigninToken") && ($.errorCode NOT EXISTS) && (($.userIdentity.arn != "*:assumed-role/AWSReservedSSO_*") || (($.userAgent != "Jersey/*") && ($.userAgent != "Go-http-client/*"))) }',
  },
  {
    id: "permission-set-changed",
    attack: ["T1098.003"],
    severity: "warning",
    title: "Somebody changed who gets into which account or group of IAM Identity Center, or what they may do there",
    firstLook: "Check that the change was approved; a permission set holds in every account that it is assigned in",
    harmless: "Deployments of permission sets, and people who change teams; compare with their times",
    looksFor: [
      {
        calls: {
          "sso-directory": "AddMemberToGroup",
          identitystore: "CreateGroupMembership",
          sso: "CreateAccountAssignment AttachManagedPolicyToPermissionSet AttachCustomerManagedPolicyReferenceToPermissionSet PutInlinePolicyToPermissionSet PutPermissionsBoundaryToPermissionSet DeletePermissionsBoundaryFromPermissionSet",
        },
        byHand: true,
      },
    ],
  },
  {
    id: "ec2-guardrails-off",
    attack: ["T1562.001", "T1552.005"],
    severity: "warning",
    title:
      "Machines give out credentials without a token again, or what keeps snapshots, images, documents or networks from the public is off",
    firstLook: "Set it again; look at who shared what, and at calls with the credentials of the machine from elsewhere",
    harmless: "Software that does not know the second version of the metadata service; an image for everybody",
    looksFor: [
      {
        calls: { ec2: "DisableSnapshotBlockPublicAccess DisableImageBlockPublicAccess DisableAllowedImagesSettings" },
        byHand: true,
      },
      {
        calls: { ec2: "ModifyVpcBlockPublicAccessOptions" },
        where: {
          fields: ["requestParameters.ModifyVpcBlockPublicAccessOptionsRequest.InternetGatewayBlockMode"],
          values: ["off"],
        },
        byHand: true,
      },
      {
        calls: { ssm: "UpdateServiceSetting" },
        where: { fields: ["requestParameters.settingValue"], values: ["Enable"] },
        byHand: true,
      },
      {
        calls: { ec2: "ModifyInstanceMetadataOptions ModifyInstanceMetadataDefaults" },
        where: {
          fields: ["ModifyInstanceMetadataOptionsRequest", "ModifyInstanceMetadataDefaultsRequest"].map(
            (request) => `requestParameters.${request}.HttpTokens`,
          ),
          values: ["optional"],
        },
        byHand: true,
      },
    ],
  },
  {
    id: "traffic-mirrored",
    attack: ["T1040"],
    severity: "warning",
    title: "The traffic of a network interface is copied elsewhere",
    firstLook: "Check who owns the target of the session, and delete the session if nobody knows of it",
    harmless: "Inspection of traffic that is set up as planned",
    looksFor: [
      {
        calls: { ec2: "CreateTrafficMirrorSession ModifyTrafficMirrorSession CreateTrafficMirrorTarget" },
        byHand: true,
      },
    ],
  },
  {
    id: "ec2-large-instances-launched",
    attack: ["T1496"],
    severity: "warning",
    title: "Somebody tried to start or bid for machines with graphics processors, very large ones or very many",
    firstLook: "Ask the user; look for the same call in regions that are not in use",
    harmless: "Teams that train models",
    // A dry run asks whether a call would be allowed; tools for deployments do so.
    looksFor: `{ (($.eventSource = "ec2.*") || ($.eventSource = "ecs.*") || ($.eventSource = "sagemaker.*")) && (($.eventName = "RunInstances") || ($.eventName = "RequestSpot*") || ($.eventName = "CreateFleet") || ($.eventName = "CreateService") || ($.eventName = "CreateNotebookInstance")) && (($.errorCode NOT EXISTS) || ($.errorCode != "Client.DryRunOperation")) && (($.userIdentity.invokedBy NOT EXISTS) || ($.userIdentity.invokedBy = "signin.amazonaws.com")) && (($.requestParameters.instanceType = ${STRONG}) || ($.requestParameters.launchSpecification.instanceType = ${STRONG}) || ${MANY}) }`,
  },
  {
    id: "macie-tampering",
    attack: ["T1562.001"],
    severity: "warning",
    title: "Macie was switched off or cut down, or it, Inspector or Access Analyzer was told what to overlook",
    firstLook: "Check session, members and filters against what was agreed; look at reads of the buckets since",
    harmless: "Filters for known findings; members that move to another administrator",
    looksFor: [
      {
        calls: {
          // The second service is the first edition of Macie.
          "macie2 macie":
            "Disable* UpdateMemberSession DeleteMember Disassociate* *ateFindingsFilter UpdateClassificationJob",
          "access-analyzer": "CreateArchiveRule",
        },
        byHand: true,
      },
      {
        // Deployments say that it stays on.
        calls: { "macie2 macie": "UpdateMacieSession" },
        where: { fields: ["requestParameters.status"], values: ["PAUSED", null] },
        byHand: true,
      },
      {
        calls: { inspector2: "*ateFilter" },
        where: { fields: ["requestParameters.action"], values: ["SUPPRESS"] },
        byHand: true,
      },
      {
        calls: { ecr: "PutImageScanningConfiguration" },
        where: { fields: ["requestParameters.imageScanningConfiguration.scanOnPush"], values: [false] },
        byHand: true,
      },
    ],
  },
  {
    id: "mail-sending-changed",
    attack: ["T1496.004"],
    severity: "warning",
    title: "Who may send mail or text messages from the account, or whether it may, changed",
    firstLook: "Ask who needs it; stolen credentials send mail in the owner's name until the domain is blocked",
    harmless: "A new sender that is set up",
    looksFor: [
      {
        calls: {
          ses: "UpdateAccountSendingEnabled PutAccountSendingAttributes PutAccountDetails VerifyEmailIdentity VerifyEmailAddress VerifyDomainIdentity CreateEmailIdentity DeleteIdentity DeleteEmailIdentity PutIdentityPolicy CreateEmailIdentityPolicy",
          sns: "SetSMSAttributes",
          "sms-voice": "SetTextMessageSpendLimitOverride",
          workmail: "CreateOrganization",
        },
        byHand: true,
      },
    ],
  },
  {
    id: "bedrock-models-probed",
    attack: ["T1496.004", "T1580"],
    severity: "warning",
    title: "Somebody was refused by models again and again",
    firstLook: "Look at whose credentials they are: whoever stole them tries every model in every region first",
    harmless: "A program whose role lacks a right, or that sends what a model does not take",
    threshold: 5,
    looksFor: [
      {
        calls: { bedrock: "InvokeModel* Converse*" },
        where: { fields: ["errorCode"], values: ["AccessDenied*", "ValidationException"] },
        attempts: true,
      },
    ],
  },
  {
    id: "bedrock-model-access-granted",
    attack: ["T1496"],
    severity: "warning",
    title: "The account was given access to a model of Bedrock, or capacity for one",
    firstLook: "Ask who needs it; stolen credentials are used to run models at the owner's expense",
    harmless: "A team that begins with a model",
    looksFor: [
      {
        calls: {
          bedrock:
            "PutFoundationModelEntitlement PutUseCaseForModelAccess CreateFoundationModelAgreement CreateProvisionedModelThroughput CreateModelCustomizationJob",
        },
      },
    ],
  },
  {
    id: "region-enabled",
    attack: ["T1535"],
    severity: "warning",
    title:
      "A region was switched on, machines were bought or more asked for than the account may have, or what watches the bill is gone",
    firstLook:
      "Ask who needs it; nobody watches a region that is not in use, and whoever mines asks for a larger quota",
    harmless:
      "A planned move into the region: add it to the regions of the event rules. Quotas and purchases for a planned growth",
    looksFor: [
      { calls: { account: "EnableRegion" } },
      {
        calls: {
          servicequotas: "RequestServiceQuotaIncrease",
          ec2: "PurchaseReservedInstancesOffering PurchaseCapacityBlock PurchaseHostReservation",
          savingsplans: "CreateSavingsPlan",
          "budgets ce": "DeleteBudget DeleteAnomaly*",
        },
        byHand: true,
      },
    ],
  },
  {
    id: "eks-cluster-admin-granted",
    attack: ["T1098.006"],
    severity: "warning",
    title:
      "Somebody became administrator of a Kubernetes cluster, or it trusts another identity provider or lets in everybody",
    firstLook: "Check that a change was approved; look at the audit log of the cluster",
    harmless: "A cluster that is set up",
    looksFor: [
      {
        calls: { eks: "AssociateAccessPolicy" },
        where: {
          fields: ["requestParameters.policyArn"],
          values: ["*AmazonEKSClusterAdminPolicy", "*AmazonEKSAdminPolicy"],
        },
        byHand: true,
      },
      { calls: { eks: "AssociateIdentityProviderConfig" }, byHand: true },
      {
        // Nodes have none; what a group may do is written in the cluster.
        calls: { eks: "CreateAccessEntry UpdateAccessEntry" },
        where: { fields: ["requestParameters.kubernetesGroups[0]"], values: ["*"] },
        byHand: true,
      },
      {
        calls: { eks: "UpdateClusterConfig" },
        where: { fields: ["requestParameters.resourcesVpcConfig.publicAccessCidrs[*]"], values: ["*/0"] },
        byHand: true,
      },
    ],
  },
  {
    id: "break-in-tools",
    attack: ["T1078.004"],
    severity: "warning",
    title: "Somebody calls from a system, or with a tool, that is made for break-ins",
    firstLook: "Ask the user; if it is no test that was agreed upon, disable the keys and look at all that they did",
    harmless: "Tests of security, and searches for keys that leaked",
    // The first calls of whoever found keys: to look at who makes each of the others would take too long.
    looksFor: [
      {
        calls: {
          sts: "GetCallerIdentity",
          s3: "ListBuckets",
          iam: "GetUser ListUsers GetAccountAuthorizationDetails",
        },
        where: { fields: ["userAgent"], values: ["*kali*", "*parrot*", "*pentoo*", "*TruffleHog*", "*Pacu*"] },
        attempts: true,
      },
    ],
  },
] as const satisfies Detection[];
