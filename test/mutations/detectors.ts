import { other } from "../resources";
import type { Family } from "./breaks";
import { drop, set } from "./edits";

/** What switches on AWS Config and the services that look for threats, and how it is switched off. */

const ROLE = "arn:aws:iam::000000000001:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig";

export const detectors: Family = {
  healthy: [
    other("aws:cfg/recorder:Recorder", "recorder", {
      roleArn: ROLE,
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
    }),
    other("aws:cfg/deliveryChannel:DeliveryChannel", "channel", { s3BucketName: "history" }),
    other("aws:cfg/recorderStatus:RecorderStatus", "status", { name: "default", isEnabled: true }),
    other("aws:cfg/configurationAggregator:ConfigurationAggregator", "aggregator", {
      organizationAggregationSource: { allRegions: true },
    }),
    other("aws:guardduty/detector:Detector", "detector"),
    other("aws:guardduty/organizationConfiguration:OrganizationConfiguration", "members", {
      autoEnableOrganizationMembers: "ALL",
    }),
    other("aws:securityhub/account:Account", "hub"),
    other("aws:accessanalyzer/analyzer:Analyzer", "analyzer", { analyzerName: "outside" }),
    other("aws:inspector2/enabler:Enabler", "inspector", { resourceTypes: ["EC2", "ECR", "LAMBDA"] }),
    other("aws:macie2/account:Account", "macie"),
  ],
  mutations: {
    "config-recorder-on": {
      "switched off": set("cfg/recorderStatus:RecorderStatus", { isEnabled: false }),
      "never started": drop("cfg/recorderStatus:RecorderStatus"),
      "another recorder is started": set("cfg/recorderStatus:RecorderStatus", { name: "main" }),
    },
    "config-recorder-delivers": { "no channel": drop("cfg/deliveryChannel:DeliveryChannel") },
    "config-recorder-all-types": {
      "a type is left out": set("cfg/recorder:Recorder", {
        recordingGroup: { allSupported: false, exclusionByResourceTypes: [{ resourceTypes: ["AWS::S3::Bucket"] }] },
      }),
    },
    "config-recorder-global-types": {
      "left to the default": set("cfg/recorder:Recorder", { recordingGroup: undefined }),
    },
    "config-recorder-role": {
      "a role of one's own": set("cfg/recorder:Recorder", { roleArn: "arn:aws:iam::000000000001:role/config" }),
    },
    "config-aggregator-all-regions": {
      "a list of regions": set("cfg/configurationAggregator:ConfigurationAggregator", {
        organizationAggregationSource: { regions: ["eu-west-1"] },
      }),
    },
    "guardduty-detector-on": { suspended: set("guardduty/detector:Detector", { enable: false }) },
    "guardduty-protection-plans": {
      "a source is switched off": set("guardduty/detector:Detector", { datasources: { s3Logs: { enable: false } } }),
    },
    "guardduty-organization-members": {
      "new accounts are left alone": set("guardduty/organizationConfiguration:OrganizationConfiguration", {
        autoEnableOrganizationMembers: "NONE",
      }),
    },
    "securityhub-standards": { "no standard": set("securityhub/account:Account", { enableDefaultStandards: false }) },
    "access-analyzer-external-access": {
      "the other kind": set("accessanalyzer/analyzer:Analyzer", { type: "ACCOUNT_UNUSED_ACCESS" }),
    },
    "inspector-scans": { "instances only": set("inspector2/enabler:Enabler", { resourceTypes: ["EC2"] }) },
    "macie-on": { paused: set("macie2/account:Account", { status: "PAUSED" }) },
  },
};
