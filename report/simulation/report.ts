import type { ExplainedDetection } from "../../simulation/explain";
import type { Simulation } from "../../simulation/simulate";
import type { JudgedStack } from "../report";

/** What both reports of a simulation begin with. A field that goes away or changes its meaning raises `version`. */
interface Heading {
  version: 1;
  tool: { name: string; version: string };
  /** ISO 8601, UTC. */
  simulatedAt: string;
  /** The command to repeat the run with; values that must not be shown are masked already. */
  command: string;
  stack: Pick<JudgedStack, "project" | "stack" | "origin" | "path" | "region" | "account" | "assumptions">;
}

/** What the detections of a stack make of logs. */
export interface SimulationReport extends Heading {
  simulation: Simulation;
}

/** What they make of one event. */
export interface ExplanationReport extends Heading {
  file: string;
  record: Record<string, unknown>;
  detections: ExplainedDetection[];
}

/** As CloudTrail writes it. @param time milliseconds since 1970 */
export const shownTime = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
