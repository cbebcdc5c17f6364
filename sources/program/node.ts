import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { SourceError } from "../snapshot";
import { UNKNOWN_TEXT } from "../wire";
import { entryPoint } from "./entry";
import { fillConfiguration } from "./fill-configuration";
import type { Language, Run } from "./language";
import { DEFAULT_EXPORT, nodeAdvice } from "./node-advice";
import { placeholder } from "./placeholder";
import { preload, type PreloadOptions } from "./preload";
import type { Project } from "./project";
import { tellEnvironment } from "./tell-environment";
import { unknownAnswers } from "./unknown-answers";

/** What TypeScript says of compiler options: https://github.com/microsoft/TypeScript/blob/main/src/compiler/diagnosticMessages.json */
const OPTION_DIAGNOSTICS = Array.from({ length: 200 }, (_, i) => 5000 + i);

/** Starts a Node program as Pulumi's own language host does, with the program's own copy of the SDK. */
export const node: Language = {
  runtime: "nodejs",
  exit: "process.exit",
  unregistered: (outputs) => ("default" in outputs ? DEFAULT_EXPORT : undefined),
  advice: (reason, project) => nodeAdvice(reason, project, installer(project)),
  launch(run) {
    const { project, stack, organization, configuration, address } = run;
    const { folder, entry } = entryPoint(project);
    const { nodeargs, typescript, tsconfig } = project.runtimeOptions;
    const env: Record<string, string> = {
      PULUMI_CONFIG: JSON.stringify(configuration.values),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(configuration.secretKeys),
      // Types are the compiler's business; checking them here would take seconds.
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      // For ES modules the SDK loses its own setting on the way to ts-node.
      TS_NODE_TRANSPILE_ONLY: "true",
      // Where types are checked nobody is told of options that are at odds, such as `module: commonjs` beside the SDK's own
      // `moduleResolution`; where they are not, each file is refused for it.
      TS_NODE_IGNORE_DIAGNOSTICS: OPTION_DIAGNOSTICS.join(),
    };
    const modules = hasModules(folder);
    // ts-node knows no kind of module newer than these and would make CommonJS of it.
    if (modules && namesNewModules(folder))
      env.TS_NODE_COMPILER_OPTIONS = '{"module":"nodenext","moduleResolution":"nodenext"}';
    if (typescript !== false) env.PULUMI_NODEJS_TYPESCRIPT = "true";
    if (typeof tsconfig === "string") env.PULUMI_NODEJS_TSCONFIG_PATH = tsconfig;
    return {
      command: process.execPath,
      args: [
        ...words(nodeargs),
        // In one word: the SDK switches its ES module support off when it sees a bare `--require`.
        `--require=${writePreload(run, modules)}`,
        sdkRunner(project, folder),
        ...["--monitor", address, "--engine", address, "--organization", organization, "--project", project.name],
        ...["--root-directory", project.folder, "--stack", stack, "--pwd", folder, "--dry-run", "--parallel", "16"],
        entry,
      ],
      folder,
      env,
    };
  },
};

function sdkRunner(project: Project, folder: string): string {
  try {
    return createRequire(join(folder, "index.js")).resolve("@pulumi/pulumi/cmd/run");
  } catch {
    const at = relative(process.cwd(), project.folder) || ".";
    const install = `\`${installer(project)} install\``;
    if (!existsSync(join(project.folder, "package.json")) && !existsSync(join(folder, "package.json")))
      throw new SourceError(`${at}: a Node program needs a package.json with @pulumi/pulumi among its dependencies.`);
    if (nearest(folder, [".pnp.cjs", ".pnp.js"]))
      throw new SourceError(
        `${at}: Yarn keeps the program's packages in archives (Plug'n'Play), from where Pulumi does not run. Put \`nodeLinker: node-modules\` into .yarnrc.yml and run ${install}.`,
      );
    if (!existsSync(join(project.folder, "node_modules")) && !existsSync(join(folder, "node_modules")))
      throw new SourceError(`${at}: the program's dependencies are not installed. Run ${install} there.`);
    throw new SourceError(`${at}: @pulumi/pulumi is not installed. Add it to package.json and run ${install}.`);
  }
}

const LOCK_FILES: Record<string, string> = {
  "package-lock.json": "npm",
  "pnpm-lock.yaml": "pnpm",
  "yarn.lock": "yarn",
  "bun.lock": "bun",
  "bun.lockb": "bun",
};

/** The package manager that installs the program's packages: the one that is named, or whose lock file is nearest. */
function installer({ folder, runtimeOptions: { packagemanager } }: Project): string {
  if (typeof packagemanager === "string") return packagemanager;
  return LOCK_FILES[basename(nearest(folder, Object.keys(LOCK_FILES)) ?? "package-lock.json")];
}

/** The nearest of these files, in the folder or upward. */
function nearest(folder: string, names: string[]): string | undefined {
  const found = names.map((name) => join(folder, name)).find((file) => existsSync(file));
  return found ?? (dirname(folder) === folder ? undefined : nearest(dirname(folder), names));
}

function writePreload({ project, configuration, scratch, elements, applyUnknown }: Run, modules: boolean): string {
  const options: PreloadOptions = {
    project: project.name,
    folder: project.folder,
    suggestions: project.suggestions,
    encrypted: configuration.encrypted,
    unknownText: UNKNOWN_TEXT,
    modules,
    elements,
    applyUnknown,
  };
  const parts = [placeholder, fillConfiguration, unknownAnswers, tellEnvironment].map(String);
  const file = join(scratch, "preload.cjs");
  writeFileSync(file, `(${preload.toString()})(require, ${JSON.stringify(options)}, ${parts.join()});\n`);
  return file;
}

/** Whether the nearest `package.json` upward makes ES modules of the files beside it. */
function hasModules(folder: string): boolean {
  const file = nearest(folder, ["package.json"]);
  return file !== undefined && /"type"\s*:\s*"module"/.test(readFileSync(file, "utf8"));
}

/** Whether the nearest `tsconfig.json` upward asks for `module: node18` or a later one with a number. */
function namesNewModules(folder: string): boolean {
  const file = nearest(folder, ["tsconfig.json"]);
  return file !== undefined && /"module"\s*:\s*"node(1[89]|[2-9]\d)"/i.test(readFileSync(file, "utf8"));
}

/** Arguments as a shell would split them: by spaces, quotes kept together. */
function words(text: unknown): string[] {
  const found = typeof text === "string" ? text.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) : undefined;
  return (found ?? []).map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"));
}
