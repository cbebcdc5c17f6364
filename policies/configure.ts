import { readConfiguration, told } from "./configuration";
import type { Values } from "./graph/value";
import type { Policy } from "./policy";

/** The part of `@pulumi/pulumi/proto/analyzer_grpc_pb` that reads the policies' configuration. */
export interface ConfigureMethod {
  requestDeserialize: (bytes: Buffer) => unknown;
}

interface ConfigureMessage {
  getPolicyconfigMap(): { entries(): Iterable<[string, { getProperties(): { toJavaScript(): Values } | undefined }]> };
}

/** The engine accepts names of policies and parameters that do not exist; this refuses them all at once, before anything runs. */
export function refuseUnknownSettings(method: ConfigureMethod, policies: readonly Policy[]): void {
  const { requestDeserialize } = method;
  method.requestDeserialize = (bytes) => {
    const request = requestDeserialize(bytes) as ConfigureMessage;
    // The engine has read the levels itself, that of `all` among them, and hands out the parameters.
    const entries = [...request.getPolicyconfigMap().entries()].filter(([id]) => id !== "all");
    const given = entries.map(([id, settings]) => [id, settings.getProperties()?.toJavaScript() ?? {}]);
    const { problems } = readConfiguration(Object.fromEntries(given), policies);
    // What is thrown here loses its text; what the SDK comes upon while it reads the message reaches the user.
    if (problems.length > 0) request.getPolicyconfigMap = () => refuse(told("policy configuration", problems));
    return request;
  };
}

function refuse(message: string): never {
  // The SDK tells people the stack of an error; here the message is all that they need.
  throw Object.assign(new Error(message), { stack: message });
}
