import { foundational } from "./aws";
import { editions } from "./cis-aws";
import type { ControlId, ControlLink } from "./controls";
import { frameworks, splitControl } from "./controls";
import { strengths, type Control, type Strength } from "./framework";

/**
 * A policy names a control once; what other frameworks ask in other words follows from it. A link never says more than the
 * control it leads to allows, and what the policy itself says about a control stands.
 */
type Crosswalk = Partial<Record<ControlId, readonly ControlId[]>>;

/** The same demand under another number: as strong as the link it follows from. */
const same: Crosswalk = {
  "aws-security-hub/CloudTrail.1": ["aws-config-rules/MULTI_REGION_CLOUD_TRAIL_ENABLED"],
  "aws-security-hub/CloudTrail.2": [
    "aws-config-rules/CLOUD_TRAIL_ENCRYPTION_ENABLED",
    "aws-control-tower/CT.CLOUDTRAIL.PR.1",
  ],
  "aws-security-hub/CloudTrail.3": ["aws-config-rules/CLOUD_TRAIL_ENABLED"],
  "aws-security-hub/CloudTrail.4": ["aws-config-rules/CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED"],
  "aws-security-hub/CloudTrail.5": ["aws-config-rules/CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED"],
  "aws-security-hub/CloudWatch.15": [
    "aws-config-rules/CLOUDWATCH_ALARM_ACTION_CHECK",
    "aws-control-tower/CT.CLOUDWATCH.PR.1",
  ],
  "aws-security-hub/CloudWatch.16": [
    "aws-config-rules/CW_LOGGROUP_RETENTION_PERIOD_CHECK",
    "aws-control-tower/CT.CLOUDWATCH.PR.2",
  ],
  "aws-security-hub/CloudWatch.17": [
    "aws-config-rules/CLOUDWATCH_ALARM_ACTION_ENABLED_CHECK",
    "aws-control-tower/CT.CLOUDWATCH.PR.4",
  ],
  "aws-security-hub/EC2.6": ["aws-config-rules/VPC_FLOW_LOGS_ENABLED", "cis-aws-7.0.0/4.7"],
  "aws-security-hub/Config.1": ["cis-aws-7.0.0/4.3"],
  "aws-security-hub/KMS.4": ["cis-aws-7.0.0/4.6"],
  "aws-security-hub/S3.5": ["cis-aws-7.0.0/3.1.1"],
  "aws-security-hub/S3.8": ["cis-aws-7.0.0/3.1.4"],
  "aws-security-hub/S3.9": ["aws-config-rules/S3_BUCKET_LOGGING_ENABLED"],
  "aws-security-hub/S3.13": ["aws-config-rules/S3_VERSION_LIFECYCLE_POLICY_CHECK"],
  "aws-security-hub/S3.14": ["aws-config-rules/S3_BUCKET_VERSIONING_ENABLED"],
  "aws-security-hub/S3.15": ["aws-config-rules/S3_BUCKET_DEFAULT_LOCK_ENABLED"],
  "aws-security-hub/S3.20": ["cis-aws-7.0.0/3.1.2"],
  "aws-security-hub/S3.22": ["cis-aws-7.0.0/4.8"],
  "aws-security-hub/S3.23": ["cis-aws-7.0.0/4.9"],
  "cis-aws-7.0.0/3.1.2": ["aws-security-hub/S3.20"],
  "cis-aws-7.0.0/4.7": ["aws-security-hub/EC2.6"],
  "cis-aws-7.0.0/4.8": ["aws-security-hub/S3.22"],
  "cis-aws-7.0.0/4.9": ["aws-security-hub/S3.23"],
  "nist-800-53-r5/AU-11": ["fedramp-rev5/AU-11"],
  "nist-800-53-r5/AU-12": ["fedramp-rev5/AU-12"],
};

/** A neighbouring demand: one step weaker than the link it follows from. */
const related: Crosswalk = {
  "aws-security-hub/CloudTrail.1": ["aws-config-rules/CLOUDTRAIL_SECURITY_TRAIL_ENABLED"],
  "aws-security-hub/CloudTrail.2": ["aws-config-rules/CLOUDTRAIL_SECURITY_TRAIL_ENABLED"],
  "aws-security-hub/CloudTrail.4": ["aws-config-rules/CLOUDTRAIL_SECURITY_TRAIL_ENABLED"],
  "aws-security-hub/CloudTrail.5": ["aws-well-architected/SEC04-BP02"],
  "aws-security-hub/CloudWatch.1": ["nist-csf-2.0/DE.CM-03"],
  "aws-security-hub/CloudWatch.2": ["nist-csf-2.0/DE.CM-03"],
  "aws-security-hub/CloudWatch.3": ["nist-csf-2.0/DE.CM-03"],
  "aws-security-hub/CloudWatch.4": ["nist-csf-2.0/DE.CM-03"],
  "aws-security-hub/CloudWatch.6": ["nist-csf-2.0/DE.CM-03"],
  "aws-security-hub/CloudWatch.10": ["nist-csf-2.0/DE.CM-01"],
  "aws-security-hub/CloudWatch.11": ["nist-csf-2.0/DE.CM-01"],
  "aws-security-hub/CloudWatch.12": ["nist-csf-2.0/DE.CM-01"],
  "aws-security-hub/CloudWatch.13": ["nist-csf-2.0/DE.CM-01"],
  "aws-security-hub/CloudWatch.14": ["nist-csf-2.0/DE.CM-01"],
  "aws-security-hub/CloudWatch.15": ["nist-csf-2.0/DE.AE-06", "aws-well-architected/SEC04-BP04"],
  "aws-security-hub/Config.1": ["nist-csf-2.0/PR.PS-01", "nist-csf-2.0/DE.CM-09"],
  "aws-security-hub/EC2.6": [
    "nist-csf-2.0/DE.CM-01",
    "nist-csf-2.0/RS.AN-03",
    "nist-800-53-r5/AU-3(1)",
    "nist-800-53-r5/AU-6(5)",
    "pci-dss-4.0.1/11.5.1",
    "nis2/3.2.3",
  ],
  "aws-security-hub/CloudFront.5": ["nist-csf-2.0/PR.PS-04", "cis-aws-7.0.0/4.10", "aws-well-architected/SEC04-BP01"],
  "aws-security-hub/ELB.5": [
    "nist-csf-2.0/PR.PS-04",
    "nist-csf-2.0/DE.CM-01",
    "cis-aws-7.0.0/4.10",
    "aws-well-architected/SEC04-BP01",
  ],
  "aws-security-hub/APIGateway.1": ["nist-csf-2.0/PR.PS-04", "aws-well-architected/SEC04-BP01"],
  "aws-security-hub/APIGateway.9": ["nist-csf-2.0/PR.PS-04", "cis-aws-7.0.0/4.10", "aws-well-architected/SEC04-BP01"],
  "aws-security-hub/WAF.11": ["nist-csf-2.0/DE.CM-01"],
  "aws-security-hub/RDS.9": ["nist-csf-2.0/PR.PS-04", "cis-controls-8.1/8.5"],
  "aws-security-hub/EKS.8": ["nist-csf-2.0/DE.CM-09"],
  "aws-security-hub/Route53.2": ["nist-csf-2.0/DE.CM-01"],
  "aws-security-hub/GuardDuty.1": [
    "pci-dss-4.0.1/11.5.1",
    "pci-dss-4.0.1/11.5.1.1",
    "pci-dss-4.0.1/A3.5.1",
    "nist-800-53-r5/AU-6(5)",
    "soc2-2017/CC6.8",
    "iso-27001-2022/A.5.25",
    "nist-csf-2.0/DE.CM-01",
    "nist-csf-2.0/DE.CM-09",
    "nis2/3.2.3",
    "aws-well-architected/SEC04-BP03",
  ],
  "aws-security-hub/S3.8": ["gdpr/Art. 25"],
  "aws-security-hub/S3.9": ["nist-csf-2.0/PR.PS-04", "aws-well-architected/SEC04-BP01"],
  "aws-security-hub/S3.14": ["nist-csf-2.0/PR.DS-01"],
  "aws-security-hub/S3.15": ["nist-csf-2.0/PR.DS-01"],
  "aws-security-hub/S3.22": [
    "pci-dss-4.0.1/10.2.1.1",
    "nist-800-53-r5/AU-3(1)",
    "soc2-2017/CC2.1",
    "aws-config-rules/CLOUDTRAIL_S3_DATAEVENTS_ENABLED",
    "nist-csf-2.0/DE.CM-09",
    "nist-csf-2.0/RS.AN-03",
    "cis-controls-8.1/8.5",
  ],
  "aws-security-hub/S3.23": [
    "pci-dss-4.0.1/10.2.1.1",
    "nist-800-53-r5/AU-3(1)",
    "soc2-2017/CC2.1",
    "aws-config-rules/CLOUDTRAIL_S3_DATAEVENTS_ENABLED",
    "nist-csf-2.0/DE.CM-09",
    "nist-csf-2.0/RS.AN-03",
    "cis-controls-8.1/8.5",
  ],
  "cis-aws-7.0.0/5.15": ["nist-csf-2.0/DE.CM-06"],
  "cis-aws-7.0.0/5.16": [
    "nist-800-53-r5/AU-6(3)",
    "nist-800-53-r5/AU-6(5)",
    "iso-27001-2022/A.5.25",
    "nist-csf-2.0/DE.AE-02",
    "nist-csf-2.0/DE.AE-03",
    "aws-well-architected/SEC04-BP03",
  ],
  "pci-dss-4.0.1/10.2.1.1": ["cis-controls-8.1/8.5", "nist-csf-2.0/DE.CM-09", "nydfs-500/500.06(a)(1)"],
  "pci-dss-4.0.1/10.3.1": ["fedramp-20x/KSI-MLA-ALA"],
  "pci-dss-4.0.1/10.3.3": ["cis-controls-8.1/8.9", "fedramp-20x/KSI-MLA-OSM", "aws-well-architected/SEC04-BP02"],
  "pci-dss-4.0.1/10.5.1": ["omb-m-26-14/retention", "cis-controls-8.1/8.10", "nist-csf-2.0/RS.AN-03"],
  "nist-800-53-r5/AC-2(4)": ["nist-csf-2.0/DE.CM-03"],
  "nist-800-53-r5/AC-2(12)": ["nist-csf-2.0/DE.CM-03"],
  "nist-800-53-r5/AC-6(9)": ["nist-csf-2.0/DE.CM-03"],
  "nist-800-53-r5/AU-2": ["fedramp-20x/KSI-MLA-LET", "nist-csf-2.0/PR.PS-04", "nis2/3.2.3"],
  "nist-800-53-r5/AU-4(1)": ["fedramp-20x/KSI-MLA-OSM", "cis-controls-8.1/8.9"],
  "nist-800-53-r5/AU-5": ["nist-csf-2.0/DE.AE-06"],
  "nist-800-53-r5/AU-5(2)": ["nist-csf-2.0/DE.AE-06"],
  "nist-800-53-r5/AU-6": [
    "fedramp-20x/KSI-MLA-RVL",
    "fedramp-rev5/AU-06",
    "nist-csf-2.0/DE.AE-02",
    "cis-controls-8.1/8.11",
    "nis2/3.2.4",
  ],
  "nist-800-53-r5/AU-6(1)": ["fedramp-20x/KSI-MLA-RVL", "nist-csf-2.0/DE.AE-02", "nis2/3.2.2"],
  "nist-800-53-r5/AU-6(3)": ["nist-csf-2.0/DE.AE-03"],
  "nist-800-53-r5/AU-6(4)": ["fedramp-20x/KSI-MLA-OSM", "cis-controls-8.1/8.9", "nist-csf-2.0/DE.AE-03"],
  "nist-800-53-r5/AU-9": ["fedramp-20x/KSI-MLA-OSM", "nist-csf-2.0/RS.AN-06", "nist-csf-2.0/RS.AN-07", "nis2/3.2.5"],
  "nist-800-53-r5/AU-9(2)": ["fedramp-20x/KSI-MLA-OSM", "nist-csf-2.0/PR.DS-11"],
  "nist-800-53-r5/AU-9(3)": ["nist-csf-2.0/RS.AN-07"],
  "nist-800-53-r5/AU-9(4)": ["fedramp-20x/KSI-MLA-ALA"],
  "nist-800-53-r5/AU-9(6)": ["fedramp-20x/KSI-MLA-ALA"],
  "nist-800-53-r5/AU-11": [
    "omb-m-26-14/retention",
    "nist-csf-2.0/PR.PS-04",
    "cis-controls-8.1/8.3",
    "cis-controls-8.1/8.10",
    "nis2/3.2.5",
    "sox/(a)",
    "nydfs-500/500.06(a)(1)",
    "nydfs-500/500.06(a)(2)",
  ],
  "nist-800-53-r5/AU-12": [
    "fedramp-20x/KSI-MLA-LET",
    "nist-csf-2.0/PR.PS-04",
    "cis-controls-8.1/8.2",
    "cis-controls-8.1/8.12",
    "nis2/3.2.1",
    "nis2/3.2.3",
    "gdpr/Art. 32(1)(b)",
    "nydfs-500/500.06(a)(2)",
    "aws-well-architected/SEC04-BP01",
  ],
  "nist-800-53-r5/AU-12(1)": ["fedramp-20x/KSI-MLA-OSM", "cis-controls-8.1/8.9"],
  "nist-800-53-r5/CM-6": ["nist-csf-2.0/PR.PS-01", "fedramp-20x/KSI-MLA-EVC"],
  "nist-800-53-r5/CM-3": ["nist-csf-2.0/PR.PS-01"],
  "nist-800-53-r5/IR-4": ["gdpr/Art. 33"],
  "nist-800-53-r5/IR-4(1)": ["gdpr/Art. 33", "aws-well-architected/SEC04-BP04"],
  "nist-800-53-r5/SC-28(1)": [
    "nist-csf-2.0/PR.DS-01",
    "gdpr/Art. 25",
    "gdpr/Art. 32(1)(b)",
    "aws-well-architected/SEC08-BP02",
  ],
  "nist-800-53-r5/SI-4(2)": ["nis2/3.2.2"],
  "nist-800-53-r5/SI-4(4)": ["nist-csf-2.0/DE.CM-01"],
  "nist-800-53-r5/SI-4(5)": ["nist-csf-2.0/DE.AE-06", "nis2/3.2.4"],
  "nist-800-53-r5/SI-4(12)": ["nist-csf-2.0/DE.AE-06"],
  "nist-800-53-r5/SI-4(20)": ["nist-csf-2.0/DE.CM-03"],
};

/** Every control that asks the same: the rows above, the editions of CIS, and the standard of Security Hub. */
const siblings = new Map<string, ControlId[]>();
const addSibling = (a: string, b: string): void => {
  if (a !== b) siblings.set(a, [...(siblings.get(a) ?? []), b as ControlId]);
};
for (const [from, to] of Object.entries(same)) for (const control of to ?? []) addSibling(from, control);
for (const id of foundational) addSibling(`aws-security-hub/${id}`, `aws-fsbp/${id}`);
const cis = Object.entries(editions).flatMap(([version, numbers]) =>
  Object.entries(numbers).map(([number, topic]) => ({ id: `cis-aws-${version}/${number}`, topic })),
);
for (const a of cis) for (const b of cis) if (a.topic === b.topic) addSibling(a.id, b.id);

/** The links that a policy gives, and those that follow from them. */
export function withCrosswalk(given: readonly ControlLink[]): ControlLink[] {
  const links = new Map<ControlId, ControlLink>(given.map((link) => [link.control, link]));
  const asked = given.map((link) => ({ link, through: link.control }));
  // A sibling may have siblings of its own: what Security Hub asks, CIS asks in every edition.
  for (const { link, through } of asked)
    for (const control of siblings.get(link.control) ?? [])
      if (!links.has(control)) {
        const follower = { control, strength: atMost(control, link.strength), through };
        links.set(control, follower);
        asked.push({ link: follower, through });
      }
  for (const { link, through } of asked)
    for (const control of related[link.control] ?? []) {
      const strength = atMost(control, weaker(link.strength));
      const known = links.get(control);
      const derived = known?.through !== undefined && strengths.indexOf(strength) < strengths.indexOf(known.strength);
      if (!known || derived) links.set(control, { control, strength, through });
    }
  return [...links.values()];
}

const weaker = (strength: Strength): Strength => (strength === "direct" ? "partial" : "supporting");

/** The strength, or the most that settings can show about the control where that is less. */
function atMost(control: ControlId, strength: Strength): Strength {
  const { most } = controlOf(control);
  const limit = strengths.find((each) => each === most) ?? "supporting";
  return strengths[Math.max(strengths.indexOf(strength), strengths.indexOf(limit))];
}

function controlOf(id: ControlId) {
  const { framework, control } = splitControl(id);
  return (frameworks[framework].controls as Record<string, Control>)[control];
}
