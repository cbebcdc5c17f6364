import type { Kind } from "../graph/resource";

/** Services that look for threats and weak spots by themselves. */

export interface GuardDutyDetectorProps {
  id?: string;
  enable?: boolean;
  datasources?: {
    s3Logs?: { enable?: boolean };
    kubernetes?: { auditLogs?: { enable?: boolean } };
    malwareProtection?: { scanEc2InstanceWithFindings?: { ebsVolumes?: { enable?: boolean } } };
  };
}

export const GuardDutyDetector: Kind<GuardDutyDetectorProps> = {
  noun: "GuardDuty detector",
  tokens: ["aws:guardduty/detector:Detector"],
  names: [],
  decidedByAws: ["datasources"],
  nameInArn: ({ service, resource }) =>
    service === "guardduty" && resource.startsWith("detector/") ? resource.slice(9) : undefined,
};

export const GuardDutyFeature: Kind<{ detectorId?: string; name?: string; status?: string }> = {
  noun: "GuardDuty feature",
  tokens: ["aws:guardduty/detectorFeature:DetectorFeature"],
};

export const GuardDutyOrganization: Kind<{ autoEnable?: boolean; autoEnableOrganizationMembers?: string }> = {
  noun: "GuardDuty organization configuration",
  tokens: ["aws:guardduty/organizationConfiguration:OrganizationConfiguration"],
};

export const SecurityHubAccount: Kind<{ enableDefaultStandards?: boolean }> = {
  noun: "Security Hub account",
  tokens: ["aws:securityhub/account:Account"],
};

export const SecurityHubStandard: Kind<{ standardsArn?: string }> = {
  noun: "Security Hub standard",
  tokens: ["aws:securityhub/standardsSubscription:StandardsSubscription"],
};

export const AccessAnalyzer: Kind<{ analyzerName?: string; type?: string }> = {
  noun: "access analyzer",
  tokens: ["aws:accessanalyzer/analyzer:Analyzer"],
  names: ["analyzerName"],
};

export const InspectorEnabler: Kind<{ resourceTypes?: string[] }> = {
  noun: "Inspector enabler",
  tokens: ["aws:inspector2/enabler:Enabler"],
};

export const MacieAccount: Kind<{ status?: string }> = {
  noun: "Macie account",
  tokens: ["aws:macie2/account:Account"],
  decidedByAws: ["status"],
};
