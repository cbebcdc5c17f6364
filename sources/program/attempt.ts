import { Log } from "../log";
import type { Ending } from "./child";
import { assumeValue } from "./configuration";
import { Engine } from "./engine";
import { reasonOf } from "./failure";
import type { PreviewOptions } from "./index";
import { Invokes } from "./invokes";
import type { Language, Note, Run } from "./language";
import { Monitor, type MonitorOptions } from "./monitor";
import { Registry } from "./registry";
import { runProgram } from "./run";
import { secretsGiven, textsOf } from "./secrets";
import { assumeVariables, namedVariables, ownVariables, type Variable } from "./variables";
import { wantedValue } from "./wanted";

const DEFAULT_TIMEOUT = 120_000;

const AWAITED = "The program waits for values that only a deployment knows; unknown ones took their place.";

/** What a run is given to go on with where nobody told; a run that fails for want of more is repeated with it. */
export interface Conditions {
  /** Configuration values made up so far. */
  missing: Map<string, string>;
  /** Environment variables made up so far. */
  environment: Record<string, string>;
  /** How many unknown elements stand in for those of an unknown list. */
  elements: number;
  /** The program goes on with values that only a deployment knows. */
  applyUnknown: boolean;
  refused?: MonitorOptions["refused"];
  account?: string;
}

export interface Attempt {
  monitor: Monitor;
  log: Log;
  outputDependencies: Record<string, string[]>;
  /** Optional configuration values that the program did without. */
  unset: readonly string[];
  /** Environment variables that it asked for in vain. */
  variables: readonly Variable[];
  /** It counted or went through what is not known. */
  walked: boolean;
  /** It ended because nothing was left to do for it. */
  idle: boolean;
  ending: Ending;
  /** Why the program failed, if it did. */
  reason?: string;
}

/** Adds to the conditions what a failed program may have failed for want of; returns whether there was anything. */
export function eased(
  { reason, unset, variables, walked, idle, monitor }: Attempt,
  conditions: Conditions,
  { project, configuration }: Pick<Run, "project" | "configuration">,
  { strictConfig }: PreviewOptions,
): boolean {
  if (idle && !monitor.complete && !conditions.applyUnknown) return (conditions.applyUnknown = true);
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
export async function attemptRun(
  language: Language,
  program: Pick<Run, "project" | "stack" | "organization" | "configuration">,
  { path, onProgress, invokes: given = {}, stackReferences = {}, passEnv = [], timeoutMs }: PreviewOptions,
  { missing, environment, elements, applyUnknown, refused, account }: Conditions,
): Promise<Attempt> {
  const run = { ...program, environment, elements, applyUnknown };
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
  if (applyUnknown) monitor.assume("invoke", "Output.apply", AWAITED);
  const outputDependencies: Record<string, string[]> = {};
  const unset: string[] = [];
  const variables: Variable[] = [];
  let walked = false;
  let idle = false;
  const onNote = (note: Note): void => {
    if ("missing" in note) missing.set(note.missing, note.value);
    if ("unset" in note) unset.push(note.unset);
    if ("secret" in note && !madeUp.includes(note.secret)) log.hide(textsOf(configuration.values[note.secret]));
    if ("idle" in note) idle = true;
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
    idle,
    ending,
    reason: ending.code === 0 ? undefined : log.mask(reasonOf(language, project, log.entries, ending)),
  };
}

function walkedText(token: string, elements: number): string {
  const took = elements === 1 ? "an unknown one took their place" : `${elements} unknown ones took their place`;
  const seen = elements > 0 ? took : "what it makes of them was not seen";
  return `The program goes through the elements of what ${token} returns, which are not known; ${seen}.`;
}
