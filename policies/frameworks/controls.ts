/**
 * The frameworks that policies refer to and the controls of each that lie in scope of audit logging and monitoring.
 * Only the identifiers, separated by spaces: the control texts belong to their publishers.
 */
export const frameworks = {
  "cis-aws-1.4.0": {
    title: "CIS AWS Foundations Benchmark 1.4.0",
    controls:
      "2.1.2 2.1.3 2.1.5 3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 3.9 3.10 3.11 4.1 4.2 4.3 4.4 4.5 4.6 4.7 4.8 4.9 4.10 4.11 4.12 4.13 4.14 4.15",
  },
  "cis-aws-3.0.0": {
    title: "CIS AWS Foundations Benchmark 3.0.0",
    controls:
      "2.1.1 2.1.2 2.1.4 3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 3.9 4.1 4.2 4.3 4.4 4.5 4.6 4.7 4.8 4.9 4.10 4.11 4.12 4.13 4.14 4.15 4.16",
  },
  "cis-aws-5.0.0": {
    title: "CIS AWS Foundations Benchmark 5.0.0",
    controls:
      "2.1.1 2.1.2 2.1.4 3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 3.9 4.1 4.2 4.3 4.4 4.5 4.6 4.7 4.8 4.9 4.10 4.11 4.12 4.13 4.14 4.15 4.16",
  },
  "cis-aws-7.0.0": {
    title: "CIS AWS Foundations Benchmark 7.0.0",
    controls:
      "3.1.1 3.1.2 3.1.4 4.1 4.2 4.3 4.4 4.5 4.6 4.7 4.8 4.9 4.10 5.1 5.2 5.3 5.4 5.5 5.6 5.7 5.8 5.9 5.10 5.11 5.12 5.13 5.14 5.15 5.16",
  },
  "pci-dss-4.0.1": {
    title: "PCI DSS 4.0.1",
    controls:
      "10.1.1 10.1.2 10.4.2.1 10.6.1 10.6.2 10.2.1 10.2.1.1 10.2.1.2 10.2.1.3 10.2.1.4 10.2.1.5 10.2.1.6 10.2.1.7 10.2.2 10.3.1 10.3.2 10.3.3 10.3.4 10.4.1 10.4.1.1 10.4.2 10.4.3 10.5.1 10.6.3 10.7.1 10.7.2 10.7.3 11.5.1 11.5.1.1 11.5.2 12.10.1 12.10.5 A3.3.1 A3.5.1",
  },
  hipaa: {
    title: "HIPAA Security Rule, 45 CFR 164 (2013)",
    controls:
      "164.308(a)(1)(ii)(D) 164.308(a)(5)(ii)(C) 164.308(a)(6)(ii) 164.308(a)(8) 164.312(a)(2)(iv) 164.312(b) 164.312(c)(1) 164.312(c)(2) 164.316(b)(1) 164.316(b)(2)(i)",
  },
  "nist-800-53-r5": {
    title: "NIST SP 800-53 release 5.2.0",
    controls:
      "AC-2(4) AC-2(12) AC-6(9) AU-2 AU-3 AU-3(1) AU-4 AU-4(1) AU-5 AU-5(1) AU-5(2) AU-6 AU-6(1) AU-6(3) AU-6(4) AU-6(5) AU-7 AU-7(1) AU-8 AU-9 AU-9(2) AU-9(3) AU-9(4) AU-9(6) AU-10 AU-11 AU-11(1) AU-12 AU-12(1) AU-12(3) AU-14 AU-16 CA-7 CM-3 CM-5(1) CM-6 CM-6(1) IR-4 IR-4(1) IR-5 SA-15(13) SC-12 SC-28(1) SI-4 SI-4(2) SI-4(4) SI-4(5) SI-4(12) SI-4(20) SI-12",
  },
  "soc2-2017": {
    title: "SOC 2 Trust Services Criteria 2017",
    controls: "CC2.1 CC4.1 CC4.2 CC6.1 CC6.3 CC6.6 CC6.7 CC6.8 CC7.1 CC7.2 CC7.3 CC7.4 CC8.1 A1.2 C1.1 C1.2",
  },
  "iso-27001-2022": {
    title: "ISO/IEC 27001:2022",
    controls: "A.5.25 A.5.26 A.5.28 A.5.33 A.5.36 A.8.9 A.8.10 A.8.15 A.8.16 A.8.17 A.8.20 A.8.24 A.8.32",
  },
  "aws-security-hub": {
    title: "AWS Security Hub CSPM controls (2026)",
    controls:
      "CloudTrail.1 CloudTrail.2 CloudTrail.3 CloudTrail.4 CloudTrail.5 CloudTrail.6 CloudTrail.7 CloudTrail.10 CloudWatch.2 CloudWatch.3 CloudWatch.1 CloudWatch.4 CloudWatch.5 CloudWatch.6 CloudWatch.7 CloudWatch.8 CloudWatch.9 CloudWatch.10 CloudWatch.11 CloudWatch.12 CloudWatch.13 CloudWatch.14 CloudWatch.15 CloudWatch.16 CloudWatch.17 Config.1 EC2.6 KMS.4 SNS.1 SNS.4 CloudFront.5 ELB.5 APIGateway.1 APIGateway.9 WAF.11 RDS.9 EKS.8 Route53.2 GuardDuty.1 S3.5 S3.8 S3.9 S3.13 S3.14 S3.15 S3.17 S3.20 S3.22 S3.23",
  },
} as const;

// Collected in a second parameter: a tail call may be as long as the list, any other recursion ends at 50 words, sooner or later
// depending on what the compiler looked at before. Pulumi starts the pack with a compiler of its own.
type Words<Text extends string, Read = never> = Text extends `${infer First} ${infer Rest}`
  ? Words<Rest, Read | First>
  : Read | Text;

export type FrameworkId = keyof typeof frameworks;

/** `framework/control`, such as `cis-aws-3.0.0/3.2`. A control that is not in the list does not compile. */
export type ControlId = { [F in FrameworkId]: `${F}/${Words<(typeof frameworks)[F]["controls"]>}` }[FrameworkId];

/**
 * How much a policy says about a control. `direct`: it tests what the control asks. `partial`: a part of it. `supporting`: it
 * helps the control without testing it. None of them is compliance; an auditor decides that.
 */
export type Strength = "direct" | "partial" | "supporting";

export interface ControlLink {
  control: ControlId;
  strength: Strength;
}

const link =
  (strength: Strength) =>
  (control: ControlId): ControlLink => ({ control, strength });

export const direct = link("direct");
export const partial = link("partial");
export const supporting = link("supporting");
