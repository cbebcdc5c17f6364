import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Engine, PULUMI } from "./engine";
import { SHIPPED } from "./packs";

/** README's section "With Pulumi", line by line, in a project that has the package installed. */

const README = readFileSync(join(__dirname, "../../README.md"), "utf8");
const [section] = README.split("## With Pulumi")[1].split("\n## ");
const block = (language: string): string =>
  new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(section)?.[1].trim() ?? "";
const commands = block("sh").split("\n");

const PROGRAM = `
import * as aws from "@pulumi/aws";
new aws.cloudwatch.LogGroup("app", { retentionInDays: 365 });
`;

(PULUMI ? describe : describe.skip)("README, with Pulumi", () => {
  let engine: Engine;
  let project: string;
  beforeAll(async () => {
    engine = await Engine.start();
    project = engine.project("readme", { "index.ts": PROGRAM, "package.json": "{}" });
    writeFileSync(join(project, "Pulumi.yaml"), "name: readme\nruntime: nodejs\n");
    writeFileSync(join(project, "Pulumi.dev.yaml"), "config:\n  aws:region: eu-west-1\n");
    writeFileSync(join(project, "trailwatch.json"), block("json"));
    expect(await engine.run(["stack", "init", "dev"], project)).toMatchObject({ code: 0 });
    // The folder of packages is this repository's, which cannot hold itself; the pack lies where the package would.
    const pack = join(engine.folder, "projects/packages/trailwatch/dist/policy-pack");
    mkdirSync(pack, { recursive: true });
    cpSync(SHIPPED, pack, { recursive: true });
    symlinkSync(join(__dirname, "../../node_modules"), join(engine.folder, "projects/packages/node_modules"));
  });
  afterAll(() => engine?.stop());

  test("has a command for a preview and one for an update", () => {
    expect(commands.map((command) => command.split(" ").slice(0, 2).join(" "))).toEqual([
      "pulumi preview",
      "pulumi up",
    ]);
  });

  test.each(commands)("%s", async (command) => {
    const [, ...words] = command.replaceAll("node_modules/trailwatch", "../packages/trailwatch").split(" ");
    const { code, stdout } = await engine.run(words.concat("-s", "dev", words[0] === "up" ? ["--yes"] : []), project);
    expect(stdout).toContain("❌ trailwatch@v");
    // A stack without a trail fails; 365 days are enough for the pack, and not for the configuration.
    expect(stdout).toContain("[mandatory] [severity: critical]  trail-exists");
    expect(/events expire after 365 days; 400 are required/.test(stdout)).toBe(command.includes("trailwatch.json"));
    expect(code).toBe(1);
  });
});
