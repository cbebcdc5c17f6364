import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { stringify } from "yaml";
import { Engine, PULUMI, type Finished } from "./engine";
import { BUNDLED } from "./packs";

/** The pack under `pulumi preview` goes by the waivers of the project that is deployed. */

const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
const waiver = {
  id: "WVR-1",
  policies: ["log-group-retention"],
  targets: ["urn:pulumi:dev::waived::aws:cloudwatch/logGroup:LogGroup::app"],
  kind: "temporary",
  reason: "The group goes away with the old cluster.",
  owner: "platform-team",
  approver: "jane.doe",
  approvedOn: day(-10),
  ticket: "SEC-1",
  expiresOn: day(10),
};
const absence = {
  ...waiver,
  id: "WVR-2",
  policies: ["trail-exists"],
  targets: ["urn:pulumi:dev::waived::pulumi:pulumi:Stack::waived-dev"],
};

(PULUMI ? describe : describe.skip)("waivers in the engine", () => {
  let engine: Engine;
  let project: string;
  const write = (name: string, ...waivers: object[]): string => {
    writeFileSync(join(project, name), stringify({ version: 1, waivers }, { aliasDuplicateObjects: false }));
    return join(project, name);
  };
  const preview = (env: NodeJS.ProcessEnv = {}): Promise<Finished> =>
    engine.run(
      ["preview", "-s", "dev", "--policy-pack", BUNDLED, "--policy-pack-config", join(project, "config.json")],
      project,
      env,
    );

  beforeAll(async () => {
    engine = await Engine.start();
    project = engine.project("waived", {
      "Pulumi.yaml": "name: waived\nruntime: nodejs\n",
      "package.json": "{}",
      "index.js": 'const aws = require("@pulumi/aws");\nnew aws.cloudwatch.LogGroup("app", { retentionInDays: 7 });\n',
      "config.json": JSON.stringify({
        all: "disabled",
        "log-group-retention": "mandatory",
        "trail-exists": "mandatory",
      }),
    });
    expect(await engine.run(["stack", "init", "dev"], project)).toMatchObject({ code: 0 });
    writeFileSync(join(project, "Pulumi.dev.yaml"), "config:\n  aws:region: eu-west-1\n");
  });
  afterAll(() => engine?.stop());

  test("waivers.yaml beside Pulumi.yaml: a resource and an absence are advice, and nothing fails", async () => {
    write("waivers.yaml", waiver, absence);
    const { code, stdout } = await preview();
    expect(stdout).toContain(`waived by WVR-1 until ${day(10)} (platform-team, SEC-1): events expire after 7 days`);
    expect(stdout).toContain("waived by WVR-2");
    expect(stdout).not.toContain("[mandatory]");
    expect(code).toBe(0);
  });

  test("TRAILWATCH_WAIVERS names another file; what ended fails again", async () => {
    const ended = { ...waiver, approvedOn: day(-60), expiresOn: day(-1) };
    const { code, stdout } = await preview({ TRAILWATCH_WAIVERS: write("ended.yaml", ended, absence) });
    expect(stdout).toContain(`events expire after 7 days; 365 are required; waiver WVR-1 expired on ${day(-1)}`);
    expect(code).toBe(1);
  });

  test("mistakes in the file stop the preview before anything is judged", async () => {
    const wrong = write("wrong.yaml", { ...waiver, approver: "platform-team", expiresOn: "never" });
    const { code, stdout, stderr } = await preview({ TRAILWATCH_WAIVERS: wrong });
    expect(`${stdout}${stderr}`).toContain("2 things are wrong");
    expect(code).toBe(1);
  });
});
