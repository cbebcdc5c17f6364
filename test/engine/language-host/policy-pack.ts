import {
  Client,
  credentials,
  Server,
  ServerCredentials,
  status,
  type handleUnaryCall,
  type ServerWritableStream,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  AnalyzerHandshakeResponse,
  AnalyzerStackConfigureRequest,
  AnalyzerStackConfigureResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import type { ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb";
import { RunPluginResponse, type RunPluginRequest } from "@pulumi/pulumi/proto/language_pb";
import { createInterface } from "node:readline";
import { nodeArguments, optionsOf, resolveFrom, startNode } from "./child";

type Stream = ServerWritableStream<RunPluginRequest, RunPluginResponse>;

const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/**
 * Runs a policy pack with the SDK's `cmd/run-policy-pack`. The pack needs the stack's name and configuration in its environment
 * before it starts, so the engine speaks with a proxy that starts it at the first call.
 */
export const runPlugin: ILanguageRuntimeServer["runPlugin"] = (call) => {
  const request = call.request;
  if (request.getKind() !== "analyzer")
    return fail(call, `this language host runs policy packs, not ${request.getKind()} plugins`);
  const folder = request.getInfo()?.getProgramDirectory() ?? request.getPwd();
  let run: string;
  try {
    run = resolveFrom(folder, "@pulumi/pulumi/cmd/run-policy-pack");
  } catch {
    return fail(call, `${folder} has no @pulumi/pulumi; run npm install there`);
  }

  let pack: Promise<Client> | undefined;
  const start = (stack?: AnalyzerStackConfigureRequest): Promise<Client> => {
    const child = startNode([run, ...nodeArguments(optionsOf(request.getInfo())), ...request.getArgsList(), folder], {
      cwd: folder,
      env: { ...process.env, ...environment(request, stack) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    call.on("cancelled", () => child.kill());
    child.stderr?.on("data", (chunk: Buffer) => call.write(new RunPluginResponse().setStderr(chunk)));
    return new Promise((resolve) => {
      let port: string | undefined;
      createInterface({ input: child.stdout! }).on("line", (line) => {
        if (port !== undefined) return call.write(new RunPluginResponse().setStdout(Buffer.from(`${line}\n`)));
        port = line.trim();
        resolve(new Client(`127.0.0.1:${port}`, credentials.createInsecure(), unlimited));
      });
      child.once("close", (code) => {
        server.forceShutdown();
        if (code === 0 || call.cancelled) call.end();
        else fail(call, `the policy pack ended with exit code ${code}`);
      });
    });
  };

  const server = proxy({
    configured: (stack) => (pack ??= start(stack)),
    called: () => (pack ??= start()),
  });
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error) fail(call, error.message);
    else call.write(new RunPluginResponse().setStdout(Buffer.from(`${port}\n`)));
  });
};

/** `call.destroy(error)` would send no status, and the engine would wait for ever. */
function fail(call: Stream, details: string): void {
  call.emit("error", { code: status.UNKNOWN, details });
}

interface Pack {
  configured(stack: AnalyzerStackConfigureRequest): Promise<Client>;
  called(): Promise<Client>;
}

/** An analyzer that passes every message through as it came. */
function proxy(pack: Pack): Server {
  const server = new Server(unlimited);
  const same = (bytes: Buffer): Buffer => bytes;
  const raw = { requestSerialize: same, requestDeserialize: same, responseSerialize: same, responseDeserialize: same };
  const definition = Object.fromEntries(
    Object.entries(AnalyzerService).map(([name, method]) => [name, { ...method, ...raw }]),
  );
  const forward = async (client: Promise<Client>, path: string, request: Buffer): Promise<Buffer> => {
    const pack = await client;
    return new Promise((resolve, reject) =>
      pack.makeUnaryRequest(path, same, same, request, (error, response) =>
        error ? reject(error) : resolve(response!),
      ),
    );
  };
  const answered: Record<string, (request: Buffer, path: string) => Promise<Buffer>> = {
    handshake: async () => Buffer.from(new AnalyzerHandshakeResponse().serializeBinary()),
    configureStack: async (request, path) => {
      const client = pack.configured(AnalyzerStackConfigureRequest.deserializeBinary(request));
      return forward(client, path, request).catch((error: { code?: number }) => {
        if (error.code !== status.UNIMPLEMENTED) throw error;
        return Buffer.from(new AnalyzerStackConfigureResponse().serializeBinary());
      });
    },
  };
  const implementation = Object.entries(AnalyzerService).map(([name, { path }]) => {
    const call: handleUnaryCall<Buffer, Buffer> = ({ request }, answer) => {
      const response = answered[name]?.(request, path) ?? forward(pack.called(), path, request);
      response.then(
        (bytes) => answer(null, bytes),
        (error) => answer(error),
      );
    };
    return [name, call];
  });
  server.addService(definition as never, Object.fromEntries(implementation) as UntypedServiceImplementation);
  return server;
}

function environment(request: RunPluginRequest, stack?: AnalyzerStackConfigureRequest): NodeJS.ProcessEnv {
  const asked = request
    .getEnvList()
    .map((variable) => [variable.slice(0, variable.indexOf("=")), variable.slice(variable.indexOf("=") + 1)]);
  return {
    ...(Object.fromEntries(asked) as NodeJS.ProcessEnv),
    PULUMI_NODEJS_TYPESCRIPT: "true",
    ...(stack && {
      PULUMI_NODEJS_ORGANIZATION: stack.getOrganization(),
      PULUMI_NODEJS_PROJECT: stack.getProject(),
      PULUMI_NODEJS_STACK: stack.getStack(),
      PULUMI_NODEJS_DRY_RUN: String(stack.getDryRun()),
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(stack.getConfigMap().toArray())),
    }),
  };
}
