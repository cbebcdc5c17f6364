import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { languageHost } from "./host";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { stopChildren } from "./child";

/**
 * Stands in for Pulumi's `pulumi-language-nodejs`, which no Go module proxy serves. What it starts is the real thing: the SDK's
 * own `cmd/run` and `cmd/run-policy-pack`.
 */

// The engine's flags come first, its address last.
const engine = process.argv.at(-1) ?? "";
const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
server.addService(LanguageRuntimeService, languageHost(engine) as unknown as UntypedServiceImplementation);
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`${port}\n`);
});

function stop(): void {
  stopChildren();
  process.exit(0);
}
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
// The engine holds our standard input: it ends with the engine, however that ended.
process.stdin.on("end", stop).resume();
