import { isRecord, Secret, Unknown, type Values } from "./graph/value";

/**
 * The SDK hands policies every value in plain text. Which of them are secret is in the engine's requests and nowhere else, so
 * the requests are read once more here, before the SDK reads them.
 */

/** The engine's mark of a secret: https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/properties.go */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Where a resource's secrets lie, by its URN. */
export type SecretPaths = ReadonlyMap<string, readonly string[][]>;

/** The part of `@pulumi/pulumi/proto/analyzer_grpc_pb` that reads what the engine sends. */
export type AnalyzerMethods = Record<
  "analyze" | "analyzeStack" | "remediate",
  { requestDeserialize: (bytes: Buffer) => unknown }
>;

interface ResourceMessage {
  getUrn(): string;
  getProperties(): { toJavaScript(): Values } | undefined;
  getProvider(): Omit<ResourceMessage, "getProvider"> | undefined;
}

interface StackMessage {
  getResourcesList(): ResourceMessage[];
}

/** Reads all requests to come; the paths are up to date whenever a policy is asked. */
export function watchSecrets(methods: AnalyzerMethods): SecretPaths {
  const paths = new Map<string, string[][]>();
  for (const method of ["analyze", "analyzeStack", "remediate"] as const) {
    const { requestDeserialize } = methods[method];
    methods[method].requestDeserialize = (bytes) => {
      const request = requestDeserialize(bytes) as ResourceMessage | StackMessage;
      const resources = "getResourcesList" in request ? request.getResourcesList() : [request];
      const hasSecrets = bytes.includes(SECRET);
      for (const resource of resources) {
        for (const message of [resource, resource.getProvider()]) {
          if (!message) continue;
          if (hasSecrets) paths.set(message.getUrn(), secretPaths(message.getProperties()?.toJavaScript()));
          else paths.delete(message.getUrn());
        }
      }
      return request;
    };
  }
  return paths;
}

function secretPaths(value: unknown, path: string[] = []): string[][] {
  if (isRecord(value) && value[SIGNATURE] === SECRET) return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) => secretPaths(field, [...path, key]));
}

/** Wraps the values at these paths, in place. There is nothing to hide in what is not known. */
export function markSecrets(values: Values, paths: readonly string[][] = []): Values {
  for (const path of paths) {
    let at: unknown = values;
    for (const key of path.slice(0, -1)) at = (at as Values | undefined)?.[key];
    const last = path[path.length - 1];
    if (typeof at !== "object" || at === null) continue;
    const value = (at as Values)[last];
    if (value !== undefined && !(value instanceof Unknown)) (at as Values)[last] = new Secret(value);
  }
  return values;
}
