import { join } from "node:path";
import type { ResourceRecord } from "../../policies/graph/resource";
import { previewProgram } from "../../sources/program";
import type { Snapshot } from "../../sources/snapshot";
import { edited, type Edit } from "../mutate";
import { accountMutations } from "../mutations";
import { Engine, PULUMI } from "./engine";
import { InlineStack } from "./inline-stack";
import { BUNDLED } from "./packs";
import { compare, judged } from "./parity";
import { replay } from "./replay";

/** The account stack, broken one link at a time: a preview of the engine with the pack, and what `trailwatch check` says. */

(PULUMI ? describe : describe.skip)("the account stack in the engine", () => {
  let engine: Engine;
  let stack: InlineStack;
  let healthy: Snapshot;
  let compared = 0;
  let differed = 0;
  beforeAll(async () => {
    engine = await Engine.start();
    // What watches the same events once more makes each run three times as long, and is broken in no way of its own.
    const config = { "trailwatch:detections": "cis", "trailwatch:regions": "eu-west-1" };
    // No preview of the engine knows a name that AWS decides.
    healthy = await previewProgram({ path: join(__dirname, "../.."), stack: "dev", config, madeUpNames: false });
    stack = await InlineStack.create(engine, healthy.stack, healthy.project);
  });
  afterAll(() => {
    engine?.stop();
    process.stdout.write(`verdicts on mutations compared with the engine: ${compared}, differed: ${differed}\n`);
  });

  /** The policies that refuse the stack, when the engine says of it what we say. */
  async function refusing(resources: ResourceRecord[]): Promise<string[]> {
    const outcome = await stack.preview(replay(resources), { pack: BUNDLED });
    const verdicts = judged({ ...healthy, resources });
    const { compared: count, onlyEngine, onlyHere } = compare(verdicts, outcome);
    compared += count;
    differed += onlyEngine.length + onlyHere.length;
    expect({ onlyEngine, onlyHere }).toEqual({ onlyEngine: [], onlyHere: [] });
    const levels = outcome.violations.map(({ level }) => level);
    expect([outcome.failed, outcome.errors]).toEqual(
      levels.includes("mandatory") ? [true, ["preview failed"]] : [false, []],
    );
    return [...new Set(outcome.violations.map(({ policy }) => policy))];
  }

  test("healthy", async () => {
    expect(await refusing(healthy.resources)).toEqual([]);
  });

  const breaks = Object.entries(accountMutations).flatMap(([policy, edits]) =>
    Object.entries(edits).map(([what, edit]): [string, string, Edit] => [policy, what, edit]),
  );
  // An engine waits more than it works: several at once take half the time.
  test.concurrent.each(breaks)("%s: %s", async (policy, _, edit) => {
    expect(await refusing(edited(healthy.resources, edit))).toEqual([policy]);
  });
});
