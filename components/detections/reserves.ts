import type { Detection } from "./detection";

/** Worth watching where the service is in use, or where its calls are rare; on in the profile `all`, or one by one. */
export const RESERVE_DETECTIONS = [
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
    title: "A firewall of an application, a network or DNS, or Shield, was taken off, emptied or deleted, or its logs",
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
        calls: { wafv2: "UpdateWebACL" },
        where: { fields: ["requestParameters.rules[0].name"], values: [null] },
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
    id: "region-enabled",
    attack: ["T1535"],
    severity: "warning",
    title: "A region was switched on, or machines were bought, or more asked for than the account may have",
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
        },
        byHand: true,
      },
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
    id: "short-log-lifecycle",
    attack: ["T1562.008", "T1485"],
    severity: "warning",
    title: "A bucket deletes its objects, or what they were before, within a week",
    firstLook: "Remove the rule before its first midnight; look at what the bucket holds",
    harmless: "Buckets for temporary files",
    // Rule is an object where one was sent, and an array of them where several were.
    looksFor: [
      {
        calls: { s3: "PutBucketLifecycle*" },
        and: `(${["Expiration.Days", "NoncurrentVersionExpiration.NoncurrentDays"]
          .flatMap((days) => [`Rule.${days}`, `Rule[*].${days}`])
          .map((days) => `($.requestParameters.LifecycleConfiguration.${days} <= 7)`)
          .join(" || ")})`,
        byHand: true,
      },
    ],
  },
] as const satisfies Detection[];
