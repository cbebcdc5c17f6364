import {
  PolicyPack,
  type PolicyConfigSchema,
  type ReportViolation,
  type ResourceValidationPolicy,
  type StackValidationPolicy,
} from "@pulumi/policy";
import { createRequire } from "node:module";
import { configureWith, type ConfigureMethod } from "./configure";
import { commonType, stackGraph } from "./engine";
import { evaluate, type Verdict } from "./evaluate";
import { Graph } from "./graph/graph";
import { Resource, type ResourceRecord } from "./graph/resource";
import { enforcement, type Parameters, type Policy } from "./policy";
import { readRequests, type AnalyzerMethods } from "./requests";
import { waiversOfProject } from "./waivers/of-project";
import { waive, type StackName } from "./waivers/waive";
import type { WaiverOf } from "./waivers/waiver";

// The very module that the SDK serves its requests with, wherever that was installed.
const { AnalyzerService } = createRequire(require.resolve("@pulumi/policy"))(
  "@pulumi/pulumi/proto/analyzer_grpc_pb",
) as { AnalyzerService: AnalyzerMethods & { configure: ConfigureMethod } };
const requests = readRequests(AnalyzerService, commonType);

/**
 * Policies in the shape that `pulumi preview --policy-pack` wants: ours, your own, or both. Called once, by the program of the
 * pack.
 * @param name of the pack: letters, digits, hyphens, underscores, periods
 */
export function asPolicyPack(name: string, policies: readonly Policy[]): PolicyPack {
  configureWith(AnalyzerService.configure, policies);
  waivers = waiversOfProject(policies, process.env, process.cwd());
  return new PolicyPack(name, { policies: policies.map(asEnginePolicy) });
}

/** Of the project that is deployed; a process has one pack. */
let waivers: readonly WaiverOf[] = [];

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
  const validateResource: ResourceValidationPolicy["validateResource"] = (args, report) => {
    const graph = new Graph({ project: "", stack: "" }, [requests.resource(args.urn)]);
    const verdicts = evaluate([policy], graph, { [policy.id]: args.getConfig() });
    tellWhetherItApplies(verdicts, args);
    say(verdicts, stackOf(args.urn), report);
  };
  const remediateResource: ResourceValidationPolicy["remediateResource"] = (args) => {
    if (policy.scope !== "resource" || !policy.remediate || !policy.about.tokens.includes(args.type)) return undefined;
    const change = policy.remediate(new Resource(requests.resource(args.urn), policy.about), args.getConfig());
    return change && { ...args.props, ...change };
  };
  // The SDK asks a function that names its type about no other.
  Object.assign(validateResource, { __pulumiType: commonType(policy.about.tokens[0]) });
  return { validateResource, remediateResource };
}

/** The graph of the stack that the engine asks about, for all policies. */
let current: { handedOut: readonly ResourceRecord[]; graph: Graph } | undefined;

function currentGraph(): Graph {
  const handedOut = requests.stack();
  if (current?.handedOut !== handedOut) current = { handedOut, graph: stackGraph(handedOut) };
  return current.graph;
}

function onTheStack(policy: Policy): Pick<StackValidationPolicy, "validateStack"> {
  return {
    validateStack: (args, report) => {
      const verdicts = evaluate([policy], currentGraph(), { [policy.id]: args.getConfig() });
      tellWhetherItApplies(verdicts, args);
      say(verdicts, currentGraph().facts, report);
    },
  };
}

/** Says so by throwing, as the SDK has it. */
function tellWhetherItApplies(verdicts: readonly Verdict[], args: { notApplicable(reason?: string): void }): void {
  if (verdicts.every(({ status }) => status === "not-applicable")) args.notApplicable(verdicts[0].message);
}

function stackOf(urn: string): StackName {
  const [stack = "", project = ""] = urn.replace("urn:pulumi:", "").split("::");
  return { project, stack };
}

/** `advisory` whatever the level of the policy: what nobody could judge, or somebody answers for, must be seen and must not stop. */
type Advise = (violation: { message: string; urn?: string; enforcementLevel: "advisory" }) => void;

function say(verdicts: readonly Verdict[], stack: StackName, report: ReportViolation): void {
  // The SDK takes an object too, which its types do not show; it is the only way to set the level of one violation.
  const advise = (message: string, urn?: string): void =>
    (report as unknown as Advise)({ message, urn, enforcementLevel: "advisory" });
  const today = new Date().toISOString().slice(0, 10);
  for (const { status, message, urn, waiver } of waive(verdicts, waivers, stack, today)) {
    if (status === "fail" || status === "error") report(message ?? "", urn);
    if (status === "unknown") advise(`could not be judged: ${message}`, urn);
    if (status === "waived" && waiver)
      advise(`waived by ${waiver.id} until ${waiver.expires} (${waiver.owner}, ${waiver.ticket}): ${message}`, urn);
  }
}
