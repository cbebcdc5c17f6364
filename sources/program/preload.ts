import type * as FileSystem from "node:fs";
import type * as Modules from "node:module";
import type * as Paths from "node:path";
import type * as Urls from "node:url";
import type * as Util from "node:util";
import type { fillConfiguration as fillConfig } from "./fill-configuration";
import type { placeholder as valueThatNobodyGave } from "./placeholder";
import type { tellEnvironment as tellOfEnvironment } from "./tell-environment";
import type { unknownAnswers as answersThatNobodyKnows } from "./unknown-answers";

/** What the preload needs to know; JSON, because it is written into the file that Node loads first. */
export interface PreloadOptions {
  project: string;
  /** The project's folder, absolute; what is installed counts from here. */
  folder: string;
  suggestions: Record<string, string>;
  encrypted: string[];
  unknownText: string;
  /** Whether the program is made of ES modules. */
  modules: boolean;
  /** How many unknown elements stand in for those of an unknown list. */
  elements: number;
  /** Whether `apply` goes on with unknown values, where a preview leaves it. */
  applyUnknown: boolean;
}

/**
 * Runs inside the program before anything else. It is written out as text, so it may use nothing but its parameters. It
 * mends what would hang, stop or mislead in an SDK without an engine.
 */
export function preload(
  require: NodeJS.Require,
  options: PreloadOptions,
  placeholder: typeof valueThatNobodyGave,
  fillConfiguration: typeof fillConfig,
  unknownAnswers: typeof answersThatNobodyKnows,
  tellEnvironment: typeof tellOfEnvironment,
): void {
  const fs = require("node:fs") as typeof FileSystem;
  const { relative } = require("node:path") as typeof Paths;
  const { fileURLToPath } = require("node:url") as typeof Urls;
  const util = require("node:util") as typeof Util;
  const Module = require("node:module") as typeof Modules & {
    prototype: { _compile(this: NodeJS.Module, text: string, file: string, ...rest: unknown[]): unknown };
  };

  const note = (entry: object): void => {
    try {
      fs.writeSync(3, JSON.stringify(entry) + "\n");
    } catch {
      // Nobody reads any more.
    }
  };

  const isUsers = (name: string): boolean => {
    if (name.startsWith("node:")) return false;
    const path = relative(options.folder, name.startsWith("file://") ? fileURLToPath(name) : name);
    return !/(^|[\\/])node_modules[\\/]/.test(path);
  };
  tellEnvironment(isUsers, note);

  // A program that has not told its outputs by now never will.
  process.on("beforeExit", () => note({ idle: true }));

  // Without its monitor the SDK asks again for ever; so it does when whoever started this was killed.
  const parent = process.ppid;
  const orphaned = (): void => {
    if (process.ppid !== parent) process.exit(1);
  };
  setInterval(orphaned, 1000).unref();

  // util.inspect with colours never returns for an error whose stack has a frame in `node_modules/@scope/file.ts`, which
  // is how the SDK's own source maps name its files; the SDK inspects every uncaught error that way (Node 20 and 22).
  const inspect = util.inspect as (...args: unknown[]) => string;
  const colourless = (value: unknown, ...rest: unknown[]): string => {
    if (typeof rest[0] === "object" && rest[0] !== null) rest[0] = { ...rest[0], colors: false };
    else rest[2] = false;
    return inspect(value, ...rest);
  };
  Object.defineProperties(colourless, Object.getOwnPropertyDescriptors(inspect));
  util.inspect = colourless as typeof util.inspect;
  Module.syncBuiltinESMExports();

  // The SDK maps stack traces back to TypeScript, but not those of ES modules: it looks for the maps in the wrong files.
  if (options.modules) process.setSourceMapsEnabled(true);
  const mapModules = (module: NodeJS.Module): void => {
    type Found = { url: string; map: unknown } | null;
    const support = module.exports as { install(options: { retrieveSourceMap(source: string): Found }): void };
    support.install({
      retrieveSourceMap(source) {
        const map = source.startsWith("file:") ? Module.findSourceMap(source) : undefined;
        if (!map) return null;
        const { payload } = map;
        return {
          url: source,
          map: { ...payload, sources: payload.sources.map((file) => file.replace("file://", "")) },
        };
      },
    });
  };

  const { answer: unknownAnswer, isAnswer } = unknownAnswers(options, note);
  const answerUnknown = (module: NodeJS.Module): void => {
    type Field = {
      getStringValue(): string;
      getStructValue(): { toJavaScript(): Record<string, unknown> } | undefined;
    };
    type Struct = { getFieldsMap?(): Map<string, Field> };
    const rpc = module.exports as { deserializeProperties(struct: Struct, ...rest: unknown[]): unknown };
    const original = rpc.deserializeProperties;
    rpc.deserializeProperties = (struct, ...rest) => {
      const fields = struct.getFieldsMap?.();
      if (!fields?.get(options.unknownText)) return original(struct, ...rest);
      const returned = fields.get("__returned")?.getStructValue()?.toJavaScript();
      return unknownAnswer(fields.get("__token")?.getStringValue() ?? "", returned);
    };
  };

  // A function with an unknown argument is not even called, and its plain form returns an empty object.
  const answerUnasked = (module: NodeJS.Module): void => {
    type Invoke = (token: string, ...rest: unknown[]) => Promise<unknown>;
    const functions = module.exports as Record<"invoke" | "invokeSingle", Invoke | undefined>;
    for (const name of ["invoke", "invokeSingle"] as const) {
      const original = functions[name];
      if (!original) continue;
      functions[name] = async (token, ...rest) => {
        const result = await original(token, ...rest);
        const bare = typeof result === "object" && result !== null && Object.keys(result).length === 0;
        const empty = result === undefined || (bare && !isAnswer(result));
        return empty ? unknownAnswer(token.slice(0, token.lastIndexOf(":"))) : result;
      };
    }
  };

  // Programs await values (`new Promise((resolve) => vpc.id.apply(resolve))`) that no preview has.
  const applyUnknown = (module: NodeJS.Module): void => {
    type Apply = (apply: (value: unknown) => unknown, withUnknowns?: boolean) => unknown;
    const { Output, isUnknown } = module.exports as {
      Output: { prototype: { apply: Apply } };
      isUnknown(value: unknown): boolean;
    };
    const known = (value: unknown): unknown => {
      if (isUnknown(value)) return isAnswer(value as object) ? value : unknownAnswer("Output.apply");
      if (Array.isArray(value)) return value.map(known);
      const isPlain = typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
      return isPlain ? Object.fromEntries(Object.entries(value).map(([key, field]) => [key, known(field)])) : value;
    };
    const { apply: original } = Output.prototype;
    Output.prototype.apply = function (apply) {
      return original.call(this, (value) => apply(known(value)), true);
    };
  };

  // Older SDKs have types checked, whatever the environment says; that takes them ten times as long as the program.
  const transpileOnly = (module: NodeJS.Module): void => {
    type Options = { typeCheck?: boolean; transpileOnly?: boolean } | undefined;
    const compiler = module.exports as { register(options: Options): unknown };
    const original = compiler.register;
    compiler.register = (options) =>
      original(options?.typeCheck ? { ...options, typeCheck: false, transpileOnly: true } : options);
  };

  // A resource may be named after what nobody knows.
  const nameResources = (module: NodeJS.Module): void => {
    type Register = (resource: unknown, parent: unknown, type: string, name: unknown, ...rest: unknown[]) => unknown;
    const functions = module.exports as Record<"registerResource" | "readResource", Register>;
    for (const key of ["registerResource", "readResource"] as const) {
      const original = functions[key];
      functions[key] = (resource, parent, type, name, ...rest) =>
        original(resource, parent, type, isAnswer(Object(name) as object) ? String(name) : name, ...rest);
    }
  };

  // Outputs of a stack that was not read are awaited as `undefined`, which a resource would take for a property left out.
  const answerReferences = (module: NodeJS.Module): void => {
    interface Reference {
      outputs: { isKnown: Promise<boolean> };
      readOutputValue?(...given: unknown[]): Promise<[value: unknown, isSecret: boolean]>;
    }
    const { prototype } = (module.exports as { StackReference: { prototype: Reference } }).StackReference;
    const original = prototype.readOutputValue;
    if (!original) return;
    prototype.readOutputValue = async function (...given) {
      const [value, isSecret] = await original.apply(this, given);
      const unread = value === undefined && !(await this.outputs.isKnown);
      return [unread ? unknownAnswer("pulumi.StackReference") : value, isSecret];
    };
  };

  // The SDK overlooks frames without a function's name, and with them every resource at the top level of an ES module. It maps
  // every frame of every resource back to TypeScript, where those of packages are never shown to anybody.
  const readFrames = (module: NodeJS.Module): void => {
    type Position = { file?: string };
    const { Resource } = module.exports as {
      Resource?: { framePositionRegExp?: RegExp; callsites?(): Position[] };
    };
    if (Resource?.framePositionRegExp)
      Resource.framePositionRegExp = /^\s*at (?:.*? \(|async )?(?<file>.*?):(?<line>\d+):(?<column>\d+)\)?$/;
    const original = Resource?.callsites;
    if (!Resource || !original) return;
    Resource.callsites = () => {
      const prepare = Error.prepareStackTrace;
      // This function stands between those that the SDK counts.
      if (!prepare) return original.call(Resource).filter((_, at) => at !== 1);
      let own: boolean[] = [];
      Error.prepareStackTrace = (error, [caller, , ...frames]) => {
        const all = [caller, ...frames];
        own = all.map((frame) => isUsers(frame.getFileName() ?? "node:"));
        return prepare(
          error,
          all.filter((_, at) => own[at]),
        ) as unknown;
      };
      try {
        const found = original.call(Resource).values();
        return own.map((known) => (known ? (found.next().value ?? {}) : {}));
      } finally {
        Error.prepareStackTrace = prepare;
      }
    };
  };

  // The SDK writes down where every promise was made, two for each property of each resource, for a message about those that
  // never end. Only this variable shows it.
  const forgetStacks = (module: NodeJS.Module): void => {
    if (process.env.PULUMI_DEBUG_PROMISE_LEAKS) return;
    const promises = module.exports as { debuggablePromise(...given: unknown[]): unknown };
    const original = promises.debuggablePromise;
    promises.debuggablePromise = (...given) => {
      const limit = Error.stackTraceLimit;
      Error.stackTraceLimit = 0;
      try {
        return original(...given);
      } finally {
        Error.stackTraceLimit = limit;
      }
    };
  };

  // The engine is told the outputs of a stack without what they came from, which other stacks of the same run ask for.
  const tellOutputs = (module: NodeJS.Module): void => {
    type Outputs = Record<
      string,
      { allResources?(): Promise<Set<{ urn: { promise(): Promise<string> } }>> } | undefined
    >;
    type Run = (init: () => Promise<unknown>) => Promise<unknown>;
    const stack = module.exports as { runInPulumiStack: Run };
    const original = stack.runInPulumiStack;
    const from = async (name: string, value: Outputs[string]): Promise<void> => {
      const resources = [...((await value?.allResources?.()) ?? [])];
      if (resources.length === 0) return;
      note({ output: name, from: await Promise.all(resources.map(({ urn }) => urn.promise())) });
    };
    stack.runInPulumiStack = (init) =>
      original(async () => {
        const outputs = await init();
        if (typeof outputs !== "object" || outputs === null) return outputs;
        for (const [name, value] of Object.entries(outputs as Outputs)) from(name, value).catch(() => undefined);
        const unsure = Object.entries(outputs as Record<string, unknown>).filter(
          ([, value]) => value instanceof Promise || isAnswer(Object(value) as object),
        );
        // A program may hand out a single output or a resource, too.
        const isPlain = [Object.prototype, null].includes(Object.getPrototypeOf(outputs) as object | null);
        if (unsure.length === 0 || !isPlain) return outputs;
        // The SDK copies field by field what is no output, and would make an empty object of what nobody knows.
        const { output } = module.require("../output") as { output(value: unknown): unknown };
        return { ...outputs, ...Object.fromEntries(unsure.map(([name, value]) => [name, output(value)])) };
      });
  };

  const repairs: [file: RegExp, repair: (module: NodeJS.Module) => void][] = [
    [/[\\/]ts-node[\\/]dist[\\/]index\.js$/, transpileOnly],
    [/[\\/]@pulumi[\\/]pulumi[\\/]config\.js$/, (module) => fillConfiguration(module, options, placeholder, note)],
    [/[\\/]@pulumi[\\/]pulumi[\\/]runtime[\\/]rpc\.js$/, answerUnknown],
    [/[\\/]@pulumi[\\/]pulumi[\\/]runtime[\\/]invoke\.js$/, answerUnasked],
    [/[\\/]@pulumi[\\/]pulumi[\\/]runtime[\\/]resource\.js$/, nameResources],
    [/[\\/]@pulumi[\\/]pulumi[\\/]stackReference\.js$/, answerReferences],
    [/[\\/]@pulumi[\\/]pulumi[\\/]resource\.js$/, readFrames],
    [/[\\/]@pulumi[\\/]pulumi[\\/]runtime[\\/]debuggable\.js$/, forgetStacks],
    [/[\\/]@pulumi[\\/]pulumi[\\/]runtime[\\/]stack\.js$/, tellOutputs],
  ];
  if (options.applyUnknown) repairs.push([/[\\/]@pulumi[\\/]pulumi[\\/]output\.js$/, applyUnknown]);
  if (options.modules) repairs.push([/[\\/]source-map-support[\\/]source-map-support\.js$/, mapModules]);
  // Loaders for TypeScript (tsx) put their own in place of `Module._extensions`; all of them compile in the end.
  const compile = Module.prototype._compile;
  Module.prototype._compile = function (text, file, ...rest) {
    const result = compile.call(this, text, file, ...rest);
    if (/@pulumi|source-map|ts-node/.test(file))
      for (const [pattern, repair] of repairs) if (pattern.test(file)) repair(this);
    return result;
  };
}
