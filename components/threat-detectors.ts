import * as aws from "@pulumi/aws";
import { interpolate, type Output, type Resource } from "@pulumi/pulumi";
import type { AccountDetectors } from "./account-detectors";
import type { Location } from "./location";
import { physicalName } from "./names";
import { inRegion, type Existing, type Place } from "./places";

/** Services of AWS that look by themselves: at behaviour, at settings, at who is let in from outside. */

/** What GuardDuty can look at besides the trail, flow logs and DNS. Not every region and partition has each. */
export const GUARDDUTY_PLANS = [
  "S3_DATA_EVENTS",
  "EKS_AUDIT_LOGS",
  "EBS_MALWARE_PROTECTION",
  "RDS_LOGIN_EVENTS",
  "LAMBDA_NETWORK_LOGS",
] as const;

export type GuardDutyPlan = (typeof GUARDDUTY_PLANS)[number];

export interface GuardDutyArgs {
  /** Sources to look at besides; each is billed by what it reads. @default all */
  readonly plans?: readonly GuardDutyPlan[];
  /** How soon an update of a finding is told; new ones are told at once. @default FIFTEEN_MINUTES */
  readonly frequency?: "FIFTEEN_MINUTES" | "ONE_HOUR" | "SIX_HOURS";
}

export interface ThreatDetector {
  readonly detector: aws.guardduty.Detector;
  readonly features: aws.guardduty.DetectorFeature[];
}

export function threatDetector(
  parent: AccountDetectors,
  name: string,
  place: Place,
  existing: Existing,
  { plans = GUARDDUTY_PLANS, frequency = "FIFTEEN_MINUTES" }: GuardDutyArgs,
): ThreatDetector {
  const { partOf, region } = inRegion(name, place);
  const detector = new aws.guardduty.Detector(
    partOf("guardduty"),
    { region, enable: true, findingPublishingFrequency: frequency },
    { parent, ...place.importing(existing.detectorId) },
  );
  const features = plans.map(
    (plan) =>
      new aws.guardduty.DetectorFeature(
        `${partOf("guardduty")}-${plan.toLowerCase().replaceAll("_", "-")}`,
        { region, detectorId: detector.id, name: plan, status: "ENABLED" },
        { parent },
      ),
  );
  return { detector, features };
}

/** https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html */
const STANDARDS = {
  fsbp: "aws-foundational-security-best-practices/v/1.0.0",
  "cis-1.4.0": "cis-aws-foundations-benchmark/v/1.4.0",
  "cis-3.0.0": "cis-aws-foundations-benchmark/v/3.0.0",
  "cis-5.0.0": "cis-aws-foundations-benchmark/v/5.0.0",
  "pci-3.2.1": "pci-dss/v/3.2.1",
  "pci-4.0.1": "pci-dss/v/4.0.1",
  "nist-800-53-r5": "nist-800-53/v/5.0.0",
};

export type SecurityStandard = keyof typeof STANDARDS;
export const SECURITY_STANDARDS = Object.keys(STANDARDS) as SecurityStandard[];

export interface SecurityHubArgs {
  /** Standards to check the account against. @default fsbp and cis-3.0.0 */
  readonly standards?: readonly SecurityStandard[];
}

export interface SecurityHub {
  readonly account: aws.securityhub.Account;
  readonly standards: aws.securityhub.StandardsSubscription[];
}

export function securityHub(
  parent: AccountDetectors,
  name: string,
  at: Location,
  place: Place,
  existing: Existing,
  { standards = ["fsbp", "cis-3.0.0"] }: SecurityHubArgs,
  after: readonly Resource[],
): SecurityHub {
  const { partOf, region } = inRegion(name, place);
  const account = new aws.securityhub.Account(
    partOf("securityhub"),
    // The standards are those below: the ones that AWS switches on by itself change from year to year.
    { region, enableDefaultStandards: false, controlFindingGenerator: "SECURITY_CONTROL", autoEnableControls: true },
    // Most of its checks are rules of AWS Config, and fail where nothing records.
    { parent, ...place.importing(existing.securityHubAccountId), dependsOn: [...after] },
  );
  const home: Output<string> | string = region ?? at.region;
  return {
    account,
    standards: standards.map(
      (standard) =>
        new aws.securityhub.StandardsSubscription(
          partOf(`securityhub-${standard.replaceAll(".", "-")}`),
          {
            region,
            standardsArn: interpolate`arn:${at.partition}:securityhub:${home}::standards/${STANDARDS[standard]}`,
          },
          { parent, dependsOn: account },
        ),
    ),
  };
}

/** Brings the findings of all regions, those to come included, to the home region. */
export const findingAggregator = (parent: AccountDetectors, name: string, home: SecurityHub) =>
  new aws.securityhub.FindingAggregator(
    `${name}-securityhub`,
    { linkingMode: "ALL_REGIONS" },
    { parent, dependsOn: home.account },
  );

export function analyzer(
  parent: AccountDetectors,
  name: string,
  place: Place,
  existing: Existing,
  type: "ACCOUNT" | "ORGANIZATION",
) {
  const { partOf, region } = inRegion(name, place);
  return new aws.accessanalyzer.Analyzer(
    partOf("access"),
    { region, analyzerName: existing.analyzerName ?? physicalName(`${name}-access`), type },
    { parent, ...place.importing(existing.analyzerName) },
  );
}
