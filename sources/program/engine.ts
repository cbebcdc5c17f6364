import emptyproto = require("google-protobuf/google/protobuf/empty_pb");
import engproto = require("@pulumi/pulumi/proto/engine_pb");
import type { Log } from "../log";
import type { LogEntry } from "../snapshot";
import type { Answer } from "./server";

const SEVERITIES: Record<number, LogEntry["severity"]> = {
  [engproto.LogSeverity.WARNING]: "warning",
  [engproto.LogSeverity.ERROR]: "error",
};

/** Pulumi's Engine service: takes what the program logs. */
export class Engine {
  #root = "";

  constructor(private readonly log: Log) {}

  answers(): Record<string, Answer<never, unknown>> {
    return {
      log: (request: engproto.LogRequest) => this.#log(request),
      getRootResource: () => {
        const response = new engproto.GetRootResourceResponse();
        response.setUrn(this.#root);
        return response;
      },
      setRootResource: (request: engproto.SetRootResourceRequest) => {
        this.#root = request.getUrn();
        return new engproto.SetRootResourceResponse();
      },
      startDebugging: () => new emptyproto.Empty(),
      requirePulumiVersion: () => new engproto.RequirePulumiVersionResponse(),
    };
  }

  #log(request: engproto.LogRequest): emptyproto.Empty {
    const severity = SEVERITIES[request.getSeverity()];
    if (severity) this.log.add(severity, request.getMessage(), request.getUrn());
    return new emptyproto.Empty();
  }
}
