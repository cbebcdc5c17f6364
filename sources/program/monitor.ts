import { randomUUID } from "node:crypto";
import emptyproto = require("google-protobuf/google/protobuf/empty_pb");
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import provproto = require("@pulumi/pulumi/proto/provider_pb");
import resproto = require("@pulumi/pulumi/proto/resource_pb");
import { Secret } from "../../policies/graph/value";
import type { Assumption } from "../snapshot";
import { packageOf, parseUrn, ROOT_STACK } from "../urn";
import { encode, UNKNOWN_TEXT } from "../wire";
import { Callbacks, type InvokeTransform, type Transform } from "./callbacks";
import { assumedAccount, assumedRegion, PLACEHOLDER_ACCOUNT, type Invokes } from "./invokes";
import { regionFacts } from "./invokes/regions";
import { identityOf, type Unnamed } from "./identity";
import { providerUrn, type ProviderRequest } from "./providers";
import { read, register } from "./register";
import type { Registry } from "./registry";
import type { Answer } from "./server";
import { contradicted, type StandIn } from "./stand-ins";
import { plain, struct } from "./struct";

/** What the engine of a current Pulumi CLI says yes to, but for output values: without them values arrive plain. */
const FEATURES = new Set([
  "secrets",
  "resourceReferences",
  "aliasSpecs",
  "replacementTrigger",
  "deletedWith",
  "replaceWith",
  "transforms",
  "invokeTransforms",
  "parameterization",
  "resourceHooks",
  "errorHooks",
  "sendsOptionsToHooks",
]);

const NAMES = "Names, ids, ARNs and addresses of what is to be made were made up where AWS or a provider decides them.";

export interface MonitorOptions {
  registry: Registry;
  invokes: Invokes;
  /** Absolute path that source positions are relative to. */
  projectFolder: string;
  /** Outputs of other stacks, by the name under which programs refer to them. */
  stackReferences: Record<string, Record<string, unknown>>;
  /** What must not stand in for the real one in ARNs, because the program is at odds with it. */
  refused?: ReadonlySet<StandIn>;
  /** What to say besides of a function's answer that nobody knows. */
  unanswered?: string;
}

/** Pulumi's ResourceMonitor service, answering as the engine would in the preview of a stack that does not exist yet. */
export class Monitor {
  readonly assumptions: Assumption[] = [];
  /** The program has run to its end and told the outputs of the stack. */
  complete = false;
  readonly callbacks = new Callbacks();
  readonly stackTransforms: Transform[] = [];
  readonly #invokeTransforms: InvokeTransform[] = [];
  readonly #standIns = new Set<StandIn>();
  readonly #packages = new Map<string, ProviderRequest>();

  constructor(readonly options: MonitorOptions) {}

  answers(): Record<string, Answer<never, unknown>> {
    return {
      supportsFeature: (request: resproto.SupportsFeatureRequest) => {
        const response = new resproto.SupportsFeatureResponse();
        response.setHassupport(FEATURES.has(request.getId()));
        return response;
      },
      registerResource: (request: resproto.RegisterResourceRequest) => register(this, request),
      registerResourceOutputs: (request: resproto.RegisterResourceOutputsRequest) => this.#registerOutputs(request),
      readResource: (request: resproto.ReadResourceRequest) => read(this, request),
      invoke: (request: resproto.ResourceInvokeRequest) => this.#invoke(request),
      call: (request: resproto.ResourceCallRequest) => this.#call(request),
      registerStackTransform: (callback: Callback) => {
        this.stackTransforms.push(this.callbacks.transform(callback));
        return new emptyproto.Empty();
      },
      registerStackInvokeTransform: (callback: Callback) => {
        this.#invokeTransforms.push(this.callbacks.invokeTransform(callback));
        return new emptyproto.Empty();
      },
      // Hooks run when something is created or deleted, which never happens here.
      registerResourceHook: () => new emptyproto.Empty(),
      registerErrorHook: () => new emptyproto.Empty(),
      registerPackage: (request: resproto.RegisterPackageRequest) => this.#registerPackage(request),
      signalAndWaitForShutdown: () => new emptyproto.Empty(),
    };
  }

  /** Notes an assumption once per subject. */
  assume(kind: Assumption["kind"], subject: string, text: string): void {
    if (!this.assumptions.some((known) => known.kind === kind && known.subject === subject))
      this.assumptions.push({ kind, subject, text });
  }

  /** What AWS will call a resource to be made, as far as that follows from what is known. */
  identify({ stem, ...resource }: Unnamed, inputs: Record<string, unknown>, provider: string): Record<string, string> {
    const { invokes, refused, registry } = this.options;
    if (refused?.has("name")) return {};
    const { region, account, isAssumed } = invokes.place(inputs.region, provider);
    const standsIn = account === PLACEHOLDER_ACCOUNT;
    const namesByRule = registry.configuration.values["pulumi:autonaming"] !== undefined;
    const { version } = registry.get(providerUrn(provider))?.record.values ?? {};
    const identity = identityOf({ ...resource, stem: namesByRule ? undefined : stem, version }, inputs, {
      account: standsIn && refused?.has("account") ? undefined : account,
      region: isAssumed && refused?.has("region") ? undefined : region,
      partition: region && !(isAssumed && refused?.has("partition")) ? regionFacts(region).partition : undefined,
    });
    const texts = Object.values(identity);
    if (texts.length > 0) this.#standIns.add("name");
    if (standsIn && texts.some((text) => text.includes(account))) this.#standIns.add("account");
    if (isAssumed && texts.some((text) => text.includes(String(region)))) this.#standIns.add("region");
    if (isAssumed && texts.some((text) => text.startsWith("arn:"))) this.#standIns.add("partition");
    return identity;
  }

  /** What stands in for what nobody told, in names and ARNs that were made up. */
  get standIns(): ReadonlySet<StandIn> {
    return this.#standIns;
  }

  /** Lists them. */
  assumeStandIns(): void {
    const assumptions: Record<StandIn, Assumption> = {
      ...{ account: assumedAccount(), region: assumedRegion(), partition: assumedRegion() },
      name: { kind: "name", subject: "names and ARNs", text: NAMES },
    };
    for (const standIn of this.#standIns) {
      const { kind, subject, text } = assumptions[standIn];
      this.assume(kind, subject, text);
    }
  }

  /** Which of them the program is at odds with. Where it asks for its account, another that it writes is not its own. */
  get contradicted(): Set<StandIn> {
    const asked = this.assumptions.some(({ kind }) => kind === "account");
    const used = [...this.#standIns].filter((standIn) => !(asked && standIn === "account"));
    return contradicted(new Set(used), this.options.registry.records);
  }

  /** The reference of the provider that serves a type or function: the named one or its package's default. */
  provider(token: string, named: string, version: string, downloadUrl: string, packageRef: string): string {
    if (named !== "") return named;
    const registered = this.#packages.get(packageRef);
    return this.options.registry.defaultProvider(registered ?? { package: packageOf(token), version, downloadUrl });
  }

  #registerOutputs(request: resproto.RegisterResourceOutputsRequest): emptyproto.Empty {
    const { registry } = this.options;
    registry.addOutputs(request.getUrn(), plain(request.getOutputs()));
    if (parseUrn(request.getUrn())?.type === ROOT_STACK) this.complete = true;
    return new emptyproto.Empty();
  }

  /** The state of a stack reference; outputs that were not given are left out and become unknown in the program. */
  stackReference(properties: Record<string, unknown>): Record<string, unknown> {
    const name = String(properties.name);
    const outputs = this.options.stackReferences[name];
    if (!outputs) {
      const text = `The outputs of stack ${name} were not read and are unknown; give them with --stack-reference ${name}=FILE.`;
      this.assume("stack-reference", name, text);
      return properties;
    }
    const secretOutputNames = Object.keys(outputs).filter((key) => containsSecret(outputs[key]));
    return { ...properties, outputs: encode(outputs), secretOutputNames };
  }

  async #invoke(request: resproto.ResourceInvokeRequest): Promise<provproto.InvokeResponse> {
    const token = request.getTok();
    const options = new resproto.TransformInvokeOptions();
    options.setProvider(request.getProvider());
    options.setVersion(request.getVersion());
    options.setPluginDownloadUrl(request.getPlugindownloadurl());
    let goal = { args: plain(request.getArgs()), options };
    for (const transform of this.#invokeTransforms) goal = await transform(token, goal);
    const provider = this.provider(
      token,
      goal.options.getProvider(),
      goal.options.getVersion(),
      goal.options.getPluginDownloadUrl(),
      request.getPackageref(),
    );
    const response = new provproto.InvokeResponse();
    response.setReturn(struct(this.#answer(token, goal.args, provider)));
    return response;
  }

  #answer(token: string, args: Record<string, unknown>, provider: string): Record<string, unknown> {
    if (token === "pulumi:pulumi:getResource") return this.options.registry.state(String(args.urn));
    const answer = this.options.invokes.answer(token, args, provider);
    const { unanswered: note } = this.options;
    const addition = answer.result || note === undefined ? "" : ` ${note}`;
    answer.assumptions.forEach(({ kind, subject, text }) => this.assume(kind, subject, text + addition));
    return answer.result ?? unanswered(token, args);
  }

  #call(request: resproto.ResourceCallRequest): provproto.CallResponse {
    const token = request.getTok();
    this.assume("invoke", token, `The answer of method ${token} is unknown: it is computed by a plugin.`);
    const response = new provproto.CallResponse();
    response.setReturn(struct(unanswered(token)));
    return response;
  }

  #registerPackage(request: resproto.RegisterPackageRequest): resproto.RegisterPackageResponse {
    const parameterization = request.getParameterization();
    const reference = randomUUID();
    this.#packages.set(reference, {
      package: parameterization?.getName() ?? request.getName(),
      version: parameterization?.getVersion() ?? request.getVersion(),
      downloadUrl: request.getDownloadUrl(),
    });
    const response = new resproto.RegisterPackageResponse();
    response.setRef(reference);
    return response;
  }
}

/**
 * The answer that stands for "unknown": any SDK sees an unknown value in it, and launchers recognise the field. A function of
 * the AWS provider returns its arguments beside what it found.
 */
function unanswered(token: string, args: Record<string, unknown> = {}): Record<string, unknown> {
  const returned = token.startsWith("aws:")
    ? Object.entries(args).filter(([, value]) => typeof value === "string" && !value.includes(UNKNOWN_TEXT))
    : [];
  return {
    [UNKNOWN_TEXT]: UNKNOWN_TEXT,
    __token: token.slice(0, token.lastIndexOf(":")),
    __returned: Object.fromEntries(returned),
  };
}

function containsSecret(value: unknown): boolean {
  if (value instanceof Secret) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(containsSecret);
}
