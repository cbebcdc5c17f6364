import { accountIn } from "../../policies/graph/provider";
import { Log } from "../log";
import { SourceError, type Assumption, type Snapshot } from "../snapshot";
import { providerPackage } from "../urn";
import type { Ending } from "./child";
import { assumedValue, assumeValue, missingValues, resolveConfiguration } from "./configuration";
import { Engine } from "./engine";
import { exitedEarly, reasonOf } from "./failure";
import { go } from "./go";
import { ASSUMED_REGION, assumedRegion, Invokes } from "./invokes";
import type { Language, Note, Run } from "./language";
import { Monitor, type MonitorOptions } from "./monitor";
import { node } from "./node";
import { inOrder } from "./order";
import { chooseStack, readProject, readStackFile, stackFileName } from "./project";
import { python } from "./python";
import { Registry } from "./registry";
import { runProgram } from "./run";
import { secretsGiven } from "./secrets";
import { accountTold, accountWritten } from "./stand-ins";
import { wantedValue } from "./wanted";

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
  /** How long one run of the program may take, in milliseconds; a compiler's time counts. @default 120000 */
  timeoutMs?: number;
  /** Names of environment variables that the program may see besides harmless ones. */
  passEnv?: readonly string[];
  /** Outputs of other stacks, by the name under which the program refers to them. */
  stackReferences?: Record<string, Record<string, unknown>>;
  /** Answers of provider functions, by token (`aws:ec2/getAmi:getAmi`). */
  invokes?: Record<string, unknown>;
  /** Make up the names and ARNs that AWS will decide, so that what is written from them can be judged. @default true */
  madeUpNames?: boolean;
  /** Called with the number of resources registered so far. */
  onProgress?: (registered: number) => void;
}

/** One module per language; the servers below know nothing of any of them. */
const LANGUAGES: Language[] = [node, go, python];

const DEFAULT_TIMEOUT = 120_000;

/** Where the provider looks for a region that is not configured. */
const regionVariables = ["AWS_REGION", "AWS_DEFAULT_REGION"];

/** How often a program is run at most, each time with one missing value more. */
const RUNS = 50;

/** Runs a Pulumi program against stand-ins for the engine and returns the resources that it asks for. */
export async function previewProgram(options: PreviewOptions): Promise<Snapshot> {
  const project = readProject(options.path);
  const language = LANGUAGES.find(({ runtime }) => runtime === project.runtime);
  if (!language) {
    const supported = LANGUAGES.map(({ runtime }) => runtime).join(", ");
    const instead = "Give its state (`pulumi stack export`) or its preview (`pulumi preview --json`) instead.";
    throw new SourceError(
      `${project.file}: runtime ${project.runtime} is not supported (${supported} are). ${instead}`,
      3,
    );
  }
  const { organization, stack, assumptions } = chooseStack(project, options.path, options.stack);
  const stackFile = readStackFile(project, stack);
  const configuration = resolveConfiguration(project, stackFile, options.config ?? {});
  assumptions.push(...configuration.assumptions);
  const passedRegion = regionVariables.find((name) => options.passEnv?.includes(name) && process.env[name]);
  if (passedRegion) configuration.values["aws:region"] ??= process.env[passedRegion] as string;

  const where = `${options.path} (stack ${stack})`;
  const missing = new Map<string, string>();
  const run = (refused?: MonitorOptions["refused"], account?: string): Promise<Attempt> =>
    attemptRun(language, { project, stack, organization, configuration }, options, missing, { refused, account });
  const withheld: MonitorOptions["refused"] = options.madeUpNames === false ? new Set(["name"]) : undefined;
  let attempt = await run(withheld);
  for (let runs = 1; attempt.reason !== undefined && runs < RUNS; runs++) {
    // A launcher that cannot put a placeholder in place of a missing value learns of it from the program's last words.
    const wanted = wantedValue(attempt.reason, attempt.unset);
    if (!wanted || !assumeValue(project, configuration, missing, wanted)) break;
    attempt = await run(withheld);
  }
  // What a program does once it knows a name may need the resource itself, which a preview of the engine would not offer.
  if (attempt.reason !== undefined && attempt.monitor.standIns.size > 0) attempt = await run(new Set(["name"]));
  const refused = attempt.monitor.contradicted;
  const account = refused.has("account") ? accountWritten(attempt.monitor.options.registry.records) : undefined;
  if (account !== undefined) refused.delete("account");
  if (account !== undefined || refused.size > 0) attempt = await run(refused, account);
  const { monitor, reason } = attempt;
  monitor.assumeStandIns();
  if (account !== undefined) assumptions.push(accountTold(account));
  const resources = inOrder(monitor.options.registry.records);

  const unset = [...configuration.undefinedKeys, ...missing.keys()];
  if (options.strictConfig && unset.length > 0)
    throw missingValues(project, stack, stackFile?.file ?? stackFileName(project, stack), unset.sort());
  if (!monitor.complete && exitedEarly(attempt.ending))
    throw new SourceError(
      `${where}: the program ended itself (${language.exit}?) before it was done; ${resources.length} resources were registered.`,
    );
  if (reason !== undefined) throw new SourceError(`${where}: the program failed.\n${reason}${placeholdersUsed(unset)}`);
  if (resources.length === 0)
    throw new SourceError(`${where}: the program registered no resources. Is it the right project and stack?`);

  const values = [...missing].filter(([key]) => key !== "aws:region").map(([key, value]) => assumedValue(key, value));
  assumptions.push(...values, ...monitor.assumptions);
  if (missing.has("aws:region")) assumeRegion(assumptions);
  return {
    project: project.name,
    stack,
    organization,
    origin: "program",
    path: options.path,
    region: region(configuration.values["aws:region"], resources, assumptions),
    account:
      accountIn(awsSettings(configuration.values)) ?? assumptions.find(({ kind }) => kind === "account")?.subject,
    resources,
    outputs: monitor.options.registry.stackOutputs,
    outputDependencies: attempt.outputDependencies,
    assumptions,
    log: attempt.log.entries,
  };
}

interface Attempt {
  monitor: Monitor;
  log: Log;
  outputDependencies: Record<string, string[]>;
  /** Optional configuration values that the program did without. */
  unset: readonly string[];
  ending: Ending;
  /** Why the program failed, if it did. */
  reason?: string;
}

/** Runs the program once, from the beginning. */
async function attemptRun(
  language: Language,
  run: Omit<Run, "address" | "scratch">,
  { path, onProgress, invokes: given = {}, stackReferences = {}, passEnv = [], timeoutMs }: PreviewOptions,
  missing: Map<string, string>,
  { refused, account }: { refused?: MonitorOptions["refused"]; account?: string },
): Promise<Attempt> {
  const { project, stack, configuration } = run;
  const registry = new Registry({ stack, project: project.name }, configuration, onProgress);
  const invokes = new Invokes(given, registry, configuration, account);
  const { unanswered } = language;
  const monitor = new Monitor({
    registry,
    invokes,
    projectFolder: project.folder,
    stackReferences,
    refused,
    unanswered,
  });
  const log = new Log(secretsGiven(configuration, passEnv, process.env));
  const outputDependencies: Record<string, string[]> = {};
  const unset: string[] = [];
  const onNote = (note: Note): void => {
    if ("missing" in note) missing.set(note.missing, note.value);
    if ("unset" in note) unset.push(note.unset);
    if ("walked" in note) monitor.assume("invoke", `${note.walked}#elements`, walkedText(note.walked));
    if ("output" in note) outputDependencies[note.output] = note.from;
    if ("failed" in note) log.add("error", String(note.failed));
  };
  const limits = { path, timeout: timeoutMs ?? DEFAULT_TIMEOUT, passEnv, onNote };
  const ending = await runProgram(language, run, { monitor, engine: new Engine(log) }, limits);
  return {
    monitor,
    log,
    outputDependencies,
    unset,
    ending,
    reason: ending.code === 0 ? undefined : reasonOf(language, project, log.entries, ending),
  };
}

/** What the default provider is configured with. */
const awsSettings = (values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      key.startsWith("aws:") ? [[key.slice("aws:".length), value]] : [],
    ),
  );

/** The default provider's region; made up, and said so, where a program relies on one that is not configured. */
function region(
  configured: string | undefined,
  resources: Snapshot["resources"],
  assumptions: Assumption[],
): string | undefined {
  if (configured !== undefined) return configured;
  const relied = resources.some(
    ({ type, name, values }) =>
      providerPackage(type) === "aws" && (name.startsWith("default") || values.region === ASSUMED_REGION),
  );
  if (relied) assumeRegion(assumptions);
  return relied ? ASSUMED_REGION : undefined;
}

/** Says once that the region is made up. */
function assumeRegion(assumptions: Assumption[]): void {
  if (!assumptions.some(({ kind }) => kind === "region")) assumptions.push(assumedRegion());
}

/** A made-up value may well be why a program failed. */
function placeholdersUsed(keys: string[]): string {
  return keys.length === 0 ? "" : `\nIt ran with placeholders for ${keys.join(", ")}; give real values with --config.`;
}

function walkedText(token: string): string {
  return `The program goes through the elements of what ${token} returns, which are not known; what it makes of them was not seen.`;
}
