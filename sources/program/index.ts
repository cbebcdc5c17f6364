import { accountIn } from "../../policies/graph/provider";
import { Log } from "../log";
import { SourceError, type Assumption, type Snapshot } from "../snapshot";
import { providerPackage } from "../urn";
import type { Ending } from "./child";
import { assumedValue, assumeValue, missingValues, resolveConfiguration } from "./configuration";
import { Engine } from "./engine";
import { assumedVariable, assumeVariables, namedVariables, ownVariables, type Variable } from "./variables";
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
import { secretsGiven, textsOf } from "./secrets";
import { accountTold, accountWritten } from "./stand-ins";
import { ELEMENTS } from "./unknown-answers";
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
  const conditions: Conditions = {
    missing: new Map<string, string>(),
    environment: {},
    elements: ELEMENTS,
    refused: options.madeUpNames === false ? new Set(["name"]) : undefined,
  };
  const { missing, environment } = conditions;
  const run = (): Promise<Attempt> =>
    attemptRun(language, { project, stack, organization, configuration }, options, conditions);
  let attempt = await run();
  for (let runs = 1; runs < RUNS && eased(attempt, conditions, { project, configuration }, options); runs++)
    attempt = await run();
  const refused = attempt.monitor.contradicted;
  const account = refused.has("account") ? accountWritten(attempt.monitor.options.registry.records) : undefined;
  if (account !== undefined) refused.delete("account");
  if (account !== undefined || refused.size > 0) {
    Object.assign(conditions, { refused, account });
    attempt = await run();
  }
  const { monitor, reason } = attempt;
  monitor.assumeStandIns();
  if (account !== undefined) assumptions.push(accountTold(account));
  const resources = inOrder(monitor.options.registry.records);

  const unset = [...configuration.undefinedKeys, ...missing.keys()];
  if (options.strictConfig && unset.length > 0)
    throw missingValues(project, stack, stackFile?.file ?? stackFileName(project, stack), unset.sort());
  if (!monitor.complete && exitedEarly(attempt.ending))
    throw new SourceError(
      `${where}: the program ended itself (${language.exit}?), or waited for what never comes, before it was done; ${resources.length} resources were registered.`,
    );
  if (reason !== undefined)
    throw new SourceError(
      [
        `${where}: the program failed.\n${reason}`,
        ...placeholdersUsed(unset, "--config"),
        ...placeholdersUsed(Object.keys(environment), "--pass-env"),
        ...(language.advice?.(reason, project) ?? []),
      ].join("\n"),
    );
  if (resources.length === 0)
    throw new SourceError(
      `${where}: the program registered no resources. ${language.unregistered?.(monitor.options.registry.stackOutputs) ?? "Is it the right project and stack?"}`,
    );

  const values = [...missing].filter(([key]) => key !== "aws:region").map(([key, value]) => assumedValue(key, value));
  assumptions.push(...values, ...Object.keys(environment).map(assumedVariable), ...monitor.assumptions);
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

/** What a run is given to go on with where nobody told; a run that fails for want of more is repeated with it. */
interface Conditions {
  /** Configuration values made up so far. */
  missing: Map<string, string>;
  /** Environment variables made up so far. */
  environment: Record<string, string>;
  /** How many unknown elements stand in for those of an unknown list. */
  elements: number;
  refused?: MonitorOptions["refused"];
  account?: string;
}

interface Attempt {
  monitor: Monitor;
  log: Log;
  outputDependencies: Record<string, string[]>;
  /** Optional configuration values that the program did without. */
  unset: readonly string[];
  /** Environment variables that it asked for in vain. */
  variables: readonly Variable[];
  /** It counted or went through what is not known. */
  walked: boolean;
  ending: Ending;
  /** Why the program failed, if it did. */
  reason?: string;
}

/** Adds to the conditions what a failed program may have failed for want of; returns whether there was anything. */
function eased(
  { reason, unset, variables, walked, monitor }: Attempt,
  conditions: Conditions,
  { project, configuration }: Pick<Run, "project" | "configuration">,
  { strictConfig }: PreviewOptions,
): boolean {
  if (reason === undefined) return false;
  // A launcher that cannot put a placeholder in place of a missing value learns of it from the program's last words.
  const wanted = wantedValue(reason, unset);
  if (wanted && assumeValue(project, configuration, conditions.missing, wanted)) return true;
  if (!strictConfig && assumeVariables(conditions.environment, namedVariables(reason, variables))) return true;
  // Several may need names of their own, which nobody knows, and even one may be at odds with what the program knows.
  if (walked && conditions.elements > 0) {
    conditions.elements = conditions.elements > 1 ? 1 : 0;
    return true;
  }
  if (!strictConfig && assumeVariables(conditions.environment, ownVariables(variables))) return true;
  // What a program does once it knows a name may need the resource itself, which a preview of the engine would not offer.
  if (monitor.standIns.size === 0) return false;
  conditions.refused = new Set(["name"]);
  return true;
}

/** Runs the program once, from the beginning. */
async function attemptRun(
  language: Language,
  program: Pick<Run, "project" | "stack" | "organization" | "configuration">,
  { path, onProgress, invokes: given = {}, stackReferences = {}, passEnv = [], timeoutMs }: PreviewOptions,
  { missing, environment, elements, refused, account }: Conditions,
): Promise<Attempt> {
  const run = { ...program, environment, elements };
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
  const madeUp = [...configuration.encrypted, ...configuration.undefinedKeys, ...missing.keys()];
  const log = new Log(secretsGiven(configuration, madeUp, passEnv, process.env));
  const outputDependencies: Record<string, string[]> = {};
  const unset: string[] = [];
  const variables: Variable[] = [];
  let walked = false;
  const onNote = (note: Note): void => {
    if ("missing" in note) missing.set(note.missing, note.value);
    if ("unset" in note) unset.push(note.unset);
    if ("secret" in note && !madeUp.includes(note.secret)) log.hide(textsOf(configuration.values[note.secret]));
    if ("variable" in note) variables.push(note);
    if ("walked" in note) {
      walked = true;
      monitor.assume("invoke", `${note.walked}#elements`, walkedText(note.walked, elements));
    }
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
    variables,
    walked,
    ending,
    reason: ending.code === 0 ? undefined : log.mask(reasonOf(language, project, log.entries, ending)),
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
function placeholdersUsed(names: string[], option: string): string[] {
  return names.length === 0
    ? []
    : [`It ran with placeholders for ${names.join(", ")}; give real values with ${option}.`];
}

function walkedText(token: string, elements: number): string {
  const took = elements === 1 ? "an unknown one took their place" : `${elements} unknown ones took their place`;
  const seen = elements > 0 ? took : "what it makes of them was not seen";
  return `The program goes through the elements of what ${token} returns, which are not known; ${seen}.`;
}
