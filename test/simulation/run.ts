import { renderSimulation } from "../../report/simulation/terminal";
import { RecordReader } from "../../simulation/read/records";
import { simulate, watched, type Simulation } from "../../simulation/simulate";
import { Tally } from "../../simulation/tally";
import { stack, type Draft } from "../resources";

/** What a stack makes of these events. */
export function run(drafts: Draft[], events: object[]): Simulation {
  const graph = stack(drafts, true);
  const detections = watched(graph);
  const tally = new Tally(detections.map(({ watch }) => watch));
  const reader = new RecordReader(tally);
  reader.feed(Buffer.from(JSON.stringify(events)));
  reader.end();
  return simulate(graph, detections, tally.take());
}

const heading = {
  version: 1 as const,
  tool: { name: "trailwatch", version: "0" },
  simulatedAt: "2026-01-01T00:00:00Z",
  command: "",
  stack: { project: "shop", stack: "prod", origin: "state" as const, path: "state.json", assumptions: [] },
};
/** The simulation as people read it. */
export const shown = (simulation: Simulation): string =>
  renderSimulation({ ...heading, simulation }, { colour: false, width: 200 });
