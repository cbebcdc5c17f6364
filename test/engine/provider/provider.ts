import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { type IResourceProviderServer, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckResponse,
  ConfigureResponse,
  CreateResponse,
  DiffResponse,
  InvokeResponse,
  ProviderHandshakeResponse,
  ReadResponse,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { isDeepStrictEqual } from "node:util";
import { awsAnswers } from "../../../sources/program/invokes/aws";
import { PLACEHOLDER_ACCOUNT } from "../../../sources/program/invokes";
import { regionFacts } from "../../../sources/program/invokes/regions";
import { check, inputsFromId, lookedUp, outputs, replaces, type Properties, type Settings } from "./check";
import type { Place } from "./kind";

/**
 * Stands in for `pulumi-resource-aws`: it answers what that plugin would answer before and after a deployment, from a table and
 * without AWS. Attached to an engine by `PULUMI_DEBUG_PROVIDERS=aws:PORT`.
 */
export async function startProvider(): Promise<{ port: number; stop(): void }> {
  const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(ResourceProviderService, provider() as unknown as UntypedServiceImplementation);
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    ),
  );
  return { port, stop: () => server.forceShutdown() };
}

const properties = (struct: Struct | undefined): Properties => (struct?.toJavaScript() ?? {}) as Properties;
const struct = (properties: Properties): Struct => Struct.fromJavaScript(properties as Record<string, JavaScriptValue>);

/** Each provider resource of each engine has a connection of its own, and configures it before anything else. */
function provider(): Partial<IResourceProviderServer> {
  const configured = new Map<string, Settings>();
  const settings = (call: { getPeer(): string }): Settings =>
    configured.get(call.getPeer()) ?? { region: "us-east-1", defaultTags: {} };
  const place = (call: { getPeer(): string }): Omit<Place, "digits"> => {
    const { region } = settings(call);
    return { region, account: PLACEHOLDER_ACCOUNT, partition: regionFacts(region).partition };
  };

  return {
    handshake: (_call, answer) =>
      answer(null, new ProviderHandshakeResponse().setAcceptSecrets(true).setAcceptOutputs(true)),
    attach: (_call, answer) => answer(null, new Empty()),
    getPluginInfo: (_call, answer) => answer(null, new PluginInfo().setVersion("7.48.0")),
    checkConfig: ({ request }, answer) => answer(null, new CheckResponse().setInputs(request.getNews())),
    diffConfig: (_call, answer) => answer(null, new DiffResponse().setChanges(DiffResponse.DiffChanges.DIFF_NONE)),
    configure: (call, answer) => {
      const { region, defaultTags } = properties(call.request.getArgs());
      const { tags = {} } = typeof defaultTags === "string" ? JSON.parse(defaultTags) : (defaultTags ?? {});
      configured.set(call.getPeer(), { region: String(region ?? "us-east-1"), defaultTags: tags });
      answer(null, new ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true).setAcceptoutputs(true));
    },

    check: (call, answer) => {
      const [news, olds] = [properties(call.request.getNews()), properties(call.request.getOlds())];
      answer(null, new CheckResponse().setInputs(struct(check(call.request.getUrn(), news, olds, settings(call)))));
    },
    diff: ({ request }, answer) => {
      const [olds, news] = [properties(request.getOldInputs()), properties(request.getNews())];
      const changed = [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter(
        (key) => key !== "__defaults" && !isDeepStrictEqual(olds[key], news[key]),
      );
      const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
      answer(
        null,
        new DiffResponse()
          .setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE)
          .setDiffsList(changed)
          .setReplacesList(changed.filter((key) => replaces(request.getUrn(), key))),
      );
    },
    create: (call, answer) => {
      const { request } = call;
      const exists = !request.getPreview();
      const made = outputs(request.getUrn(), properties(request.getProperties()), place(call), exists);
      answer(null, new CreateResponse().setId(exists ? String(made.id) : "").setProperties(struct(made)));
    },
    update: (call, answer) => {
      const made = outputs(call.request.getUrn(), properties(call.request.getNews()), place(call), true);
      answer(null, new UpdateResponse().setProperties(struct(made)));
    },
    read: (call, answer) => {
      const { request } = call;
      const [id, urn] = [request.getId(), request.getUrn()];
      const given = properties(request.getProperties());
      const inputs = properties(request.getInputs());
      // A refresh brings the whole state along; `.get` brings an id.
      const state =
        "id" in given ? given : { ...outputs(urn, { ...inputsFromId(urn, id), ...given }, place(call), true), id };
      answer(null, new ReadResponse().setId(id).setProperties(struct(state)).setInputs(struct(inputs)));
    },
    delete: (_call, answer) => answer(null, new Empty()),

    invoke: (call, answer) => {
      const token = call.request.getTok().replace(/:[^:]*$/, "");
      const args = properties(call.request.getArgs());
      const { region, defaultTags } = settings(call);
      const context = { region, account: PLACEHOLDER_ACCOUNT, defaultTags, assumptions: [] };
      const result = awsAnswers[token]?.(args, context)?.result ?? lookedUp(token);
      answer(null, new InvokeResponse().setReturn(struct(result)));
    },
    cancel: (_call, answer) => answer(null, new Empty()),
  };
}
