import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parseDocument } from "yaml";
import { isRecord } from "../../policies/graph/value";
import { PROJECT_FILES } from "../detect";
import { SourceError, type Assumption } from "../snapshot";

/** A Pulumi project as its `Pulumi.yaml` describes it. */
export interface Project {
  name: string;
  /** Absolute path of the folder that holds `Pulumi.yaml`, without symbolic links: stack traces have none either. */
  folder: string;
  /** The file's name, for messages. */
  file: string;
  runtime: string;
  runtimeOptions: Record<string, unknown>;
  /** Entry point relative to the folder: a file or a folder. */
  main?: string;
  /** Folder of the stack files, absolute. */
  stackFolder: string;
  config: Record<string, unknown>;
  /** Packages whose SDKs `pulumi install` makes. */
  packages: string[];
  /** What `pulumi new` suggests for configuration values; the best guess where a value is missing. */
  suggestions: Record<string, string>;
}

/** One stack's settings file, `Pulumi.<stack>.yaml`. */
export interface StackFile {
  file: string;
  config: Record<string, unknown>;
  /** Pulumi ESC environments that the stack imports. */
  environments: string[];
}

export function readProject(path: string): Project {
  const folder = resolve(path);
  const file = PROJECT_FILES.find((name) => existsSync(join(folder, name)));
  if (!file) throw new SourceError(`${path}: no Pulumi project here. Expected a folder with a Pulumi.yaml.`);
  const document = readYaml(join(folder, file), join(path, file));
  if (!isRecord(document)) throw new SourceError(`${join(path, file)}: expected a project description, found none.`);
  const { name, runtime, main, config, packages, stackConfigDir, template } = document;
  const runtimeName = isRecord(runtime) ? runtime.name : runtime;
  const problems = [
    typeof name === "string" && name !== "" ? [] : ["`name` is missing"],
    typeof runtimeName === "string" ? [] : ["`runtime` is missing (for instance `runtime: nodejs`)"],
  ].flat();
  if (problems.length > 0) throw new SourceError(`${join(path, file)}: ${problems.join("; ")}.`);
  // `config: folder` is the older way to say `stackConfigDir: folder`.
  const stackFolder = typeof stackConfigDir === "string" ? stackConfigDir : typeof config === "string" ? config : ".";
  return {
    name: name as string,
    folder: realpathSync(folder),
    file,
    runtime: runtimeName as string,
    runtimeOptions: isRecord(runtime) && isRecord(runtime.options) ? runtime.options : {},
    main: typeof main === "string" && main !== "" ? main : undefined,
    stackFolder: resolve(folder, stackFolder),
    config: isRecord(config) ? config : {},
    packages: isRecord(packages) ? Object.keys(packages) : [],
    suggestions: suggestions(isRecord(template) ? template.config : undefined),
  };
}

/** The stacks that have a settings file, by name. */
export function listStacks(path: string): string[] {
  return stackFiles(readProject(path)).map(([stack]) => stack);
}

export function readStackFile(project: Project, stack: string): StackFile | undefined {
  const file = stackFiles(project).find(([name]) => name === stack)?.[1];
  if (!file) return undefined;
  const document = readYaml(join(project.stackFolder, file), file);
  const { config, environment } = isRecord(document) ? document : {};
  const imported = isRecord(environment) ? environment.imports : environment;
  return {
    file,
    config: isRecord(config) ? config : {},
    environments: (Array.isArray(imported) ? imported : []).map((entry) =>
      isRecord(entry) ? Object.keys(entry)[0] : String(entry),
    ),
  };
}

function stackFiles(project: Project): [stack: string, file: string][] {
  const files = existsSync(project.stackFolder) ? readdirSync(project.stackFolder) : [];
  return files
    .flatMap((file): [string, string][] => {
      const stack = /^Pulumi\.(.+)\.(yaml|yml|json)$/.exec(file)?.[1];
      return stack ? [[stack, file]] : [];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function readYaml(path: string, shownAs: string): unknown {
  const document = parseDocument(readFileSync(path, "utf8"));
  const [error] = document.errors;
  // The library's message names line and column and goes on with a drawing of the place.
  if (error) throw new SourceError(`${shownAs}: not valid YAML. ${error.message.split("\n")[0].replace(/:$/, ".")}`);
  return document.toJS() as unknown;
}

function suggestions(config: unknown): Record<string, string> {
  const entries = Object.entries(isRecord(config) ? config : {}).flatMap(([key, value]) => {
    const suggested = isRecord(value) ? value.default : undefined;
    return suggested === undefined || suggested === null || isRecord(suggested) ? [] : [[key, String(suggested)]];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

/** `Pulumi.yaml` → `Pulumi.dev.yaml`, in the words of a message. */
export function stackFileName(project: Project, stack: string): string {
  return basename(project.file).replace("Pulumi.", `Pulumi.${stack}.`);
}

/** The stack to run: the named one, the only one that has a settings file, or a made-up one where there is none. */
export function chooseStack(
  project: Project,
  path: string,
  named?: string,
): { organization: string; stack: string; assumptions: Assumption[] } {
  // A stack's full name is `organization/project/stack`; a self-managed backend calls every organization "organization".
  const [stack, organization] = [named?.split("/").at(-1), named?.includes("/") ? named.split("/")[0] : "organization"];
  const stacks = stackFiles(project).map(([name]) => name);
  if (stack) {
    const text = `Stack ${stack} has no settings file, as ${stacks.join(", ")} ${stacks.length === 1 ? "has" : "have"}; it was run without settings.`;
    const isOther = stacks.length > 0 && !stacks.includes(stack);
    return { organization, stack, assumptions: isOther ? [{ kind: "stack", subject: stack, text }] : [] };
  }
  if (stacks.length > 1)
    throw new SourceError(`${path}: several stacks have settings (${stacks.join(", ")}). Say which with --stack.`);
  if (stacks.length === 1) return { organization, stack: stacks[0], assumptions: [] };
  const text = 'No stack was named and none has settings; a stack called "preview" without settings was assumed.';
  return { organization, stack: "preview", assumptions: [{ kind: "stack", subject: "preview", text }] };
}
