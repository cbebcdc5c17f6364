import { SourceError, type Assumption, type Snapshot } from "../snapshot";
import { providerPackage } from "../urn";
import { assumedValue, missingValues, resolveConfiguration } from "./configuration";
import { Engine } from "./engine";
import { exitedEarly, reasonOf } from "./failure";
import { ASSUMED_REGION, assumedRegion, Invokes } from "./invokes";
import type { Language } from "./language";
import { Monitor } from "./monitor";
import { node } from "./node";
import { chooseStack, readProject, readStackFile, stackFileName } from "./project";
import { Registry } from "./registry";
import { runProgram } from "./run";

export { listStacks } from "./project";

export interface PreviewOptions {
  /** Folder of the Pulumi project. */
  path: string;
  /** `dev` or `organization/project/dev`. @default the only stack with a settings file; "preview" where there is none */
  stack?: string;
  /** Configuration values that win over those of the stack's file, by `key` or `namespace:key`. */
  config?: Record<string, string>;
  /** Refuse to assume values for missing configuration. @default false */
  strictConfig?: boolean;
  /** How long the program may run, in milliseconds. @default 120000 */
  timeoutMs?: number;
  /** Names of environment variables that the program may see besides harmless ones. */
  passEnv?: readonly string[];
  /** Outputs of other stacks, by the name under which the program refers to them. */
  stackReferences?: Record<string, Record<string, unknown>>;
  /** Answers of provider functions, by token (`aws:ec2/getAmi:getAmi`). */
  invokes?: Record<string, unknown>;
  /** Called with the number of resources registered so far. */
  onProgress?: (registered: number) => void;
}

/** One module per language; the servers below know nothing of any of them. */
const LANGUAGES: Language[] = [node];

const DEFAULT_TIMEOUT = 120_000;

/** Runs a Pulumi program against stand-ins for the engine and returns the resources that it asks for. */
export async function previewProgram(options: PreviewOptions): Promise<Snapshot> {
  const project = readProject(options.path);
  const language = LANGUAGES.find(({ runtime }) => runtime === project.runtime);
  if (!language) {
    const supported = LANGUAGES.map(({ runtime }) => runtime).join(", ");
    throw new SourceError(`${project.file}: runtime ${project.runtime} is not supported (${supported} is).`, 3);
  }
  const { organization, stack, assumptions } = chooseStack(project, options.path, options.stack);
  const stackFile = readStackFile(project, stack);
  const configuration = resolveConfiguration(project, stackFile, options.config ?? {});
  assumptions.push(...configuration.assumptions);

  const registry = new Registry({ stack, project: project.name }, configuration, options.onProgress);
  const invokes = new Invokes(options.invokes ?? {}, registry, configuration);
  const { stackReferences = {} } = options;
  const monitor = new Monitor({ registry, invokes, projectFolder: project.folder, stackReferences });
  const engine = new Engine();
  const missing = new Map<string, string>();
  const run = { project, stack, organization, configuration };
  const ending = await runProgram(
    language,
    run,
    { monitor, engine },
    {
      path: options.path,
      timeout: options.timeoutMs ?? DEFAULT_TIMEOUT,
      passEnv: options.passEnv ?? [],
      onNote(note) {
        if ("missing" in note) missing.set(note.missing, note.value);
        if ("walked" in note) monitor.assume("invoke", `${note.walked}#elements`, walkedText(note.walked));
      },
    },
  );

  const unset = [...configuration.undefinedKeys, ...missing.keys()];
  if (options.strictConfig && unset.length > 0)
    throw missingValues(project, stack, stackFile?.file ?? stackFileName(project, stack), unset.sort());
  const where = `${options.path} (stack ${stack})`;
  const resources = registry.records;
  if (!monitor.complete && exitedEarly(ending))
    throw new SourceError(
      `${where}: the program ended itself (process.exit?) before it was done; ${resources.length} resources were registered.`,
    );
  if (ending.code !== 0)
    throw new SourceError(
      `${where}: the program failed.\n${reasonOf(engine.log, ending, project.folder)}${placeholdersUsed(unset)}`,
    );
  if (resources.length === 0)
    throw new SourceError(`${where}: the program registered no resources. Is it the right project and stack?`);

  assumptions.push(...[...missing].map(([key, value]) => assumedValue(key, value)), ...monitor.assumptions);
  return {
    project: project.name,
    stack,
    organization,
    origin: "program",
    path: options.path,
    region: region(configuration.values["aws:region"], resources, assumptions),
    account: assumptions.find(({ kind }) => kind === "account")?.subject,
    resources,
    assumptions,
    log: engine.log,
  };
}

/** The default provider's region; made up, and said so, where a program relies on one that is not configured. */
function region(
  configured: string | undefined,
  resources: Snapshot["resources"],
  assumptions: Assumption[],
): string | undefined {
  if (configured !== undefined) return configured;
  const relied = resources.some(({ type, name }) => providerPackage(type) === "aws" && name.startsWith("default"));
  if (relied && !assumptions.some(({ kind }) => kind === "region")) assumptions.push(assumedRegion());
  return relied ? ASSUMED_REGION : undefined;
}

/** A made-up value may well be why a program failed. */
function placeholdersUsed(keys: string[]): string {
  return keys.length === 0 ? "" : `\nIt ran with placeholders for ${keys.join(", ")}; give real values with --config.`;
}

function walkedText(token: string): string {
  return `The program goes through the elements of what ${token} returns, which are not known; what it makes of them was not seen.`;
}
