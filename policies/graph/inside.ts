import type { Graph } from "./graph/graph";
import { once } from "./graph/once";
import type { Kind, ResourceRecord } from "./graph/resource";
import { isRecord, type Values } from "./graph/value";

/** A resource that a plugin certainly makes for a component; `values` say of which sort it is. */
interface Made {
  type: string;
  values?: Values;
  when?(given: Values): boolean;
}

const balancer = (loadBalancerType: string): readonly Made[] => [
  { type: "aws:lb/loadBalancer:LoadBalancer", values: { loadBalancerType } },
  { type: "aws:lb/targetGroup:TargetGroup" },
];

const taskDefinition: Made = { type: "aws:ecs/taskDefinition:TaskDefinition" };
const service = (launchType: string): readonly Made[] => [
  { type: "aws:ecs/service:Service", values: { launchType } },
  { ...taskDefinition, when: ({ taskDefinitionArgs }) => isRecord(taskDefinitionArgs) },
];

/** The components of Pulumi's own packages (https://www.pulumi.com/registry/packages/awsx/). */
const INSIDE: Readonly<Record<string, readonly Made[]>> = {
  "aws-apigateway:index:RestAPI": [{ type: "aws:apigateway/restApi:RestApi" }, { type: "aws:apigateway/stage:Stage" }],
  "awsx:cloudtrail:Trail": [{ type: "aws:cloudtrail/trail:Trail" }],
  "awsx:ec2:Vpc": [{ type: "aws:ec2/vpc:Vpc" }],
  "awsx:ecs:EC2Service": service("EC2"),
  "awsx:ecs:EC2TaskDefinition": [taskDefinition],
  "awsx:ecs:FargateService": service("FARGATE"),
  "awsx:ecs:FargateTaskDefinition": [taskDefinition],
  "awsx:lb:ApplicationLoadBalancer": balancer("application"),
  "awsx:lb:NetworkLoadBalancer": balancer("network"),
  "eks:index:Cluster": [{ type: "aws:eks/cluster:Cluster" }],
};

/** Packages whose other components make nothing that an account has to have. */
const SURVEYED = /^(aws-apigateway|awsx|docker|eks|kubernetes|synced-folder):/;

/** The components whose inside was not seen. */
export const unseenComponents = once((graph: Graph) => graph.records.filter(({ unseen }) => unseen));

/** What a component whose inside was not seen certainly holds of a kind. */
export const inside = <P>({ type, values }: ResourceRecord, { tokens }: Kind<P>): Made | undefined =>
  INSIDE[type]?.find((made) => tokens.includes(made.type) && (made.when?.(values) ?? true));

/** Whether a component whose inside was not seen may hold anything at all. */
export const mayHoldAnything = ({ type }: ResourceRecord): boolean => !SURVEYED.test(type);
