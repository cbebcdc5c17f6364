import { isDeepStrictEqual } from "node:util";
import { isRecord } from "../../policies/graph/value";
import { OUTPUT, SECRET, SIGNATURE, UNKNOWN_TEXT } from "../../sources/wire";

/**
 * What passed between a program, the engine and a policy pack in one preview, as far as it is the program's: the same in every
 * run and on every machine, and without secrets. Made of what `PULUMI_DEBUG_GRPC` writes.
 */
export interface Golden {
  /** In order of URN; the providers that the engine made are among them. */
  resources: Registered[];
  /** `ReadResource`, request and answer: `.get` and stack references. In order of URN. */
  read: Message[];
  /** `Invoke`, request and answer: functions of providers. In order of token. */
  invoked: Message[];
}

export type Message = Record<string, unknown>;

/** One resource on its way through the engine; each stage says only what it changed. */
export interface Registered {
  urn: string;
  /** `RegisterResource`: what the SDK asked for. Absent for a provider that the engine made. */
  registered?: Message;
  /** Inputs that differ from `registered.object` when the provider has checked them, as `Analyze` sees them. */
  checked: Message;
  /** What a component hands out, as `AnalyzeStack` sees it. The outputs of other resources are the provider's. */
  outputs?: Message;
  /** Everything else that `AnalyzeStack` sees and that the SDK said differently, or did not say; `null` is gone. */
  options: Message;
}

/** Fields that say what an SDK can do, or where a line of the program stands, and not what the program wants. */
const LEFT_OUT = new Set([
  ...["acceptSecrets", "acceptResources", "aliasSpecs", "supportsPartialValues", "supportsResultReporting"],
  ...["sourcePosition", "stackTrace", "pluginChecksums", "parentStackTraceHandle"],
  // The addresses of functions in a process that is gone.
  "transforms",
]);

/** @param folders what stands for a folder of this machine, by the folder: `{ "/home/me/shop": "<project>" }` */
export function golden(recording: string, folders: Record<string, string> = {}): Golden {
  const calls = completed(recording);
  const secrets = [...new Set(calls.flatMap(secretTexts))].filter(({ length }) => length > 3);
  const clean = (message: unknown): Message => wanted(cleaned(message, { ...masks(secrets), ...folders }) as Message);
  const of = (method: string): Call[] => calls.filter((call) => call.method === `/pulumirpc.${method}`);

  const registered = byUrn(
    of("ResourceMonitor/RegisterResource").map(({ request, response }) => ({ urn: response.urn, ...clean(request) })),
  );
  const analyzed = byUrn(of("Analyzer/Analyze").map(({ request }) => clean(request)));
  const stack = byUrn(
    of("Analyzer/AnalyzeStack").flatMap(({ request }) => (request.resources as unknown[]).map(clean)),
  );
  const answered = (method: string): Message[] =>
    of(method).map(({ request, response }) => ({ ...clean(request), ...clean(response) }));
  return {
    resources: Object.keys(stack)
      .sort()
      .map((urn) => stages(urn, registered[urn], analyzed[urn], stack[urn])),
    read: sorted(answered("ResourceMonitor/ReadResource"), "urn"),
    invoked: sorted(answered("ResourceMonitor/Invoke"), "tok"),
  };
}

/** One message on a line, so that a difference can be read. */
export function written(golden: Golden): string {
  const lists = Object.entries(golden).map(
    ([name, messages]: [string, object[]]) =>
      `${JSON.stringify(name)}: [\n${messages.map((message) => JSON.stringify(message)).join(",\n")}\n]`,
  );
  return `{\n${lists.join(",\n")}\n}\n`;
}

interface Call {
  method: string;
  request: Message;
  response: Message;
}

/** The engine writes a line when a call begins and one when it is answered. */
function completed(recording: string): Call[] {
  const lines = recording.split("\n").filter((line) => line !== "");
  return lines
    .map((line) => JSON.parse(line))
    .filter(({ progress }) => progress === "response_completed")
    .map(({ method, request, response }) => ({ method, request: request ?? {}, response: response ?? {} }));
}

const isSecret = (value: unknown): value is Message =>
  isRecord(value) && (value[SIGNATURE] === SECRET || (value[SIGNATURE] === OUTPUT && value.secret === true));

function secretTexts(value: unknown): string[] {
  if (isSecret(value)) return texts(value.value);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(secretTexts) : [];
}

function texts(value: unknown): string[] {
  if (typeof value === "string") return value === UNKNOWN_TEXT ? [] : [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
}

const masks = (secrets: string[]): Record<string, string> =>
  Object.fromEntries(secrets.map((secret) => [secret, "[secret]"]));

/** Keys in order, so that the same message is the same text. */
function cleaned(value: unknown, replace: Record<string, string>): unknown {
  if (typeof value === "string")
    return Object.entries(replace).reduce((text, [from, to]) => text.replaceAll(from, to), value);
  if (Array.isArray(value)) return value.map((element) => cleaned(element, replace));
  if (!isRecord(value)) return value;
  if (isSecret(value) && value.value !== UNKNOWN_TEXT) return { [SIGNATURE]: value[SIGNATURE], value: "[secret]" };
  const fields = Object.entries(value).sort(byKey);
  return Object.fromEntries(fields.map(([key, field]) => [key, cleaned(field, replace)]));
}

/** What a message says; lists of URNs have no order. */
function wanted(message: Message): Message {
  const { dependencies, propertyDependencies, ...rest } = message;
  const kept = Object.entries(rest).filter(([key, value]) => !LEFT_OUT.has(key) && !isDeepStrictEqual(value, {}));
  // A property that came from nowhere is listed by the SDK, and not by the engine.
  const edges = Object.entries((propertyDependencies ?? {}) as Record<string, { urns?: string[] }>).flatMap(
    ([key, { urns = [] }]) => (urns.length > 0 ? [[key, [...urns].sort()]] : []),
  );
  return {
    ...Object.fromEntries(kept),
    ...(dependencies ? { dependencies: [...(dependencies as string[])].sort() } : {}),
    ...(edges.length > 0 ? { propertyDependencies: Object.fromEntries(edges) } : {}),
  };
}

const byUrn = (messages: Message[]): Record<string, Message> =>
  Object.fromEntries(messages.map((message) => [message.urn, message]));

function stages(urn: string, registered: Message | undefined, analyzed: Message, inStack: Message): Registered {
  const request: Message = { ...registered, urn: undefined };
  const inputs = (analyzed.properties ?? {}) as Message;
  const { properties: outputs = {}, options = {}, provider, parent, dependencies, propertyDependencies } = inStack;
  const seen = {
    parent,
    dependencies,
    propertyDependencies,
    provider: (provider as Message | undefined)?.urn,
    ...wanted(options as Message),
  };
  return {
    urn,
    registered: registered && request,
    checked: changes((request.object ?? {}) as Message, inputs),
    outputs: request.custom || !registered ? undefined : changes(inputs, outputs as Message),
    options: changes(Object.fromEntries(Object.keys(seen).map((key) => [key, request[key]])), seen),
  };
}

/** The fields of `to` that are not so in `from`; `null` for those that are gone. */
function changes(from: Message, to: Message): Message {
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();
  return Object.fromEntries(
    keys.filter((key) => !isDeepStrictEqual(from[key], to[key])).map((key) => [key, to[key] ?? null]),
  );
}

const byKey = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

function sorted(messages: Message[], key: string): Message[] {
  const place = (message: Message): string => `${message[key]} ${JSON.stringify(message)}`;
  return messages.sort((a, b) => (place(a) < place(b) ? -1 : 1));
}
