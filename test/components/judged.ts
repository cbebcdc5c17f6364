import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { catalogue } from "../../policies/catalogue";
import { evaluate, type Verdict } from "../../policies/evaluate";
import { Graph } from "../../policies/graph/graph";
import type { ResourceRecord } from "../../policies/graph/resource";
import { plain } from "../../sources/program/struct";
import { decodeProperties } from "../../sources/wire";
import { AlertRouter, AuditKey } from "../../components";
import { ACCOUNT, COMMERCIAL, deploy, requests } from "./deploy";
import { ALERTS } from "./programs";

/** A program of components, previewed in this process and judged by the whole catalogue. */

const STACK = { project: "trailwatch", stack: "prod" };

/** As the SDK's mocks make them, which put one ancestor before the type. */
function urnOf(parent: string, type: string, name: string): string {
  const parentType = parent.split("::")[2]?.split("$").at(-1);
  const qualifiedType = parentType ? `${parentType}$${type}` : type;
  return ["urn:pulumi:prod", "trailwatch", qualifiedType, name].join("::");
}

const record = (request: RegisterResourceRequest): ResourceRecord => {
  const [type, name, parent] = [request.getType(), request.getName(), request.getParent()];
  const propertyDependencies: Record<string, string[]> = {};
  request.getPropertydependenciesMap().forEach((list, key) => (propertyDependencies[key] = list.getUrnsList()));
  return {
    urn: urnOf(parent, type, name),
    type,
    name,
    parent: parent || undefined,
    custom: request.getCustom() ? undefined : false,
    values: decodeProperties(plain(request.getObject())),
    dependencies: request.getDependenciesList(),
    propertyDependencies,
    protect: request.getProtect() || undefined,
  };
};

export async function judged(program: () => unknown): Promise<Verdict[]> {
  await deploy(program);
  const facts = { ...STACK, region: COMMERCIAL.region, account: ACCOUNT };
  return evaluate(catalogue, new Graph(facts, requests().map(record)));
}

/** What is not as it should be, as `policy subject: message`. What the stack as a whole lacks is left out. */
export const findings = (verdicts: readonly Verdict[]): string[] =>
  verdicts
    .filter(({ status, urn }) => urn !== undefined && (status === "fail" || status === "unknown"))
    .map(({ policy, subject, message }) => `${policy} ${subject}: ${message}`);

/** Which of the passes that are named, as `policy subject`, the program does not get. */
export function missing(verdicts: readonly Verdict[], passes: readonly string[]): string[] {
  const got = new Set(
    verdicts.flatMap(({ status, policy, subject }) => (status === "pass" ? `${policy} ${subject}` : [])),
  );
  return passes.filter((pass) => !got.has(pass));
}

/** A key and topics that CloudWatch may use and somebody hears, for components to be judged beside. */
export function around(...logGroupNames: string[]) {
  const key = new AuditKey("key", { trailNames: ["audit-prod"], logGroupNames: ["/trailwatch/*", ...logGroupNames] });
  const alerts = new AlertRouter("alerts", { kmsKeyArn: key.arn, ...ALERTS });
  return { kmsKeyArn: key.arn, alarmActions: alerts.actionsFor("warning") };
}
