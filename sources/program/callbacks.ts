import * as grpc from "@grpc/grpc-js";
import callproto = require("@pulumi/pulumi/proto/callback_pb");
import callrpc = require("@pulumi/pulumi/proto/callback_grpc_pb");
import resproto = require("@pulumi/pulumi/proto/resource_pb");
import "./lengths";
import { plain, struct } from "./struct";

/** What a transform may change of a resource. */
export interface Goal {
  properties: Record<string, unknown>;
  options: resproto.TransformResourceOptions;
}

/** What a transform is told of the resource besides. */
export interface Subject {
  type: string;
  name: string;
  custom: boolean;
  parent: string;
}

export type Transform = (subject: Subject, goal: Goal) => Promise<Goal>;

export interface InvokeGoal {
  args: Record<string, unknown>;
  options: resproto.TransformInvokeOptions;
}

export type InvokeTransform = (token: string, goal: InvokeGoal) => Promise<InvokeGoal>;

const CallbacksClient = grpc.makeGenericClientConstructor(
  callrpc.CallbacksService as unknown as grpc.ServiceDefinition,
  "Callbacks",
) as unknown as typeof callrpc.CallbacksClient;

/** Functions of the program that it has registered by a token: transforms of resources and of function calls. */
export class Callbacks {
  readonly #clients = new Map<string, callrpc.CallbacksClient>();

  transform(callback: callproto.Callback): Transform {
    return async (subject, goal) => {
      const request = new resproto.TransformRequest();
      request.setType(subject.type);
      request.setName(subject.name);
      request.setCustom(subject.custom);
      request.setParent(subject.parent);
      request.setProperties(struct(goal.properties));
      request.setOptions(goal.options);
      const bytes = await this.#call(callback, request.serializeBinary());
      const response = resproto.TransformResponse.deserializeBinary(bytes);
      return {
        properties: response.hasProperties() ? plain(response.getProperties()) : goal.properties,
        options: response.getOptions() ?? goal.options,
      };
    };
  }

  invokeTransform(callback: callproto.Callback): InvokeTransform {
    return async (token, goal) => {
      const request = new resproto.TransformInvokeRequest();
      request.setToken(token);
      request.setArgs(struct(goal.args));
      request.setOptions(goal.options);
      const bytes = await this.#call(callback, request.serializeBinary());
      const response = resproto.TransformInvokeResponse.deserializeBinary(bytes);
      return {
        args: response.hasArgs() ? plain(response.getArgs()) : goal.args,
        options: response.getOptions() ?? goal.options,
      };
    };
  }

  close(): void {
    for (const client of this.#clients.values()) client.close();
  }

  #call(callback: callproto.Callback, payload: Uint8Array): Promise<Uint8Array> {
    const target = callback.getTarget();
    let client = this.#clients.get(target);
    if (!client) this.#clients.set(target, (client = new CallbacksClient(target, grpc.credentials.createInsecure())));
    const request = new callproto.CallbackInvokeRequest();
    request.setToken(callback.getToken());
    request.setRequest(payload);
    return new Promise((resolve, reject) => {
      client.invoke(request, (error, response) => {
        if (error) reject(new Error(error.details));
        else resolve(response.getResponse_asU8());
      });
    });
  }
}
