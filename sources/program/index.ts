import { accountIn } from "../../policies/graph/provider";
import { SourceError, type Assumption, type Snapshot } from "../snapshot";
import { providerPackage } from "../urn";
import { attemptRun, eased, type Attempt, type Conditions } from "./attempt";
import { assumedValue, missingValues, resolveConfiguration } from "./configuration";
import { exitedEarly } from "./failure";
import { go } from "./go";
import { ASSUMED_REGION, assumedRegion } from "./invokes";
import type { Language } from "./language";
import { node } from "./node";
import { inOrder } from "./order";
import { chooseStack, readProject, readStackFile, stackFileName } from "./project";
import { python } from "./python";
import { accountTold, accountWritten } from "./stand-ins";
import { ELEMENTS } from "./unknown-answers";
import { assumedVariable } from "./variables";

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
    applyUnknown: false,
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
  if (!monitor.complete && exitedEarly(attempt.ending)) {
    const how = attempt.idle ? "waits for what never comes, and ended" : `ended itself (${language.exit}?)`;
    throw new SourceError(
      `${where}: the program ${how} before it was done; ${resources.length} resources were registered.`,
    );
  }
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
