import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readState } from "../../sources/state";
import { Engine, PULUMI, type Finished } from "./engine";
import { InlineStack } from "./inline-stack";
import { eventsIn, Outcome } from "./outcome";
import { BUNDLED, SOURCE } from "./packs";
import { compare, judged } from "./parity";
import { chain } from "./programs";

/** What a person at the command line sees: exit codes, texts, and what is left behind. */

// In this order, whatever else runs at the same time: what is made before the group, the group, what would come after it.
const PROGRAM = `
import * as aws from "@pulumi/aws";
const archive = new aws.s3.Bucket("archive");
const alerts = new aws.sns.Topic("alerts");
const app = new aws.cloudwatch.LogGroup("app", { retentionInDays: 7 }, { dependsOn: [archive, alerts] });
new aws.cloudtrail.Trail("audit", { s3BucketName: archive.bucket }, { dependsOn: app });
`;

(PULUMI ? describe : describe.skip)("at the command line", () => {
  let engine: Engine;
  let project: string;
  const pulumi = (...args: string[]): Promise<Finished> => engine.run(args, project);
  const stack = async (name: string): Promise<void> => {
    expect(await pulumi("stack", "init", name)).toMatchObject({ code: 0 });
    writeFileSync(join(project, `Pulumi.${name}.yaml`), "config:\n  aws:region: eu-west-1\n");
  };
  const configuration = (name: string, text: object): string => {
    const file = join(project, `${name}.json`);
    writeFileSync(file, JSON.stringify(text));
    return file;
  };
  const resources = async (name: string): Promise<string[]> => {
    const { stdout } = await pulumi("stack", "export", "-s", name);
    const names = (JSON.parse(stdout).deployment.resources ?? []).map(({ urn }: { urn: string }) =>
      urn.split("::").at(-1),
    );
    // Siblings are made at the same time.
    return [...names.slice(0, 2), ...names.slice(2).sort()];
  };

  beforeAll(async () => {
    engine = await Engine.start();
    project = engine.project("shop", {
      "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
      "package.json": "{}",
      "index.ts": PROGRAM,
    });
    await stack("dev");
  });
  afterAll(() => engine?.stop());

  test("preview with a mandatory violation: exit code 1, and the violations by policy", async () => {
    const { code, stdout } = await pulumi("preview", "-s", "dev", "--policy-pack", BUNDLED);
    expect(stdout).toMatch(/Policies:\n\s+❌ trailwatch@v\S+ \(local: /);
    expect(stdout).toMatch(
      /- \[mandatory\] \[severity: medium\]  log-group-retention  \(aws:cloudwatch\/logGroup:LogGroup: app\)\n\s+Log groups keep their events long enough\n\s+events expire after 7 days; 365 are required\n/,
    );
    expect(code).toBe(1);
  });

  test("preview with advice only: exit code 0", async () => {
    const advisory = configuration("advisory", { all: "advisory" });
    const { code, stdout } = await pulumi(
      "preview",
      "-s",
      "dev",
      "--policy-pack",
      BUNDLED,
      "--policy-pack-config",
      advisory,
    );
    expect(stdout).toContain("[advisory] [severity: medium]  log-group-retention");
    expect(code).toBe(0);
  });

  test("the pack from source says what the bundled one says", async () => {
    const [bundled, source] = [BUNDLED, SOURCE].map(async (pack, i) => {
      const log = join(project, `events-${i}.jsonl`);
      const { code, stdout } = await pulumi("preview", "-s", "dev", "--policy-pack", pack, "--event-log", log);
      return new Outcome(code !== 0, stdout, eventsIn(readFileSync(log, "utf8")));
    });
    const said = async (outcome: Promise<Outcome>): Promise<object> => {
      const { errors, failed, violations, passed } = await outcome;
      return { errors, failed, violations, passed };
    };
    expect(await said(source)).toEqual(await said(bundled));
    expect((await bundled).violations.length).toBeGreaterThan(5);
  });

  test("up with a mandatory violation stops at its preview: nothing is made", async () => {
    await stack("stopped");
    expect((await pulumi("up", "--yes", "-s", "stopped", "--policy-pack", BUNDLED)).code).toBe(1);
    expect(await resources("stopped")).toEqual([]);
  });

  test("up without its preview refuses the resource alone, and judges the stack no more", async () => {
    await stack("skipped");
    const { code, stdout } = await pulumi("up", "--yes", "--skip-preview", "-s", "skipped", "--policy-pack", BUNDLED);
    expect(code).toBe(1);
    expect(await resources("skipped")).toEqual(["shop-skipped", "default_7_48_0", "alerts", "archive"]);
    expect(stdout.match(/\[(mandatory|advisory)\].*/g)).toEqual([
      "[mandatory] [severity: medium]  log-group-retention  (aws:cloudwatch/logGroup:LogGroup: app)",
    ]);
  });

  test("policy analyze judges an imported state as we do", async () => {
    const deployed = await InlineStack.create(engine, "deployed");
    await deployed.up(chain);
    const state = (await deployed.export()).replaceAll("urn:pulumi:deployed::", "urn:pulumi:imported::");
    writeFileSync(join(project, "state.json"), state);
    await stack("imported");
    expect(await pulumi("stack", "import", "-s", "imported", "--file", join(project, "state.json"))).toMatchObject({
      code: 0,
    });
    const { code, stdout } = await pulumi("policy", "analyze", "-s", "imported", "--policy-pack", BUNDLED, "--json");
    const outcome = new Outcome(code !== 0, stdout, eventsIn(stdout));
    const { onlyEngine, onlyHere } = compare(judged(readState(state, "state.json")), outcome);
    expect(onlyEngine).toEqual([]);
    // Its JSON tells of violations only.
    expect(onlyHere.filter((line) => !/^\S+ passed /.test(line))).toEqual([]);
    expect(outcome.violations.length).toBeGreaterThan(3);
    expect(code).toBe(1);
  });

  test("a pack without its packages is refused with a sentence, and nothing hangs", async () => {
    const pack = join(engine.folder, "bare");
    mkdirSync(pack);
    writeFileSync(join(pack, "PulumiPolicy.yaml"), "runtime: nodejs\n");
    const { code, stderr, stdout } = await pulumi("preview", "-s", "dev", "--policy-pack", pack);
    expect(stdout + stderr).toContain("run npm install there");
    expect(code).not.toBe(0);
  });
});
