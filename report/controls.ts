import type { Status } from "../policies/evaluate";
import {
  frameworks,
  splitControl,
  type ControlId,
  type ControlLink,
  type FrameworkId,
  type Strength,
} from "../policies/frameworks/controls";
import { strengths, type Control, type Evidence } from "../policies/frameworks/framework";
import type { JudgedPolicy, Report } from "./report";
import { countByPolicy, standing, worst } from "./summary";

interface FrameworkName {
  /** With its version. */
  name: string;
  /** Where room is short; the newest CIS goes without its version. */
  short: string;
  /** The same for all versions of one benchmark. */
  family: string;
}

/** The most asked for first. */
const frameworkNames: Record<FrameworkId, FrameworkName> = {
  "cis-aws-7.0.0": { name: "CIS AWS 7.0.0", short: "CIS", family: "cis" },
  "cis-aws-6.0.0": { name: "CIS AWS 6.0.0", short: "CIS 6.0", family: "cis" },
  "cis-aws-5.0.0": { name: "CIS AWS 5.0.0", short: "CIS 5.0", family: "cis" },
  "cis-aws-4.0.0": { name: "CIS AWS 4.0.0", short: "CIS 4.0", family: "cis" },
  "cis-aws-3.0.0": { name: "CIS AWS 3.0.0", short: "CIS 3.0", family: "cis" },
  "cis-aws-2.0.0": { name: "CIS AWS 2.0.0", short: "CIS 2.0", family: "cis" },
  "cis-aws-1.4.0": { name: "CIS AWS 1.4.0", short: "CIS 1.4", family: "cis" },
  "pci-dss-4.0.1": { name: "PCI DSS 4.0.1", short: "PCI", family: "pci" },
  "nist-800-53-r5": { name: "NIST 800-53 r5", short: "NIST", family: "nist" },
  hipaa: { name: "HIPAA", short: "HIPAA", family: "hipaa" },
  "soc2-2017": { name: "SOC 2", short: "SOC 2", family: "soc2" },
  "iso-27001-2022": { name: "ISO 27001:2022", short: "ISO 27001", family: "iso" },
  "aws-security-hub": { name: "Security Hub", short: "Security Hub", family: "aws" },
  "nist-csf-2.0": { name: "NIST CSF 2.0", short: "CSF", family: "csf" },
  "fedramp-20x": { name: "FedRAMP 20x", short: "FedRAMP", family: "fedramp" },
  "fedramp-rev5": { name: "FedRAMP Rev5", short: "FedRAMP Rev5", family: "fedramp" },
  "omb-m-26-14": { name: "OMB M-26-14", short: "OMB", family: "omb" },
  "cis-controls-8.1": { name: "CIS Controls 8.1", short: "CIS Controls", family: "cis-controls" },
  nis2: { name: "NIS2", short: "NIS2", family: "nis2" },
  gdpr: { name: "GDPR", short: "GDPR", family: "gdpr" },
  sox: { name: "SOX", short: "SOX", family: "sox" },
  "nydfs-500": { name: "NYDFS 500", short: "NYDFS", family: "nydfs" },
  "aws-fsbp": { name: "AWS FSBP", short: "FSBP", family: "aws" },
  "aws-config-rules": { name: "AWS Config rules", short: "AWS Config", family: "aws" },
  "aws-control-tower": { name: "AWS Control Tower", short: "Control Tower", family: "aws" },
  "aws-well-architected": { name: "Well-Architected", short: "Well-Architected", family: "aws" },
};

const frameworkOrder = Object.keys(frameworkNames) as FrameworkId[];

export const familyOf = (framework: FrameworkId): string => frameworkNames[framework].family;

/** By framework, then strength. */
export const byImportance = (a: ControlLink, b: ControlLink): number =>
  frameworkOrder.indexOf(splitControl(a.control).framework) -
    frameworkOrder.indexOf(splitControl(b.control).framework) ||
  strengths.indexOf(a.strength) - strengths.indexOf(b.strength);

/** `PCI DSS 4.0.1 10.2.1` */
export function controlName(id: ControlId): string {
  const { framework, control } = splitControl(id);
  return `${frameworkNames[framework].name} ${control}`;
}

/** Without the recommendations of older editions of CIS, which are the same under other numbers. */
export function ofNewestEdition(controls: readonly ControlLink[]): ControlLink[] {
  const ofCis = ({ control }: ControlLink): boolean => familyOf(splitControl(control).framework) === "cis";
  const newest = [...controls].sort(byImportance).find(ofCis);
  const edition = newest && splitControl(newest.control).framework;
  return controls.filter((link) => !ofCis(link) || splitControl(link.control).framework === edition);
}

/** `PCI DSS 4.0.1 10.2.1, 10.2.2`: each framework once, with its controls. */
export function namesByFramework(controls: readonly ControlLink[]): string[] {
  const named = new Map<FrameworkId, string[]>();
  for (const { control: id } of [...controls].sort(byImportance)) {
    const { framework, control } = splitControl(id);
    named.set(framework, [...(named.get(framework) ?? []), control]);
  }
  return [...named].map(([framework, ids]) => `${frameworkNames[framework].name} ${ids.join(", ")}`);
}

/** At most `most` controls, such as `CIS 5.3` and `PCI 10.2.1`: the strongest of each framework, one version of CIS. */
export function shortControls(controls: readonly ControlLink[], most = 3): string[] {
  const families = new Map<string, string>();
  for (const link of [...controls].sort(byImportance)) {
    const { framework, control } = splitControl(link.control);
    const { family, short } = frameworkNames[framework];
    if (!families.has(family)) families.set(family, `${short} ${control}`);
  }
  return [...families.values()].slice(0, most);
}

export interface EvidencedControl {
  control: string;
  /** What it asks, and what no setting shows of it. */
  asks: string;
  rest?: string;
  /** Of the strongest policy that found something to judge. */
  strength: Strength;
  by: { policy: JudgedPolicy; strength: Strength; standing: Status }[];
  standing: Status;
}

export interface EvidencedFramework {
  framework: FrameworkId;
  title: string;
  controls: EvidencedControl[];
  /** Controls in scope that no judged policy says anything about, with what could. */
  gaps: Gap[];
}

export interface Gap {
  control: string;
  asks: string;
  /** What settings could show at most. */
  evidence: Evidence;
  rest?: string;
  /** How much the retained report of a run says by itself. */
  report?: Strength;
}

/** For every framework, which control is evidenced by which of the judged policies, and how these policies stand. */
export function controlsByFramework(report: Report): EvidencedFramework[] {
  const countsOf = countByPolicy(report);
  const found = new Map<string, EvidencedControl["by"]>();
  for (const policy of report.policies) {
    if (policy.level === "disabled") continue;
    const stands = standing(countsOf(policy.id));
    for (const { control, strength } of policy.controls) {
      const by = { policy, strength, standing: stands };
      const others = found.get(control);
      if (others) others.push(by);
      else found.set(control, [by]);
    }
  }
  return frameworkOrder.flatMap((framework) => {
    const { title, controls: inScope } = frameworks[framework];
    const controls: EvidencedControl[] = [];
    const gaps: Gap[] = [];
    for (const [control, { asks, most, rest, report: byItself }] of Object.entries<Control>(inScope)) {
      const by = found.get(`${framework}/${control}`)?.sort(byStrength);
      if (!by) gaps.push({ control, asks, evidence: most, rest, report: byItself });
      else {
        const { strength } = by.find((each) => each.standing !== "not-applicable") ?? by[0];
        controls.push({ control, asks, rest, by, strength, standing: worst(by.map((each) => each.standing)) });
      }
    }
    return controls.length > 0 ? [{ framework, title, controls, gaps }] : [];
  });
}

const byStrength = (a: { strength: Strength }, b: { strength: Strength }): number =>
  strengths.indexOf(a.strength) - strengths.indexOf(b.strength);
