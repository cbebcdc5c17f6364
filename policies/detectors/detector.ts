import type { ControlLink } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import type { Kind, Resource } from "../graph/resource";
import { evidence, fail, notApplicable, pass, policy, type Parameter, type Policy, type Severity } from "../policy";

/** A service that watches the account beside its trail: one setting of what switches it on. */
export interface Detector<P> {
  id: string;
  title: string;
  severity: Severity;
  description: string;
  remediation: string;
  controls: readonly ControlLink[];
  pages: readonly string[];
  about: Kind<P>;
  /** `some`: one good one is enough for the stack. @default "every" */
  holds?: "every" | "some";
  /** What an auditor would look at. */
  property: keyof P & string;
  /** What is wrong with one that the stack declares. */
  fault(subject: Resource<P>, graph: Graph): string | undefined;
}

/** Such services are switched on once an account, so that a stack without one is a finding only where it is asked for. */
export const required: Parameter<boolean> = {
  description: "Whether a stack without one is a finding: for the stack that sets up the account.",
  default: false,
  source: "detective services are switched on once for each account and region, not by each stack",
  schema: { type: "boolean" },
};

export const detector = <P>({ fault, property, ...about }: Detector<P>): Policy =>
  policy({
    ...about,
    parameters: { required },
    check(subject: Resource<P>, graph) {
      const wrong = fault(subject, graph);
      if (wrong) subject.undecidedIfRead();
      return wrong ? fail(wrong, evidence(subject, property)) : pass(evidence(subject, property));
    },
    none: (_, settings) =>
      settings.required
        ? fail(`the stack sets up the account and has no ${about.about.noun}`)
        : notApplicable(`the stack has no ${about.about.noun}, and nobody asked for one`),
  });
