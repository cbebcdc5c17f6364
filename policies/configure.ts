import { levels, readConfiguration, told, type Configuration, type Level } from "./configuration";
import type { Values } from "./graph/value";
import { enforcement, type Parameters, type Policy } from "./policy";

/** The part of `@pulumi/pulumi/proto/analyzer_grpc_pb` that reads the policies' configuration. */
export interface ConfigureMethod {
  requestDeserialize: (bytes: Buffer) => unknown;
}

interface PolicyEntry {
  getProperties(): { toJavaScript(): Values } | undefined;
  getEnforcementlevel(): number;
}

interface ConfigureMessage {
  getPolicyconfigMap(): { entries(): Iterable<[string, PolicyEntry]> };
}

/** The numbers by which the engine calls the levels. */
const wire: Record<Level, number> = { advisory: 0, mandatory: 1, disabled: 2, remediate: 3 };

/**
 * Between the engine and the SDK: refuses names of policies and parameters that do not exist, which the engine accepts, all at
 * once and before anything runs; and applies the profile of `all`, of which the engine knows nothing.
 */
export function configureWith(method: ConfigureMethod, policies: readonly Policy[]): void {
  const { requestDeserialize } = method;
  method.requestDeserialize = (bytes) => {
    const request = requestDeserialize(bytes) as ConfigureMessage;
    const entries = [...request.getPolicyconfigMap().entries()].map(([id, entry]): [string, Entry] => [
      id,
      read(entry),
    ]);
    const profile = entries.find(([id]) => id === "all")?.[1].values.profile;
    const given = entries.filter(([id]) => id !== "all").map(([id, entry]) => [id, ofTheUser(id, entry)]);
    const { configuration, problems } = readConfiguration(
      { ...Object.fromEntries(given), ...(profile === undefined ? {} : { all: { profile } }) },
      policies,
    );
    // What is thrown here loses its text; what the SDK comes upon while it reads the message reaches the user.
    if (problems.length > 0) request.getPolicyconfigMap = () => refuse(told("policy configuration", problems));
    else if (profile !== undefined) request.getPolicyconfigMap = () => new Map(entries.map(withProfile(configuration)));
    return request;
  };

  /** The engine fills in the defaults before it hands the settings out: what equals them counts as left to the profile. */
  function ofTheUser(id: string, { level, values }: Entry): Values {
    const policy = policies.find((candidate) => candidate.id === id);
    const parameters: Parameters = policy?.parameters ?? {};
    const own = Object.entries(values).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(parameters[name]?.default),
    );
    const changed = policy && level && level !== enforcement(policy.severity);
    return { ...Object.fromEntries(own), ...(changed ? { enforcementLevel: level } : {}) };
  }
}

interface Entry {
  level?: Level;
  values: Values;
}

const read = (entry: PolicyEntry): Entry => ({
  level: levels.find((level) => wire[level] === entry.getEnforcementlevel()),
  values: entry.getProperties()?.toJavaScript() ?? {},
});

const withProfile =
  ({ levels, settings }: Configuration) =>
  ([id, { level, values }]: [string, Entry]): [string, PolicyEntry] => [
    id,
    {
      getProperties: () => ({ toJavaScript: () => ({ ...values, ...settings[id] }) }),
      getEnforcementlevel: () => wire[levels[id] ?? level ?? "mandatory"],
    },
  ];

function refuse(message: string): never {
  // The SDK tells people the stack of an error; here the message is all that they need.
  throw Object.assign(new Error(message), { stack: message });
}
