import type { Estimate } from "../../cost/estimate";
import type { JudgedStack, Report } from "../report";

/** An estimate with where it comes from. */
export interface CostReport {
  version: 1;
  tool: Report["tool"];
  estimatedAt: string;
  command: string;
  estimates: readonly Estimate[];
  /** What the sources assumed about the stacks. */
  sources: readonly Pick<JudgedStack, "project" | "stack" | "origin" | "path" | "region">[];
}
