import {
  PolicyPack,
  type PolicyConfigSchema,
  type ReportViolation,
  type ResourceValidationPolicy,
  type StackValidationPolicy,
} from "@pulumi/policy";
import { createRequire } from "node:module";
import { catalogue } from "./catalogue";
import { refuseUnknownSettings, type ConfigureMethod } from "./configure";
import { graphOf, recordOf, type EngineResource } from "./engine";
import { evaluate, type Verdict } from "./evaluate";
import { Graph } from "./graph/graph";
import { Resource } from "./graph/resource";
import { enforcement, type Parameters, type Policy } from "./policy";
import { watchSecrets, type AnalyzerMethods } from "./secrets";

/** The door that the Pulumi engine knocks on: the catalogue, in the shape that `pulumi preview --policy-pack` wants. */

// The very module that the SDK serves its requests with, wherever that was installed.
const { AnalyzerService } = createRequire(require.resolve("@pulumi/policy"))(
  "@pulumi/pulumi/proto/analyzer_grpc_pb",
) as { AnalyzerService: AnalyzerMethods & { configure: ConfigureMethod } };
const secrets = watchSecrets(AnalyzerService);
refuseUnknownSettings(AnalyzerService.configure, catalogue);

type Engine = ResourceValidationPolicy | StackValidationPolicy;

const asEnginePolicy = (policy: Policy): Engine => ({
  name: policy.id,
  description: policy.title,
  displayName: policy.title,
  severity: policy.severity,
  enforcementLevel: enforcement(policy.severity),
  remediationSteps: policy.remediation,
  tags: policy.controls.map(({ control }: { control: string }) => control),
  url: policy.pages?.[0],
  configSchema: policy.parameters && configSchema(policy.parameters),
  ...(isAboutOne(policy) ? onEachResource(policy) : onTheStack(policy)),
});

/** Whether each subject decides for itself; where one good one is enough, or none at all fails, the stack is judged. */
const isAboutOne = ({ scope, holds, ifNone }: Policy): boolean =>
  scope === "resource" && holds !== "some" && ifNone !== "fail";

function configSchema(parameters: Parameters): PolicyConfigSchema {
  const properties = Object.entries(parameters).map(([name, { schema, description, default: value }]) => [
    name,
    { ...schema, description, default: value },
  ]);
  return { properties: Object.fromEntries(properties) } as PolicyConfigSchema;
}

function onEachResource(policy: Policy): Pick<ResourceValidationPolicy, "validateResource" | "remediateResource"> {
  const concerns = ({ type }: { type: string }): boolean => policy.about.tokens.includes(type);
  const validateResource: ResourceValidationPolicy["validateResource"] = (args, report) => {
    if (!concerns(args)) return args.notApplicable(`it is about every ${policy.about.noun}`);
    const graph = new Graph({ project: "", stack: "" }, [recordOf(args as EngineResource, secrets)]);
    say(evaluate([policy], graph, { [policy.id]: args.getConfig() }), report);
  };
  const remediateResource: ResourceValidationPolicy["remediateResource"] = (args) => {
    if (policy.scope !== "resource" || !policy.remediate || !concerns(args)) return undefined;
    const subject = new Resource(recordOf(args as EngineResource, secrets), policy.about);
    const change = policy.remediate(subject, args.getConfig());
    return change && { ...args.props, ...change };
  };
  // The SDK skips deserialising resources of other types for a function that names its type.
  if (policy.about.tokens.length === 1) Object.assign(validateResource, { __pulumiType: policy.about.tokens[0] });
  return { validateResource, remediateResource };
}

/** The SDK hands every stack policy a fresh copy of the same stack; one RPC is one macrotask, so the graph lives that long. */
let current: Graph | undefined;

function onTheStack(policy: Policy): Pick<StackValidationPolicy, "validateStack"> {
  return {
    validateStack: (args, report) => {
      if (!current) setImmediate(() => (current = undefined));
      current ??= graphOf(args.resources as unknown as EngineResource[], secrets);
      const verdicts = evaluate([policy], current, { [policy.id]: args.getConfig() });
      if (verdicts.every(({ status }) => status === "not-applicable")) args.notApplicable(verdicts[0].message);
      say(verdicts, report);
    },
  };
}

/** `advisory` whatever the level of the policy: what nobody could judge must be seen, and must not stop a first preview. */
type Advise = (violation: { message: string; urn?: string; enforcementLevel: "advisory" }) => void;

function say(verdicts: readonly Verdict[], report: ReportViolation): void {
  for (const { status, message, urn } of verdicts) {
    if (status === "fail" || status === "error") report(message ?? "", urn);
    // The SDK takes an object too, which its types do not show; it is the only way to set the level of one violation.
    if (status === "unknown")
      (report as unknown as Advise)({ message: `could not be judged: ${message}`, urn, enforcementLevel: "advisory" });
  }
}

new PolicyPack("trailwatch", { policies: catalogue.map(asEnginePolicy) });
