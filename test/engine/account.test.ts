import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readState } from "../../sources/state";
import { Engine, PULUMI, type Finished } from "./engine";
import { eventsIn, Outcome } from "./outcome";
import { BUNDLED } from "./packs";
import { compare, judged } from "./parity";

/** The reference program at the command line, from its first preview until nothing is left of it. */

const ROOT = join(__dirname, "../..");
const PARTS = ["Pulumi.yaml", "tsconfig.json", "package.json", "components", "cost", "stacks"];

(PULUMI ? describe.each(["dev", "prod"]) : describe.skip.each(["dev", "prod"]))("the account program, %s", (stack) => {
  let engine: Engine;
  let project: string;
  let previewed: Outcome;
  const pulumi = (...args: string[]): Promise<Finished> => engine.run([...args, "-s", stack], project);
  const withPack = async (...args: string[]): Promise<Outcome> => {
    const log = join(engine.folder, "events.jsonl");
    const { code, stdout } = await pulumi(...args, "--policy-pack", BUNDLED, "--event-log", log);
    return new Outcome(code !== 0, stdout, eventsIn(readFileSync(log, "utf8")));
  };
  /** How many resources each operation befell. */
  const changes = ({ events }: Outcome): unknown =>
    events.map(({ summaryEvent }) => summaryEvent?.resourceChanges).find(Boolean);

  beforeAll(async () => {
    engine = await Engine.start();
    project = engine.project("account");
    for (const part of [...PARTS, `Pulumi.${stack}.yaml`])
      cpSync(join(ROOT, part), join(project, part), { recursive: true });
    await pulumi("stack", "init");
  });
  afterAll(() => engine?.stop());

  test("preview: every policy passes, and nothing is undecided", async () => {
    previewed = await withPack("preview");
    expect(previewed).toMatchObject({ failed: false, violations: [], errors: [] });
  });

  test("up: the state has the verdicts of the preview", async () => {
    const update = await withPack("up", "--yes", "--skip-preview");
    expect(update).toMatchObject({ failed: false, violations: [], errors: [] });
    const verdicts = judged(readState((await pulumi("stack", "export")).stdout, stack));
    for (const outcome of [previewed, update]) {
      const { compared, onlyEngine, onlyHere } = compare(verdicts, outcome);
      expect({ onlyEngine, onlyHere }).toEqual({ onlyEngine: [], onlyHere: [] });
      expect(compared).toBeGreaterThan(40);
    }
  });

  test("up again: nothing changes", async () => {
    const update = await withPack("up", "--yes", "--skip-preview", "--expect-no-changes");
    expect(update).toMatchObject({ failed: false, violations: [], errors: [] });
    expect(Object.keys(changes(update) as object)).toEqual(["same"]);
  });

  test("refresh: nothing has changed", async () => {
    expect(await pulumi("refresh", "--yes", "--skip-preview", "--expect-no-changes")).toMatchObject({ code: 0 });
  });

  test("destroy is refused until the protection is taken away, which a policy objects to", async () => {
    const refused = await pulumi("destroy", "--yes", "--skip-preview");
    expect(refused.code).not.toBe(0);
    expect(refused.stdout + refused.stderr).toContain("protect");
    await pulumi("config", "set", "trailwatch:protect", "false");
    const { violations } = await withPack("up", "--yes", "--skip-preview");
    expect([...new Set(violations.map(({ policy }) => policy))]).toEqual(["archive-protected"]);
    expect(await pulumi("destroy", "--yes", "--skip-preview")).toMatchObject({ code: 0 });
    const { deployment } = JSON.parse((await pulumi("stack", "export")).stdout);
    expect(deployment.resources ?? []).toEqual([]);
  });
});
