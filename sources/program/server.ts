import * as grpc from "@grpc/grpc-js";
import "./lengths";

/** Largest message accepted, in bytes: a program's archive of strings travels inside one. */
const MESSAGE_LIMIT = 128 * 1024 * 1024;

/** The service that says of which method a message could not be decoded. */
function telling(service: grpc.ServiceDefinition, onUnreadable: (method: string) => void): grpc.ServiceDefinition {
  const entries = Object.entries(service).map(([name, method]) => {
    const requestDeserialize = (bytes: Buffer): unknown => {
      try {
        return method.requestDeserialize(bytes);
      } catch (error) {
        onUnreadable(name);
        throw error;
      }
    };
    return [name, { ...method, requestDeserialize }];
  });
  return Object.fromEntries(entries) as grpc.ServiceDefinition;
}

/** Answers one call; what it throws becomes the call's error and, in the program, an exception. */
export type Answer<Request, Response> = (request: Request) => Response | Promise<Response>;

export function handler<Request, Response>(answer: Answer<Request, Response>): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    void (async () => {
      try {
        callback(null, await answer(call.request));
      } catch (error) {
        callback({ code: grpc.status.UNKNOWN, details: (error as Error).message });
      }
    })();
  };
}

export interface Listening {
  /** `127.0.0.1:port` */
  address: string;
  close(): void;
}

/** Serves on a free port that only this machine reaches. */
export function listen(
  services: [grpc.ServiceDefinition, Record<string, Answer<never, unknown>>][],
  onUnreadable: (method: string) => void,
): Promise<Listening> {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": MESSAGE_LIMIT,
    "grpc.max_send_message_length": MESSAGE_LIMIT,
  });
  for (const [service, answers] of services) {
    const handlers = Object.entries(answers).map(([name, answer]) => [name, handler(answer)]);
    server.addService(
      telling(service, onUnreadable),
      Object.fromEntries(handlers) as grpc.UntypedServiceImplementation,
    );
  }
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve({ address: `127.0.0.1:${port}`, close: () => server.forceShutdown() });
    });
  });
}
