import { direct, frameworks, partial, supporting, type ControlLink } from "../frameworks/controls";

/** Numbers of the monitoring controls; the editions from 6.0 on count them under 5, those before under 4. */
export type CisNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15;

/** What each of the fifteen evidences. */
export function cisControls(number: CisNumber, ...more: ControlLink[]): ControlLink[] {
  return [
    direct(`cis-aws-1.4.0/4.${number}`),
    direct(`cis-aws-3.0.0/4.${number}`),
    direct(`cis-aws-5.0.0/4.${number}`),
    direct(`cis-aws-7.0.0/5.${number}`),
    ...(number === 15 ? [] : [direct(SECURITY_HUB[number])]),
    partial("pci-dss-4.0.1/10.4.1.1"),
    partial("nist-800-53-r5/SI-4(2)"),
    partial("nist-800-53-r5/SI-4(12)"),
    supporting("nist-800-53-r5/AU-6"),
    supporting("soc2-2017/CC7.2"),
    supporting("iso-27001-2022/A.8.16"),
    ...more,
  ].sort((a, b) => frameworkOf(a) - frameworkOf(b));
}

function frameworkOf({ control }: ControlLink): number {
  return FRAMEWORKS.indexOf(control.split("/", 1)[0]);
}

const FRAMEWORKS = Object.keys(frameworks);

/** Security Hub counts root first. */
const SECURITY_HUB = {
  1: "aws-security-hub/CloudWatch.2",
  2: "aws-security-hub/CloudWatch.3",
  3: "aws-security-hub/CloudWatch.1",
  4: "aws-security-hub/CloudWatch.4",
  5: "aws-security-hub/CloudWatch.5",
  6: "aws-security-hub/CloudWatch.6",
  7: "aws-security-hub/CloudWatch.7",
  8: "aws-security-hub/CloudWatch.8",
  9: "aws-security-hub/CloudWatch.9",
  10: "aws-security-hub/CloudWatch.10",
  11: "aws-security-hub/CloudWatch.11",
  12: "aws-security-hub/CloudWatch.12",
  13: "aws-security-hub/CloudWatch.13",
  14: "aws-security-hub/CloudWatch.14",
} as const;
