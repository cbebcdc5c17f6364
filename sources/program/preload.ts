import type * as FileSystem from "node:fs";
import type * as Modules from "node:module";
import type * as Paths from "node:path";
import type * as Urls from "node:url";
import type * as Util from "node:util";

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
}

type ConfigType = "string" | "number" | "boolean" | "object";
interface Limits {
  allowedValues?: string[];
  minLength?: number;
  maxLength?: number;
  min?: number;
  max?: number;
}
interface ConfigPrototype {
  name: string;
  [method: string]: unknown;
}

/**
 * Runs inside the program before anything else. It is written out as text, so it may use nothing but its parameters. It
 * mends what would hang, stop or mislead in an SDK without an engine.
 */
export function preload(
  require: NodeJS.Require,
  options: PreloadOptions,
  placeholder: (key: string, type: ConfigType, suggested?: string) => string,
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

  // A missing required value becomes a placeholder, so that one run finds all of them.
  const fillConfiguration = (module: NodeJS.Module): void => {
    const prototype = (module.exports as { Config: { prototype: ConfigPrototype } }).Config.prototype;
    const { setConfig } = module.require("./runtime/config") as { setConfig(key: string, value: string): void };
    const types: [suffix: string, type: ConfigType][] = [
      ["", "string"],
      ["Boolean", "boolean"],
      ["Number", "number"],
      ["Object", "object"],
    ];
    for (const [suffix, type] of types) {
      for (const verb of ["get", "getSecret", "require", "requireSecret"]) {
        const original = prototype[verb + suffix];
        if (typeof original !== "function") continue;
        prototype[verb + suffix] = function (this: ConfigPrototype, key: string, limits?: Limits): unknown {
          const full = `${this.name}:${key}`;
          try {
            const value = original.call(this, key, limits);
            if (value === undefined) note({ unset: full });
            return value;
          } catch (error) {
            const missing = /^Missing required configuration variable/.test((error as Error).message);
            if (!missing && !options.encrypted.includes(full)) throw error;
            const suggested =
              options.suggestions[full] ?? (this.name === options.project ? options.suggestions[key] : undefined);
            let value = limits?.allowedValues?.[0] ?? placeholder(full, type, suggested);
            if (type === "number" && limits?.min !== undefined) value = String(Math.max(limits.min, Number(value)));
            if (type === "number" && limits?.max !== undefined) value = String(Math.min(limits.max, Number(value)));
            if (limits?.minLength !== undefined) value = value.padEnd(limits.minLength, "x");
            if (limits?.maxLength !== undefined) value = value.slice(0, limits.maxLength);
            setConfig(full, value);
            if (missing) note({ missing: full, value });
            return original.call(this, key, limits);
          }
        };
      }
    }
  };

  // An answer of a function (`aws.ec2.getAmi`) that is not known is an unknown value through and through: each field, each
  // element, each text made of it. The SDK alone would make absent fields of it, which the program would silently pass on.
  const walked = new Set<string>();
  const methods = new Set(
    (
      "map filter slice forEach find findIndex some every join includes indexOf concat reduce sort flatMap " +
      "split replace replaceAll startsWith endsWith toLowerCase toUpperCase trim substring match at"
    ).split(" "),
  );
  const answers = new WeakSet<object>();
  const unknownAnswer = (token: string, returned: Record<string, unknown> = {}): unknown => {
    const walk = (): void => {
      if (!walked.has(token)) note({ walked: token });
      walked.add(token);
    };
    // The fields of the answer know nothing of its arguments.
    const inside: unknown = Object.keys(returned).length > 0 ? unknownAnswer(token) : undefined;
    const answer: unknown = new Proxy(Object.create(null) as object, {
      get(_, key) {
        if (key === "__pulumiUnknown") return true;
        if (key === Symbol.toPrimitive) return (hint: string) => (hint === "number" ? NaN : options.unknownText);
        if (key === Symbol.iterator) return () => (walk(), [][Symbol.iterator]());
        if (typeof key === "symbol" || key === "then" || key === "constructor" || key.startsWith("__"))
          return undefined;
        if (/^[0-9a-f]{32}$/.test(key)) return undefined;
        if (key === "toString" || key === "toJSON" || key === "valueOf") return () => options.unknownText;
        if (Object.hasOwn(returned, key)) return returned[key];
        if (methods.has(key)) return () => (walk(), answer);
        if (key === "length") walk();
        return inside ?? answer;
      },
    });
    answers.add(answer as object);
    return answer;
  };
  const parse = JSON.parse;
  JSON.parse = (text, reviver) =>
    typeof text === "object" && answers.has(text) ? (text as unknown) : (parse(text, reviver) as unknown);
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
        const empty = result === undefined || (bare && !answers.has(result));
        return empty ? unknownAnswer(token.slice(0, token.lastIndexOf(":"))) : result;
      };
    }
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
    const isUsers = (name: string): boolean => {
      if (name.startsWith("node:")) return false;
      const path = relative(options.folder, name.startsWith("file://") ? fileURLToPath(name) : name);
      return !/(^|[\\/])node_modules[\\/]/.test(path);
    };
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
        if (typeof outputs === "object" && outputs !== null)
          for (const [name, value] of Object.entries(outputs as Outputs)) from(name, value).catch(() => undefined);
        return outputs;
      });
  };

  const repairs: [file: RegExp, repair: (module: NodeJS.Module) => void][] = [
    [/[\\/]@pulumi[\\/]pulumi[\\/]config\.js$/, fillConfiguration],
    [/[\\/]@pulumi[\\/]pulumi[\\/]runtime[\\/]rpc\.js$/, answerUnknown],
    [/[\\/]@pulumi[\\/]pulumi[\\/]runtime[\\/]invoke\.js$/, answerUnasked],
    [/[\\/]@pulumi[\\/]pulumi[\\/]resource\.js$/, readFrames],
    [/[\\/]@pulumi[\\/]pulumi[\\/]runtime[\\/]debuggable\.js$/, forgetStacks],
    [/[\\/]@pulumi[\\/]pulumi[\\/]runtime[\\/]stack\.js$/, tellOutputs],
  ];
  if (options.modules) repairs.push([/[\\/]source-map-support[\\/]source-map-support\.js$/, mapModules]);
  // Loaders for TypeScript (tsx) put their own in place of `Module._extensions`; all of them compile in the end.
  const compile = Module.prototype._compile;
  Module.prototype._compile = function (text, file, ...rest) {
    const result = compile.call(this, text, file, ...rest);
    if (/@pulumi|source-map/.test(file)) for (const [pattern, repair] of repairs) if (pattern.test(file)) repair(this);
    return result;
  };
}
