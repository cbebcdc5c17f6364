import { createContext, Script } from "node:vm";
import * as grpc from "@grpc/grpc-js";

/** How long the decoding of one message may take, in milliseconds. */
const DECODING_LIMIT = 5_000;

/** Largest message accepted, in bytes: a program's archive of strings travels inside one. */
const MESSAGE_LIMIT = 128 * 1024 * 1024;

const sandbox = createContext({ decode: undefined as unknown });
const script = new Script("decode()");

/**
 * Decodes what a program sent. Six bytes are enough to send protobuf's decoder into an endless loop, which no timer of the
 * same thread would end; Node's own watchdog for scripts lives in another thread.
 */
export function decodeSafely<T>(decode: () => T): T {
  sandbox.decode = decode;
  try {
    return script.runInContext(sandbox, { timeout: DECODING_LIMIT }) as T;
  } finally {
    sandbox.decode = undefined;
  }
}

/** The service with every message from the program decoded under supervision. */
export function supervised(
  service: grpc.ServiceDefinition,
  onUnreadable: (method: string) => void = () => undefined,
): grpc.ServiceDefinition {
  const entries = Object.entries(service).map(([name, method]) => {
    const decoder =
      (decode: (bytes: Buffer) => unknown) =>
      (bytes: Buffer): unknown => {
        try {
          return decodeSafely(() => decode(bytes));
        } catch (error) {
          onUnreadable(name);
          throw error;
        }
      };
    return [
      name,
      {
        ...method,
        requestDeserialize: decoder(method.requestDeserialize),
        responseDeserialize: decoder(method.responseDeserialize),
      },
    ];
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
      supervised(service, onUnreadable),
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
