import * as grpc from "@grpc/grpc-js";
import { createRequire } from "node:module";

/**
 * The least that a Pulumi program needs to run to its end: a monitor and an engine that say yes. Running the program against
 * this is the floor that `trailwatch check` is measured against.
 */

const load = createRequire(__filename);
const resource = load("@pulumi/pulumi/proto/resource_pb.js");
const { ResourceMonitorService } = load("@pulumi/pulumi/proto/resource_grpc_pb.js");
const engine = load("@pulumi/pulumi/proto/engine_pb.js");
const { EngineService } = load("@pulumi/pulumi/proto/engine_grpc_pb.js");
const provider = load("@pulumi/pulumi/proto/provider_pb.js");
const { Empty } = load("google-protobuf/google/protobuf/empty_pb.js");
const { Struct } = load("google-protobuf/google/protobuf/struct_pb.js");

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the generated messages have no types here
type Answer = (call: any, callback: (error: null, answer: unknown) => void) => void;

const nothing: Answer = (_call, callback) => callback(null, new Empty());

const monitor: Record<string, Answer> = {
  supportsFeature: (_call, callback) => {
    const answer = new resource.SupportsFeatureResponse();
    answer.setHassupport(true);
    callback(null, answer);
  },
  registerResource: ({ request }, callback) => {
    const answer = new resource.RegisterResourceResponse();
    answer.setUrn(`urn:pulumi:bench::bench::${request.getType()}::${request.getName()}`);
    answer.setObject(request.getObject());
    callback(null, answer);
  },
  readResource: ({ request }, callback) => {
    const answer = new resource.ReadResourceResponse();
    answer.setUrn(`urn:pulumi:bench::bench::${request.getType()}::${request.getName()}`);
    answer.setProperties(request.getProperties());
    callback(null, answer);
  },
  invoke: (_call, callback) => {
    const answer = new provider.InvokeResponse();
    answer.setReturn(
      Struct.fromJavaScript({
        ...{ accountId: "111122223333", arn: "arn:aws:iam::111122223333:root", userId: "x", id: "x" },
        ...{ name: "us-east-1", region: "us-east-1", partition: "aws", dnsSuffix: "amazonaws.com", json: "{}" },
      }),
    );
    callback(null, answer);
  },
  registerResourceOutputs: nothing,
  signalAndWaitForShutdown: nothing,
  registerStackTransform: nothing,
};

const engineAnswers: Record<string, Answer> = {
  log: nothing,
  getRootResource: (_call, callback) => callback(null, new engine.GetRootResourceResponse()),
  setRootResource: (_call, callback) => callback(null, new engine.SetRootResourceResponse()),
};

/** Serves on a free port of this machine for as long as the process lives. */
export function serve(): Promise<number> {
  const server = new grpc.Server();
  server.addService(ResourceMonitorService, monitor as grpc.UntypedServiceImplementation);
  server.addService(EngineService, engineAnswers as grpc.UntypedServiceImplementation);
  return new Promise((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    ),
  );
}
