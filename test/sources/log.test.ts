import { Log } from "../../sources/log";
import { previewProgram } from "../../sources/program";
import { SourceError } from "../../sources/snapshot";
import { program, removePrograms } from "./programs";

afterAll(removePrograms);

test("a message is kept once, with how often it came", () => {
  const log = new Log();
  for (const urn of ["urn:a", "urn:b"]) log.add("warning", "old", urn);
  expect(log.entries).toEqual([{ severity: "warning", message: "old", times: 2, urn: "urn:a" }]);
});

test("the error after any number of warnings is kept", () => {
  const log = new Log();
  for (let i = 0; i < 1_000; i++) log.add("warning", `warning ${i}`);
  log.add("error", "no luck");
  expect(log.entries.at(-1)?.message).toBe("no luck");
  expect(log.entries.length).toBeLessThan(1_000);
});

test("a secret that holds another is masked as a whole", () => {
  const log = new Log(["open", "open sesame"]);
  log.add("error", "open sesame, and open");
  expect(log.entries[0].message).toBe("[secret], and [secret]");
});

const SOURCE = `import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
const config = new pulumi.Config();
void pulumi.log.error(config.require("password") + " " + process.env.DEPLOY_TOKEN + " " + config.require("team"));
new aws.sns.Topic("t");
`;
const PROJECT = `name: test
runtime: nodejs
config:
  password: { type: string, secret: true }
  team: { type: string, default: audit }
`;

test("what turns out to be a secret is masked in earlier messages", () => {
  const log = new Log(["open"]);
  log.add("error", "open sesame");
  log.hide(["open sesame"]);
  expect(log.entries[0].message).toBe("[secret]");
});

test("what a program takes for a secret is masked, whatever it writes it to", async () => {
  const path = program({
    "index.ts": `import * as pulumi from "@pulumi/pulumi";
const config = new pulumi.Config();
config.requireSecretObject<{ login: string }>("database").apply(({ login }) => console.error(login, config.require("apiToken")));
setTimeout(() => process.exit(7), 500);
`,
  });
  const config = { database: '{ "login": "hunter2" }', apiToken: "token-of-somebody" };
  await expect(previewProgram({ path, stack: "dev", config })).rejects.toThrow(
    /code 7\. Its last output:\n {2}\[secret\] \[secret\]$/,
  );
});

test("an error that ends nothing is told, without the secrets that the program was given", async () => {
  process.env.DEPLOY_TOKEN = "token-of-somebody";
  const path = program({ "Pulumi.yaml": PROJECT, "index.ts": SOURCE });
  const snapshot = await previewProgram({
    path,
    stack: "dev",
    config: { password: "hunter2" },
    passEnv: ["DEPLOY_TOKEN"],
  });
  delete process.env.DEPLOY_TOKEN;
  expect(snapshot.log).toEqual([{ severity: "error", message: "[secret] [secret] audit", times: 1 }]);
});

test("neither does the reason of a failure show one, but the placeholder for it", async () => {
  const path = program({ "Pulumi.yaml": PROJECT, "index.ts": `${SOURCE}throw new Error(config.get("password"));\n` });
  const failure = async (config: Record<string, string>): Promise<string> => {
    const error: unknown = await previewProgram({ path, stack: "dev", config }).catch((thrown: unknown) => thrown);
    if (error instanceof SourceError) return error.message;
    throw error;
  };
  expect(await failure({ password: "hunter2" })).toMatch(/Error: \[secret\]/);
  expect(await failure({})).toMatch(/Error: placeholder-password/);
});
