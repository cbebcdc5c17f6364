/** How much a policy says about a control, strongest first. None of them is compliance; an auditor decides that. */
export const strengths = ["direct", "partial", "supporting"] as const;

/**
 * `direct`: the policy tests what the control asks. `partial`: a part of it. `supporting`: it helps the control without testing
 * it.
 */
export type Strength = (typeof strengths)[number];

/**
 * What the settings of a stack can say about a control at most. `inherited`: AWS does it for its customers. `manual`: only people
 * and their documents show it. `not-evidenced`: nothing that we judge says anything about it.
 */
export type Evidence = Strength | "inherited" | "manual" | "not-evidenced";

export interface Control {
  /** What it asks of audit logging and monitoring, in our words: the texts belong to their publishers. */
  asks: string;
  most: Evidence;
  /** What no setting shows, or why nothing is evidenced. */
  rest?: string;
  /** How much the retained report of a run says by itself: that settings were checked, and what came of it. */
  report?: Strength;
}

export interface Framework<Id extends string = string> {
  /** With its version. */
  title: string;
  /** What a reader must know before quoting the framework. */
  note?: string;
  controls: Record<Id, Control>;
}

/** Exists so that the compiler infers the ids. */
export const framework = <Id extends string>(title: string, controls: Record<Id, Control>, note?: string) =>
  ({ title, controls, note }) satisfies Framework<Id>;

/** Settings can show all of it. */
export const shown = (asks: string): Control => ({ asks, most: "direct" });
/** Settings show a part. @param rest what they do not show */
export const partly = (asks: string, rest?: string): Control => ({ asks, most: "partial", rest });
/** Settings only help. @param rest what decides instead */
export const helped = (asks: string, rest?: string): Control => ({ asks, most: "supporting", rest });
export const inherited = (asks: string, rest: string): Control => ({ asks, most: "inherited", rest });
export const manual = (asks: string, rest: string): Control => ({ asks, most: "manual", rest });
export const notEvidenced = (asks: string, rest: string): Control => ({ asks, most: "not-evidenced", rest });

/** The retained report of a run is evidence by itself. @default as much as settings can show at most */
export const reported = (control: Control, strength?: Strength): Control => ({
  ...control,
  report: strength ?? (control.most as Strength),
});
