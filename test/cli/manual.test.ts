import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseYaml } from "yaml";
import { commands } from "../../cli/commands";
import { completions } from "../../cli/completions";
import { manual } from "../../cli/manual";
import { help, parse } from "../../cli/options";
import { runHere } from "./in-process";

/** What people read about the command line, and what their shells know of it. */

const ROOT = join(__dirname, "../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

test("docs/cli.md is what `npm run docs` writes", () => expect(read("docs/cli.md")).toBe(manual(commands)));

test.each(commands.map((command) => [command.name, command] as const))(
  "%s --help: every option, in lines that fit",
  (_, command) => {
    const text = help(command);
    for (const name of Object.keys(command.options)) expect(text).toMatch(new RegExp(`^  --${name}\\b`, "m"));
    const before = text.replace(command.notes ?? "", "");
    expect(before.split("\n").filter((line) => line.length > 110)).toEqual([]);
    if (command.notes) expect(text).toContain(command.notes);
  },
);

/** Every command line of a text, without what a shell would make of the rest of its line. */
const commandLines = (text: string): string[] =>
  [
    ...text
      .replaceAll("\\\n", " ")
      .replace(/\$\[\[.*?\]\]/g, "x")
      .matchAll(/(?:npx (?:--yes )?|^\s*(?:- )?|entry: )trailwatch(?:@\S+)? ([a-z]+)\b([^\n|>&#;`)]*)/gm),
  ].map(([, name, rest]) => `${name} ${rest.split(/ {2,}/)[0].trim()}`.trim());

test.each(["README.md", "docs/ci.md", "docs/waivers.md", "templates/trailwatch.yml", ".pre-commit-hooks.yaml"])(
  "%s: every command line has a command and options that exist",
  (path) => {
    const lines = commandLines(read(path)).filter((line) => !line.includes("…"));
    expect(lines).not.toEqual([]);
    for (const line of lines) {
      const [name, ...words] = [...line.matchAll(/"[^"]*"|'[^']*'|\S+/g)].map(([word]) =>
        word.replace(/^["']|["']$/g, ""),
      );
      const command = commands.find((candidate) => candidate.name === name);
      expect([line, command?.name]).toEqual([line, name]);
      expect(() => command && parse(command, words)).not.toThrow();
    }
  },
);

test("the GitLab component: inputs that are used, reports that the command writes", () => {
  const [head, body] = read("templates/trailwatch.yml").split(/^---$/m);
  const { spec } = parseYaml(head);
  for (const name of Object.keys(spec.inputs)) expect(body).toContain(`$[[ inputs.${name} ]]`);
  const [job] = Object.values<{ script: string[]; artifacts: { reports: object } }>(parseYaml(body));
  expect(job.artifacts.reports).toEqual({
    junit: "trailwatch-report/junit.xml",
    codequality: "trailwatch-report/gl-code-quality.json",
  });
  expect(job.script.join()).toMatch(/--format \S*junit,gitlab/);
});

test("the hooks of pre-commit name what the package has", () => {
  const hooks: { id: string; entry: string; language: string }[] = parseYaml(read(".pre-commit-hooks.yaml"));
  expect(hooks.map(({ id, language }) => `${id} ${language}`)).toEqual(["trailwatch node", "trailwatch-waivers node"]);
  const { bin } = JSON.parse(read("package.json"));
  for (const { entry } of hooks) expect(Object.keys(bin)).toContain(entry.split(" ")[0]);
});

describe("completion", () => {
  const completed = (...words: string[]): string[] => {
    const script = `${completions.bash(commands)}
COMP_WORDS=(trailwatch "$@"); COMP_CWORD=$#; _trailwatch; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", script, "bash", ...words], { encoding: "utf8" });
    expect(stderr).toBe("");
    return stdout.split("\n").filter(Boolean);
  };
  test("bash: commands, options, choices", () => {
    expect(completed("wai")).toEqual(["waivers"]);
    expect(completed("check", "--fail")).toEqual(["--fail-on"]);
    expect(completed("check", "--fail-on", "")).toEqual(["critical", "high", "medium", "low", "none"]);
    expect(completed("check", "--fail-on", "h")).toEqual(["high"]);
  });
  test("bash: a path is left to the shell", () => expect(completed("check", "inf")).toEqual([]));
  test.each(["zsh", "fish"] as const)(
    "%s: every option of every command, and a script that the shell can read",
    (shell) => {
      const script = completions[shell](commands);
      for (const { options } of commands)
        for (const name of Object.keys(options)) expect(script).toMatch(shell === "zsh" ? `--${name}[` : `-l ${name} `);
      const { error, status, stderr } = spawnSync(shell, ["-n"], { input: script, encoding: "utf8" });
      if (!error) expect([status, stderr]).toEqual([0, ""]);
    },
  );
  test("quotes and brackets in a text do not end a word", () => {
    const odd = {
      name: "odd",
      usage: "",
      summary: "It's [odd]: so",
      options: { x: { help: "it's [odd] so" } },
      run: async () => 0,
    };
    expect(completions.zsh([odd])).toContain("'--x[it'\\''s \\[odd\\] so]'");
    expect(completions.fish([odd])).toContain("-d 'it'\\''s [odd] so'");
    expect(spawnSync("bash", ["-n"], { input: completions.bash([odd]), encoding: "utf8" }).status).toBe(0);
  });
  test("a shell that is not known", async () =>
    expect(await runHere(["completion", "tcsh"])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("bash, zsh, fish"),
    }));
});
