import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { previewProgram } from "../../sources/program";
import { compare } from "../golden/compare";
import { unexplained } from "../golden/differences";
import { installed, PRESENT, REQUIRED } from "../programs-of-others";
import { Engine, PULUMI } from "./engine";
import { golden } from "./golden";
import { BUNDLED } from "./packs";

/**
 * Programs that nobody here wrote, in the engine and offline. Left out are those that need another plugin (`awsx`), another stack's
 * outputs, or that do not run at all.
 */
const programs: Record<string, Record<string, string>> = {
  "aws-ts-webserver": {},
  "aws-ts-s3-lambda-copyzip": {},
  "aws-ts-static-website": { targetDomain: "www.example.com", pathToWebsiteContents: "./www", includeWWW: "true" },
  "aws-ts-wordpress-fargate-rds": {},
};

((PRESENT || REQUIRED) && PULUMI ? describe : describe.skip)("in the engine and offline", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await Engine.start();
  });
  afterAll(() => engine?.stop());

  test.each(Object.entries(programs))("%s: every difference has a reason", async (name, settings) => {
    const program = installed(name);
    const folder = join(engine.folder, "projects", name);
    cpSync(program, folder, { recursive: true, filter: (path) => basename(path) !== "node_modules" });
    symlinkSync(join(program, "node_modules"), join(folder, "node_modules"));
    const lines = Object.entries(settings).map(([key, value]) => `  ${name}:${key}: "${value}"\n`);
    writeFileSync(join(folder, "Pulumi.dev.yaml"), `config:\n  aws:region: us-east-1\n${lines.join("")}`);
    expect(await engine.run(["stack", "select", "--create", "dev"], folder)).toMatchObject({ code: 0 });
    const recording = join(engine.folder, `${name}.grpc`);
    const preview = ["preview", "-s", "dev", "--policy-pack", BUNDLED];
    const { stdout } = await engine.run(preview, folder, { PULUMI_DEBUG_GRPC: recording });
    expect(stdout).not.toContain("errored");

    const { resources } = await previewProgram({ path: folder, stack: "dev" });
    const { same, differences } = compare(golden(readFileSync(recording, "utf8")), resources);
    expect(unexplained(differences)).toEqual([]);
    expect(same).toBeGreaterThan(differences.length);
  });
});
