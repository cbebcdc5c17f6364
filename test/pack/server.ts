import { credentials } from "@grpc/grpc-js";
import { spawn, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import type { Graph } from "../../policies/graph/graph";
import type { ResourceRecord } from "../../policies/graph/resource";
import { Secret, Unknown } from "../../policies/graph/value";

const load = createRequire(__filename);
const { AnalyzerClient } = load("@pulumi/pulumi/proto/analyzer_grpc_pb.js");
const wire = load("@pulumi/pulumi/proto/analyzer_pb.js");
const { Struct } = load("google-protobuf/google/protobuf/struct_pb.js");

/** What the policy server says about one resource, or about the stack. */
export interface Diagnostic {
  policy: string;
  urn: string;
  message: string;
  level: "advisory" | "mandatory";
}

export interface PolicyInformation {
  name: string;
  enforcementLevel: number;
}

/** The stock policy server of `@pulumi/policy` with a pack in it, driven over gRPC as the engine drives it. */
export class PolicyServer {
  private constructor(
    private readonly child: ChildProcess,
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the generated client has no types here
    private readonly client: any,
  ) {}

  static async start(pack: string, env: NodeJS.ProcessEnv = {}): Promise<PolicyServer> {
    const run = load.resolve("@pulumi/pulumi/cmd/run-policy-pack");
    const child = spawn(process.execPath, [run, "127.0.0.1:1", pack], {
      ...{ cwd: pack, env: { ...process.env, ...env } },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    child.stderr.on("data", (chunk) => (said += chunk));
    const port = await new Promise<string>((resolve, reject) => {
      child.stdout.once("data", (chunk) => resolve(String(chunk).trim()));
      child.once("exit", (code) => reject(new Error(`the pack in ${pack} ended with ${code}: ${said}`)));
    });
    const options = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };
    return new PolicyServer(child, new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure(), options));
  }

  stop(): void {
    this.client.close();
    this.child.kill();
  }

  async policies(): Promise<PolicyInformation[]> {
    const { Empty } = load("google-protobuf/google/protobuf/empty_pb.js");
    const answer = await this.call<{ toObject(): { policiesList: PolicyInformation[] } }>(
      "getAnalyzerInfo",
      new Empty(),
    );
    return answer.toObject().policiesList;
  }

  /** Everything that the pack says about the stack: each resource by itself, then all of them together. */
  async analyze(graph: Graph): Promise<Diagnostic[]> {
    const diagnostics: Diagnostic[] = [];
    for (const record of graph.records) {
      diagnostics.push(...(await this.said("analyze", resourceMessage(new wire.AnalyzeRequest(), record, graph))));
    }
    const request = new wire.AnalyzeStackRequest();
    request.setResourcesList(
      graph.records.map((record) => {
        const message = resourceMessage(new wire.AnalyzerResource(), record, graph);
        message.setParent(record.parent ?? "");
        message.setDependenciesList(record.dependencies ?? []);
        for (const [property, urns] of Object.entries(record.propertyDependencies ?? {})) {
          const dependencies = new wire.AnalyzerPropertyDependencies();
          dependencies.setUrnsList(urns);
          message.getPropertydependenciesMap().set(property, dependencies);
        }
        return message;
      }),
    );
    return [...diagnostics, ...(await this.said("analyzeStack", request))];
  }

  private async said(method: string, request: unknown): Promise<Diagnostic[]> {
    const answer = await this.call<{ toObject(): { diagnosticsList: Record<string, string | number>[] } }>(
      method,
      request,
    );
    return answer.toObject().diagnosticsList.map((diagnostic) => ({
      policy: String(diagnostic.policyname),
      urn: String(diagnostic.urn),
      message: String(diagnostic.message),
      level: diagnostic.enforcementlevel === 1 ? "mandatory" : "advisory",
    }));
  }

  private call<T>(method: string, request: unknown): Promise<T> {
    return new Promise((resolve, reject) =>
      this.client[method](request, (error: Error | null, answer: T) => (error ? reject(error) : resolve(answer))),
    );
  }
}

const UNKNOWN_ON_THE_WIRE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SECRET_ON_THE_WIRE = "1b47061264138c4ac30d75fd1eb44270";

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- two generated messages with the same setters
function resourceMessage(message: any, record: ResourceRecord, graph: Graph): any {
  message.setUrn(record.urn);
  message.setType(record.type);
  message.setName(record.name);
  message.setProperties(Struct.fromJavaScript(onTheWire(record.values)));
  const options = new wire.AnalyzerResourceOptions();
  options.setProtect(record.protect ?? false);
  options.setIgnorechangesList(record.ignoreChanges ?? []);
  message.setOptions(options);
  const provider = record.provider && graph.get(record.provider.replace(/::[^:]*$/, ""));
  if (provider) {
    const providerMessage = new wire.AnalyzerProviderResource();
    providerMessage.setUrn(provider.urn);
    providerMessage.setType(provider.type);
    providerMessage.setName(provider.name);
    providerMessage.setProperties(Struct.fromJavaScript(onTheWire(provider.record.values)));
    message.setProvider(providerMessage);
  }
  return message;
}

function onTheWire(value: unknown): unknown {
  if (value instanceof Unknown) return UNKNOWN_ON_THE_WIRE;
  if (value instanceof Secret)
    return { "4dabf18193072939515e22adb298388d": SECRET_ON_THE_WIRE, value: onTheWire(value.value) };
  if (Array.isArray(value)) return value.map(onTheWire);
  if (typeof value !== "object" || value === null) return value ?? null;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.map(([key, field]) => [key, onTheWire(field)]));
}
