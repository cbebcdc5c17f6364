import { previewProgram, type PreviewOptions } from "../../sources/program";
import type { Snapshot } from "../../sources/snapshot";
import { assumed, program, removePrograms, resource } from "./programs";

afterAll(removePrograms);

const preview = (source: string, options: Partial<PreviewOptions> = {}): Promise<Snapshot> =>
  previewProgram({
    path: program({ "index.ts": `import * as aws from "@pulumi/aws";\n${source}` }),
    stack: "dev",
    ...options,
  });

const REQUIRED = `const needed = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(\`\${name} is not set\`);
  return value;
};
`;

test("variables that a program names when it fails get placeholders, one after the other", async () => {
  const snapshot = await preview(
    `${REQUIRED}new aws.sns.Topic(needed("CI_TEAM"), { displayName: needed("CI_STAGE") });\n`,
  );
  expect(resource(snapshot, "placeholder-ci-team").values.displayName).toBe("placeholder-ci-stage");
  expect(assumed(snapshot)).toEqual(expect.arrayContaining(["configuration CI_STAGE", "configuration CI_TEAM"]));
});

test("one that it does not name counts where its own code asks for it", async () => {
  const snapshot = await preview('new aws.sns.Topic("t", { displayName: process.env.CI_ZONES!.split(",")[0] });\n');
  expect(resource(snapshot, "t").values.displayName).toBe("placeholder-ci-zones");
});

test("a program that does without keeps doing without", async () => {
  const snapshot = await preview(`process.env.MINE = "1";
delete process.env.MINE;
new aws.sns.Topic("t", { displayName: [process.env.CI_TEAM, "CI_TEAM" in process.env, process.env.MINE, { ...process.env }.PATH !== ""].join() });
`);
  expect(resource(snapshot, "t").values.displayName).toBe(",false,,true");
  expect(assumed(snapshot).filter((assumption) => assumption.startsWith("configuration"))).toEqual([]);
});

test("where placeholders do not help, they are named", async () => {
  const options = { strictConfig: false };
  const source = `${REQUIRED}if (needed("CI_STAGE") !== "prod") throw new Error("CI_STAGE is no stage");\n`;
  await expect(preview(source, options)).rejects.toThrow(
    /CI_STAGE is no stage[^]*placeholders for CI_STAGE; give real values with --pass-env/,
  );
});

test("strict configuration assumes none", async () => {
  const source = `${REQUIRED}new aws.sns.Topic(needed("CI_TEAM"));\n`;
  await expect(preview(source, { strictConfig: true })).rejects.toThrow(/CI_TEAM is not set/);
});
