import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { parse } from "yaml";
import { profileNames } from "../../policies/profiles/profiles";
import { PROJECT_FILES } from "../../sources/detect";
import { readText, writeText } from "../files";
import {
  githubWorkflow,
  gitlabPipeline,
  packageTools,
  pipelines,
  settings,
  SETTINGS,
  waivers,
  type PackageTool,
  type Pipeline,
  type Project,
} from "../init-files";
import type { Command, Given } from "../options";
import { Problem } from "../problem";
import { WAIVERS } from "../waivers";

declare const TRAILWATCH_VERSION: string;

export const init: Command = {
  name: "init",
  usage: "[PATH]",
  summary:
    "Brings TrailWatch into a Pulumi project: settings, waivers and a pipeline. Shows what it writes, and leaves every file alone that is there.",
  options: {
    ci: {
      value: "NAME",
      choices: pipelines,
      help: "the pipeline to write (gitlab beside a .gitlab-ci.yml, else github)",
    },
    profile: { value: "NAME", choices: profileNames, repeatable: true, help: "settings as a framework wants them" },
    "dry-run": { help: "show the files without writing them" },
  },
  notes: `Examples
  trailwatch init                             the project in this folder, with a workflow for GitHub
  trailwatch init infra --profile pci --dry-run

Exit codes: 0 fine, also where everything was there already · 2 no Pulumi project here`,

  async run(given) {
    const folder = given.paths[0] ?? ".";
    const file = PROJECT_FILES.map((name) => join(folder, name)).find((path) => existsSync(path));
    if (!file) throw new Problem(`${folder}: no Pulumi project here. Expected a folder with a Pulumi.yaml.`);
    const root = rootOf(folder);
    const project = projectOf(file, root, given);
    const said = filesFor(project, pipelineOf(given, root)).map(({ path, text, add }) => {
      const shown = relative(".", join(root, path)) || path;
      if (existsSync(join(root, path)))
        return `${shown}: is there, left as it is${add ? `; add to it:\n${add}` : ""}\n`;
      if (!given.has("dry-run")) writeText(root, path, text);
      return diffOf(shown, text);
    });
    process.stdout.write(`${said.join("\n")}\n${nextSteps(project)}`);
    return 0;
  },
};

interface NewFile {
  /** From the repository's root. */
  path: string;
  text: string;
  /** What to add to the file where there is one. */
  add?: string;
}

function filesFor(project: Project, pipeline: Pipeline): NewFile[] {
  const beside = (name: string): string => (project.folder === "." ? name : `${project.folder}/${name}`);
  const gitlab = gitlabPipeline(project);
  const ofPipeline: Record<Pipeline, NewFile[]> = {
    github: [{ path: ".github/workflows/trailwatch.yml", text: githubWorkflow(project) }],
    gitlab: [{ path: ".gitlab-ci.yml", text: gitlab, add: gitlab }],
    none: [],
  };
  return [
    { path: beside(SETTINGS), text: settings(project) },
    { path: beside(WAIVERS), text: waivers(project) },
    ...ofPipeline[pipeline],
  ];
}

function projectOf(file: string, root: string, given: Given): Project {
  let runtime: unknown;
  try {
    runtime = (parse(readText(file, "the project")) as { runtime?: unknown } | null)?.runtime;
  } catch (error) {
    throw new Problem(`${file}: expected YAML: ${error instanceof Error ? error.message.split("\n")[0] : error}`);
  }
  const name = typeof runtime === "object" ? (runtime as { name?: unknown } | null)?.name : runtime;
  return {
    runtime: String(name ?? "nodejs"),
    packages: packagesOf(String(name ?? "nodejs"), [dirname(file), root]),
    folder:
      relative(root, resolve(dirname(file)))
        .split(sep)
        .join("/") || ".",
    branch: branchOf(root),
    hasStacks: readdirSync(dirname(file)).some((name) => /^Pulumi\..+\.ya?ml$/.test(name)),
    profiles: given.list("profile").flatMap((names) => names.split(",")),
    version: TRAILWATCH_VERSION,
  };
}

const pipelineOf = (given: Given, root: string): Pipeline =>
  (given.one("ci") as Pipeline | undefined) ?? (existsSync(join(root, ".gitlab-ci.yml")) ? "gitlab" : "github");

/** The repository around the folder; the folder itself where there is none. */
function rootOf(folder: string): string {
  for (let root = resolve(folder); ; root = dirname(root)) {
    if (existsSync(join(root, ".git"))) return root;
    if (root === dirname(root)) return resolve(folder);
  }
}

/** The branch that the remote calls its own; where nobody says, `main` or `master`, whichever is there. */
function branchOf(root: string): string {
  const git = (...args: string[]): string => spawnSync("git", args, { cwd: root, encoding: "utf8" }).stdout ?? "";
  const [, branch] = /^origin\/([\w./-]+)$/.exec(git("rev-parse", "--abbrev-ref", "origin/HEAD").trim()) ?? [];
  if (branch && branch !== "HEAD") return branch;
  const known = git("for-each-ref", "--format=%(refname:lstrip=-1)", "refs/heads", "refs/remotes/origin").split("\n");
  return known.includes("master") && !known.includes("main") ? "master" : "main";
}

/** Workspaces have their lock file at the repository's root. */
function packagesOf(runtime: string, folders: readonly string[]): PackageTool {
  const candidates: PackageTool[] = runtime === "python" ? ["pip", "pyproject"] : ["npm", "pnpm", "yarn"];
  const found = folders.flatMap((folder) =>
    candidates.filter((tool) => existsSync(join(folder, packageTools[tool].lock))),
  );
  return found[0] ?? candidates[0];
}

const diffOf = (path: string, text: string): string =>
  `--- /dev/null\n+++ ${path}\n${text.trimEnd().replace(/^/gm, "+")}\n`;

const nextSteps = ({ runtime, version, packages }: Project): string =>
  [
    ...(runtime === "nodejs"
      ? [`${packageTools[packages].add} trailwatch@${version}   the pipeline takes it from there`]
      : []),
    "trailwatch check                        what there is to mend",
    `CODEOWNERS: let somebody who may approve own ${WAIVERS}`,
    "",
  ].join("\n");
