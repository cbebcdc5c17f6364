import type { Detection } from "./detection";

/** A dry run asks whether a call would be allowed; tools for deployments do so. */
const TRIED = '(($.errorCode NOT EXISTS) || ($.errorCode != "Client.DryRunOperation"))';

/** Worth watching where the service is in use, or where its calls are rare; on in the profile `all`, or one by one. */
export const RESERVE_DETECTIONS = [
  {
    id: "ebs-default-encryption-off",
    attack: ["T1565"],
    severity: "warning",
    title: "New volumes of a region are no longer encrypted",
    firstLook: "Switch the default on again and look for volumes that were made since",
    harmless: "Hardly ever",
    looksFor: [{ calls: { ec2: "DisableEbsEncryptionByDefault" } }],
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
    id: "security-group-open-world",
    attack: ["T1562.007"],
    severity: "warning",
    title: "A security group was opened to the whole Internet",
    firstLook: "Close it unless the port is meant for everybody; look at who connected since",
    harmless: "Load balancers and web servers",
    // One wildcard to a selector, three to a pattern: the filter sees the first range of each permission, and each of the first.
    looksFor: [
      {
        calls: { ec2: "AuthorizeSecurityGroupIngress" },
        where: {
          fields: [
            "requestParameters.cidrIp",
            "requestParameters.ipPermissions.items[*].ipRanges.items[0].cidrIp",
            "requestParameters.ipPermissions.items[0].ipRanges.items[*].cidrIp",
            "requestParameters.ipPermissions.items[*].ipv6Ranges.items[0].cidrIpv6",
          ],
          values: ["*/0"],
        },
        byHand: true,
      },
      {
        calls: { ec2: "ModifySecurityGroupRules" },
        where: {
          fields: ["CidrIpv4", "CidrIpv6"].map(
            (range) => `requestParameters.ModifySecurityGroupRulesRequest.SecurityGroupRule.SecurityGroupRule.${range}`,
          ),
          values: ["*/0"],
        },
        byHand: true,
      },
    ],
  },
  {
    id: "waf-removed",
    attack: ["T1562.007"],
    severity: "warning",
    title: "A firewall of an application, a network or DNS, or Shield, was taken off or deleted, or its logs",
    firstLook: "Associate it again; look at requests to the application and at connections of the network since",
    harmless: "Applications and networks that are taken down",
    looksFor: [
      {
        calls: {
          "wafv2 waf waf-regional": "DisassociateWebACL DeleteWebACL DeleteRule* DeleteLoggingConfiguration",
          "network-firewall": "DeleteFirewall* DisassociateSubnets",
          route53resolver: "DisassociateFirewallRuleGroup DeleteFirewallRuleGroup",
          shield: "DeleteProtection DeleteSubscription",
        },
        // Firewall Manager puts its own in the place of others.
        byHand: true,
      },
      {
        calls: { "network-firewall": "UpdateLoggingConfiguration" },
        where: { fields: ["requestParameters.loggingConfiguration.logDestinationConfigs[0].logType"], values: [null] },
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
    id: "region-enabled",
    attack: ["T1535"],
    severity: "warning",
    title: "A region was switched on, or more machines were asked for than the account may have",
    firstLook:
      "Ask who needs it; nobody watches a region that is not in use, and whoever mines asks for a larger quota",
    harmless: "A planned move into the region: add it to the regions of the event rules. Quotas for a planned growth",
    looksFor: [
      { calls: { account: "EnableRegion" } },
      { calls: { servicequotas: "RequestServiceQuotaIncrease" }, byHand: true },
    ],
  },
  {
    id: "bedrock-guardrails-off",
    attack: ["T1562.008"],
    severity: "warning",
    title: "A guardrail of a model changed, or its logging was switched off",
    firstLook: "Compare with what was agreed; without logging nobody knows what was asked",
    harmless: "Deployments of guardrails",
    looksFor: [
      {
        calls: {
          bedrock:
            "DeleteGuardrail UpdateGuardrail DeleteModelInvocationLoggingConfiguration DeleteAutomatedReasoningPolicy",
        },
        byHand: true,
      },
      {
        calls: { bedrock: "PutModelInvocationLoggingConfiguration" },
        where: { fields: ["requestParameters.loggingConfig.textDataDeliveryEnabled"], values: [false, null] },
        byHand: true,
      },
    ],
  },
  {
    id: "identity-center-idp-change",
    attack: ["T1556"],
    severity: "critical",
    title: "Where IAM Identity Center gets its users from changed",
    firstLook:
      "Check the identity source and the trusted token issuers: whoever controls them signs in to every account",
    harmless: "A planned move to another directory",
    looksFor: [
      {
        calls: {
          "sso sso-directory":
            "AssociateDirectory DisassociateDirectory CreateExternalIdPConfigurationForDirectory UpdateExternalIdPConfigurationForDirectory EnableExternalIdPConfigurationForDirectory DisableExternalIdPConfigurationForDirectory ImportExternalIdPCertificate CreateTrustedTokenIssuer UpdateTrustedTokenIssuer",
        },
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
        calls: { eks: "UpdateClusterConfig" },
        where: { fields: ["requestParameters.resourcesVpcConfig.publicAccessCidrs[*]"], values: ["*/0"] },
        byHand: true,
      },
    ],
  },
  {
    id: "short-log-lifecycle",
    attack: ["T1562.008", "T1485"],
    severity: "warning",
    title: "A bucket deletes its objects within a week",
    firstLook: "Remove the rule before its first midnight; look at what the bucket holds",
    harmless: "Buckets for temporary files",
    // Rule is an object where one was sent, and an array of them where several were.
    looksFor: [
      {
        calls: { s3: "PutBucketLifecycle*" },
        and: "(($.requestParameters.LifecycleConfiguration.Rule.Expiration.Days <= 7) || ($.requestParameters.LifecycleConfiguration.Rule[*].Expiration.Days <= 7))",
        byHand: true,
      },
    ],
  },
  {
    id: "account-closed-or-left",
    attack: ["T1531", "T1562.008"],
    severity: "critical",
    title: "Somebody tried to close the account, or to take it out of the organization",
    firstLook: "Call the owner of the organization; outside of it none of its policies and trails holds",
    harmless: "Accounts that are given up as planned",
    looksFor: [
      {
        calls: {
          organizations:
            "LeaveOrganization CloseAccount RemoveAccountFromOrganization DeleteOrganization DisableAWSServiceAccess DeregisterDelegatedAdministrator",
          account: "CloseAccount",
        },
        attempts: true,
      },
    ],
  },
  {
    id: "ec2-large-instances-launched",
    attack: ["T1496"],
    severity: "warning",
    title: "Somebody tried to start machines with graphics processors, very large ones or very many",
    firstLook: "Ask the user; look for the same call in regions that are not in use",
    harmless: "Teams that train models",
    looksFor: [
      {
        calls: { ec2: "RunInstances" },
        where: {
          fields: ["requestParameters.instanceType"],
          values: ["p*", "g*", "trn*", "inf*", "dl*", "u*", "x*", "*.24xlarge", "*.32xlarge", "*.48xlarge", "*.metal*"],
        },
        and: TRIED,
        attempts: true,
        byHand: true,
      },
      {
        calls: { ec2: "RunInstances" },
        and: "($.requestParameters.instancesSet.items[0].maxCount >= 20)",
        attempts: true,
        byHand: true,
      },
      {
        calls: { ec2: "RequestSpotInstances" },
        and: "($.requestParameters.instanceCount >= 20)",
        attempts: true,
        byHand: true,
      },
    ],
  },
  {
    id: "sagemaker-notebook-script",
    attack: ["T1059"],
    severity: "warning",
    title: "What a notebook runs when it starts was replaced, or somebody got a shell of Glue",
    firstLook: "Read the script before the notebook starts again; it runs with the role of the notebook",
    harmless: "Deployments of notebooks",
    looksFor: [
      {
        calls: {
          sagemaker: "CreateNotebookInstanceLifecycleConfig UpdateNotebookInstanceLifecycleConfig",
          glue: "CreateDevEndpoint UpdateDevEndpoint",
        },
        byHand: true,
      },
    ],
  },
] as const satisfies Detection[];
