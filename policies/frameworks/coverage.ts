import type { Policy } from "../policy";
import { frameworks, type ControlId, type ControlLink, type FrameworkId } from "./controls";
import { strengths, type Control, type Evidence, type Strength } from "./framework";

export interface CoveredControl {
  id: ControlId;
  /** Without the framework. */
  number: string;
  control: Control;
  /** Strongest first. */
  by: { policy: Policy; link: ControlLink }[];
  /** The strongest evidence, or why there is none; `missing` when nobody said why. */
  evidence: Evidence | "missing";
}

/** What evidences each control of a framework. */
export function coverageOf(framework: FrameworkId, policies: readonly Policy[]): CoveredControl[] {
  const controls: [string, Control][] = Object.entries(frameworks[framework].controls);
  return controls.map(([number, control]) => {
    const id = `${framework}/${number}` as ControlId;
    const by = policies
      .flatMap((policy) =>
        policy.controls
          .filter((link: ControlLink) => link.control === id)
          .map((link: ControlLink) => ({ policy, link })),
      )
      .sort((a, b) => strengths.indexOf(a.link.strength) - strengths.indexOf(b.link.strength));
    return {
      id,
      number,
      control,
      by,
      evidence: strongest(
        by.map(({ link }) => link.strength),
        control,
      ),
    };
  });
}

function strongest(given: Strength[], { most, report }: Control): Evidence | "missing" {
  const best = strengths.find((strength) => given.includes(strength) || report === strength);
  if (best) return best;
  return (strengths as readonly string[]).includes(most) ? "missing" : most;
}

/** Why the evidence is as strong as it is. */
export function reasonOf({ control, by, evidence }: Pick<CoveredControl, "control" | "by" | "evidence">): string {
  if (evidence === "missing") return "no policy judges it yet";
  if (by.length === 0 && control.report)
    return `the retained report of a run${control.rest ? `; not shown: ${control.rest}` : ""}`;
  if (by.length === 0) return control.rest ?? "";
  if (evidence === "direct") return "settings show it";
  return control.rest ? `not shown: ${control.rest}` : "the policies test less than the control asks";
}
