import type { ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb";
import {
  AboutResponse,
  GetProgramDependenciesResponse,
  GetRequiredPackagesResponse,
  GetRequiredPluginsResponse,
  LanguageHandshakeResponse,
  RuntimeOptionsResponse,
  TemplateResponse,
} from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { stopChildren } from "./child";
import { runPlugin } from "./policy-pack";
import { runProgram } from "./program";

/** What the engine asks of a language host before, around and beside the two calls that start something. */
export const languageHost = (engine: string): Partial<ILanguageRuntimeServer> => ({
  handshake: (_call, answer) => answer(null, new LanguageHandshakeResponse()),
  getPluginInfo: (_call, answer) => answer(null, new PluginInfo().setVersion("3.245.0")),
  about: (_call, answer) =>
    answer(null, new AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
  // Plugins are attached or beside the command line; nothing is looked up in package.json, nothing is installed.
  getRequiredPackages: (_call, answer) => answer(null, new GetRequiredPackagesResponse()),
  getRequiredPlugins: (_call, answer) => answer(null, new GetRequiredPluginsResponse()),
  getProgramDependencies: (_call, answer) => answer(null, new GetProgramDependenciesResponse()),
  installDependencies: (call) => call.end(),
  runtimeOptionsPrompts: (_call, answer) => answer(null, new RuntimeOptionsResponse()),
  template: (_call, answer) => answer(null, new TemplateResponse()),
  run: runProgram(engine),
  runPlugin,
  cancel: (_call, answer) => {
    stopChildren();
    answer(null, new Empty());
  },
});
