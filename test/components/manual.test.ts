import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import { Config } from "@pulumi/pulumi";
import ts from "typescript";
import * as components from "../../components";
import { deploy } from "./deploy";

/** What people read about the components: every example is run as it is written, and every name in the tables exists. */

const ROOT = join(__dirname, "../..");
const read = (page: string): string => readFileSync(join(ROOT, page), "utf8");

interface Example {
  readonly page: string;
  readonly heading: string;
  readonly code: string;
}

/** The parts of a page's programs, each with the heading that it stands under. An ellipsis stands for what is of no interest. */
const examplesOf = (page: string): Example[] =>
  read(page)
    .split(/^## /m)
    .flatMap((section) =>
      [...section.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => ({
        page,
        heading: section.split("\n", 1)[0].replace(/^# /, ""),
        code: code.replaceAll(/, …| …/g, ""),
      })),
    );

const EXAMPLES = [...examplesOf("docs/components.md"), ...examplesOf("docs/monitoring.md")];

/** What an example takes for granted, made when it is asked for. */
const PREAMBLE = `
  const config = new Config();
  const role = new aws.iam.Role("orders", { assumeRolePolicy: "{}" });
  const patients = new aws.s3.Bucket("patients", {});
  const key = new AuditKey("shared", { trailNames: ["shared"] });
  const alerts = new AlertRouter("shared", { kmsKeyArn: key.arn, email: ["oncall@example.com"] });
  const alarmActions = alerts.actionsFor("warning");
  const archive = new LogArchive("shared", { trailNames: ["shared"], kmsKeyArn: key.arn });
  const trail = new AuditTrail("shared", { archive, kmsKeyArn: key.arn, alarmActions });
  const baseline = { alerts, trail };
  const monitor = new ResourceMonitor("shared", { router: alerts });
  const database = new aws.rds.Instance("db", { engine: "mysql", instanceClass: "db.m6g.large", performanceInsightsEnabled: true });
  const queue = new aws.sqs.Queue("q", {});
`;

/** Example after example in a scope of its own, where it may call what is there already by another name. */
const program = ({ code }: Example): string => `${PREAMBLE}{\n${code}\n}`;

const scope: Record<string, unknown> = { ...components, aws, Config };
const EMPTY = { secrets: () => undefined };

test("there is an example of each component in the pages' table", () => {
  const table =
    read("docs/components.md")
      .match(/^\| \[`.*$/gm)
      ?.join("\n") ?? "";
  const listed = [...table.matchAll(/\[`(\w+)`\]/g)].map(([, name]) => name);
  expect(EXAMPLES.filter(({ page }) => page === "docs/components.md").map(({ heading }) => heading)).toEqual(listed);
});

test.each(EXAMPLES.map((example) => [`${example.page}, ${example.heading}`, example] as const))(
  "%s",
  async (_, example) => {
    const { outputText } = ts.transpileModule(program(example), {
      compilerOptions: { target: ts.ScriptTarget.ES2022 },
    });
    const run = new Function(...Object.keys(scope), outputText);
    const secret = jest.spyOn(Config.prototype, "requireSecret").mockReturnValue(EMPTY as never);
    const before = (await deploy(() => new Function(...Object.keys(scope), PREAMBLE)(...Object.values(scope))))
      .resources;
    const made = await deploy(() => run(...Object.values(scope)));
    secret.mockRestore();
    expect(made.resources.length).toBeGreaterThan(before.length);
  },
);

/** Every word of the components and of what judges and tells of them. */
const words = new Set(
  ["components", "components/monitors", "components/detections", "policies/changes", "policies/iam"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
      .flatMap(({ name }) => [...read(`${folder}/${name}`).matchAll(/[\w-]+/g)].map(([word]) => word)),
  ),
);

/** The rows of the tables below a heading: what is wanted, and what answers it. */
const rowsBelow = (heading: string): [wanted: string, answer: string][] => {
  const page = read("docs/components.md");
  const section = page.slice(page.indexOf(`\n## ${heading}`) + 4).split(/^## /m)[0];
  return section
    .split("\n")
    .filter((line) => /^\| (?!-)/.test(line))
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .filter(([, wanted]) => wanted !== "Wanted" && wanted !== "Here")
    .map(([, wanted, answer]) => [wanted, answer]);
};

test("the examples have the types that they should", () => {
  const names = Object.keys(components).join(", ");
  const blocks = EXAMPLES.map(program).map((code) => `{\n${code}\n}`);
  const file = join(ROOT, "test/components/examples-of-the-pages.ts");
  const text = [
    'import * as aws from "@pulumi/aws";',
    'import { Config } from "@pulumi/pulumi";',
    `import { ${names} } from "../../components";`,
    ...blocks,
  ].join("\n");
  const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), (path) => readFileSync(path, "utf8"));
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, ROOT);
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest);
  const checked = ts.createProgram([file], { ...options, noEmit: true, noUnusedLocals: false }, host);
  const found = checked.getSemanticDiagnostics(checked.getSourceFile(file));
  expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
});

test.each(rowsBelow("What other modules offer, and where it is here"))(
  "%s: is provided by something that there is, or is not for a reason",
  (_, answer) => {
    const named = [...answer.matchAll(/`([^`]+)`/g)].flatMap(([, code]) => code.match(/[A-Za-z_][\w-]*/g) ?? []);
    if (/^(none|not yet)\b/.test(answer)) expect(answer).toMatch(/^(none|not yet): .{20}/);
    else if (!/always|not to be|one state|300 seconds|^0|switched off/.test(answer))
      expect(named.length).toBeGreaterThan(0);
    const AWS = /^(aws|s3|BucketNotification|BucketReplicationConfig|false|true)$/;
    expect(named.filter((name) => !words.has(name) && !AWS.test(name))).toEqual([]);
  },
);

test("eighteen things that no other module has", () => {
  const rows = rowsBelow("What we found in none of them");
  expect(rows).toHaveLength(18);
  for (const [, where] of rows) expect(where).toMatch(/`\w+|every component/);
});
