import { isRecord, Secret, UNKNOWN, type Values } from "./graph/value";
import type { ResourceRecord } from "./graph/resource";

/**
 * What the engine asks, read here once. The SDK reads the whole stack anew for each policy that judges it, and hands out every
 * value in plain text: which of them are secret is in the requests and nowhere else.
 */

/** Marks in the engine's requests: https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/properties.go */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const UNKNOWNS: ReadonlySet<unknown> = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** The part of `@pulumi/pulumi/proto/analyzer_grpc_pb` that reads what the engine sends. */
export type AnalyzerMethods = Record<
  "analyze" | "analyzeStack" | "remediate",
  { requestDeserialize: (bytes: Buffer) => unknown }
>;

/** Entries of a map in a message; reading them makes objects of them. */
interface Fields<T> {
  forEach(each: (value: T, key: string) => void): void;
  clear(): void;
}

interface Properties {
  toJavaScript(): Values;
  getFieldsMap(): Fields<unknown>;
}

interface ProviderMessage {
  getUrn(): string;
  getType(): string;
  getName(): string;
  getProperties(): Properties | undefined;
}

interface ResourceMessage extends ProviderMessage {
  setType(type: string): void;
  getOptions(): { getProtect(): boolean; getIgnorechangesList(): string[]; getAliasesList(): string[] } | undefined;
  getProvider(): ProviderMessage | undefined;
  setProvider(provider: undefined): void;
}

interface StackResourceMessage extends ResourceMessage {
  getParent(): string;
  getDependenciesList(): string[];
  getPropertydependenciesMap(): Fields<{ getUrnsList(): string[] }>;
}

interface StackMessage {
  getResourcesList(): StackResourceMessage[];
  setResourcesList(resources: []): void;
}

/** What was asked about. */
export interface Requests {
  /** The resource with this URN, as the program wrote it. */
  resource(urn: string): ResourceRecord;
  /** All resources of the stack, and their providers. */
  stack(): readonly ResourceRecord[];
}

/** Reads all requests to come. @param commonType the one token that stands for all tokens of a type */
export function readRequests(methods: AnalyzerMethods, commonType: (type: string) => string): Requests {
  const resources = new Map<string, ResourceRecord>();
  let stack: ResourceRecord[] = [];
  before(methods.remediate, (request: ResourceMessage) => resources.set(request.getUrn(), resourceOf(request)));
  before(methods.analyze, (request: ResourceMessage) => {
    resources.set(request.getUrn(), resourceOf(request));
    // The SDK asks only the policies of this one type, and reads the properties again for each of them.
    request.setType(commonType(request.getType()));
    request.getProperties()?.getFieldsMap().clear();
    request.setProvider(undefined);
  });
  before(methods.analyzeStack, (request: StackMessage) => {
    resources.clear();
    stack = stackOf(request.getResourcesList());
    request.setResourcesList([]);
  });
  const resource = (urn: string): ResourceRecord => {
    const record = resources.get(urn);
    if (!record) throw new Error(`the engine asked about ${urn}, which it has not handed out`);
    return record;
  };
  return { resource, stack: () => stack };
}

function before<Message>(method: AnalyzerMethods["analyze"], read: (request: Message) => void): void {
  const { requestDeserialize } = method;
  method.requestDeserialize = (bytes) => {
    const request = requestDeserialize(bytes) as Message;
    read(request);
    return request;
  };
}

function stackOf(messages: readonly StackResourceMessage[]): ResourceRecord[] {
  const records = messages.map((message) => ({ ...resourceOf(message), ...placeOf(message) }));
  const seen = new Set(records.map(({ urn }) => urn));
  const providers: ResourceRecord[] = [];
  for (const message of messages) {
    const provider = message.getProvider();
    if (!provider || seen.has(provider.getUrn())) continue;
    seen.add(provider.getUrn());
    providers.push(providerOf(provider));
  }
  return [...records, ...providers];
}

const providerOf = (message: ProviderMessage): ResourceRecord => ({
  urn: message.getUrn(),
  type: message.getType(),
  name: message.getName(),
  values: valuesOf(message.getProperties()),
});

function resourceOf(message: ResourceMessage): ResourceRecord {
  const options = message.getOptions();
  const provider = message.getProvider();
  return {
    ...providerOf(message),
    custom: !isComponent(message.getType()),
    provider: provider && `${provider.getUrn()}::id`,
    protect: options?.getProtect(),
    ignoreChanges: options?.getIgnorechangesList(),
    aliases: options?.getAliasesList(),
  };
}

function placeOf(message: StackResourceMessage): Partial<ResourceRecord> {
  const propertyDependencies: Record<string, string[]> = {};
  message.getPropertydependenciesMap().forEach((urns, property) => {
    propertyDependencies[property] = urns.getUrnsList();
  });
  return {
    parent: message.getParent() || undefined,
    dependencies: message.getDependenciesList(),
    propertyDependencies,
  };
}

/** The engine does not say which resources are components; a provider's token has a module with a slash in it. */
const isComponent = (type: string): boolean =>
  !/^(pulumi|aws-native):/.test(type) && !type.includes("/") && type.split(":").length === 3;

const valuesOf = (properties: Properties | undefined): Values =>
  properties ? (valueOf(properties.toJavaScript()) as Values) : {};

function valueOf(value: unknown): unknown {
  if (typeof value === "string") return UNKNOWNS.has(value) ? UNKNOWN : value;
  if (Array.isArray(value)) return value.map(valueOf);
  if (!isRecord(value)) return value;
  if (value[SIGNATURE] === SECRET) {
    const secret = valueOf(value.value);
    // There is nothing to hide in what is not known.
    return secret === UNKNOWN ? secret : new Secret(secret);
  }
  const copy: Values = {};
  for (const key in value) copy[key] = valueOf(value[key]);
  return copy;
}
