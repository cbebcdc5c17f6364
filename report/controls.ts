import type { Status } from "../policies/evaluate";
import {
  frameworks,
  type ControlId,
  type ControlLink,
  type FrameworkId,
  type Strength,
} from "../policies/frameworks/controls";
import type { JudgedPolicy, Report } from "./report";
import { countByPolicy, standing, worst } from "./summary";

/** What the frameworks are called where room is short, the most asked for first. The newest CIS goes without its version. */
const shortNames: Record<FrameworkId, string> = {
  "cis-aws-7.0.0": "CIS",
  "cis-aws-5.0.0": "CIS 5.0",
  "cis-aws-3.0.0": "CIS 3.0",
  "cis-aws-1.4.0": "CIS 1.4",
  "pci-dss-4.0.1": "PCI",
  "nist-800-53-r5": "NIST",
  hipaa: "HIPAA",
  "soc2-2017": "SOC 2",
  "iso-27001-2022": "ISO 27001",
  "aws-security-hub": "Security Hub",
};

const frameworkOrder = Object.keys(shortNames) as FrameworkId[];

/** The same for all versions of one benchmark. */
export const familyOf = (framework: FrameworkId): string => shortNames[framework].split(" ")[0];

/** Strongest first. */
const strengths: readonly Strength[] = ["direct", "partial", "supporting"];

export function splitControl(id: ControlId): { framework: FrameworkId; control: string } {
  const slash = id.indexOf("/");
  return { framework: id.slice(0, slash) as FrameworkId, control: id.slice(slash + 1) };
}

/** By framework, then strength. */
export const byImportance = (a: ControlLink, b: ControlLink): number =>
  frameworkOrder.indexOf(splitControl(a.control).framework) -
    frameworkOrder.indexOf(splitControl(b.control).framework) ||
  strengths.indexOf(a.strength) - strengths.indexOf(b.strength);

/** At most `most` controls, such as `CIS 5.3` and `PCI 10.2.1`: the strongest of each framework, one version of CIS. */
export function shortControls(controls: readonly ControlLink[], most = 3): string[] {
  const families = new Map<string, string>();
  for (const { control } of [...controls].sort(byImportance)) {
    const { framework, control: number } = splitControl(control);
    if (!families.has(familyOf(framework))) families.set(familyOf(framework), `${shortNames[framework]} ${number}`);
  }
  return [...families.values()].slice(0, most);
}

export interface EvidencedControl {
  control: string;
  by: { policy: JudgedPolicy; strength: Strength; standing: Status }[];
  standing: Status;
}

export interface EvidencedFramework {
  framework: FrameworkId;
  title: string;
  controls: EvidencedControl[];
}

/** For every framework, which control is evidenced by which of the judged policies, and how these policies stand. */
export function controlsByFramework(report: Report): EvidencedFramework[] {
  const countsOf = countByPolicy(report);
  const found = new Map<string, EvidencedControl["by"]>();
  for (const policy of report.policies) {
    if (policy.level === "disabled") continue;
    for (const { control, strength } of policy.controls) {
      const by = { policy, strength, standing: standing(countsOf(policy.id)) };
      const others = found.get(control);
      if (others) others.push(by);
      else found.set(control, [by]);
    }
  }
  return frameworkOrder.flatMap((framework) => {
    const controls = frameworks[framework].controls.split(" ").flatMap((control) => {
      const by = found.get(`${framework}/${control}`);
      return by ? [{ control, by: by.sort(byStrength), standing: worst(by.map((each) => each.standing)) }] : [];
    });
    return controls.length > 0 ? [{ framework, title: frameworks[framework].title, controls }] : [];
  });
}

const byStrength = (a: { strength: Strength }, b: { strength: Strength }): number =>
  strengths.indexOf(a.strength) - strengths.indexOf(b.strength);
