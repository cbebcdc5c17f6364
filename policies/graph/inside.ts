import { Resource, type Kind, type ResourceRecord } from "./resource";
import { withUnread } from "./unread";
import { isRecord, type Values } from "./value";

/** A resource that a plugin certainly makes for a component; `values` say what is known of it, from the component's own. */
interface Made {
  type: string;
  values?(given: Values): Values;
  when?(given: Values): boolean;
}

const balancer = (loadBalancerType: string): readonly Made[] => [
  { type: "aws:lb/loadBalancer:LoadBalancer", values: ({ accessLogs }) => ({ loadBalancerType, accessLogs }) },
  { type: "aws:lb/targetGroup:TargetGroup" },
];

const taskDefinition: Made = { type: "aws:ecs/taskDefinition:TaskDefinition" };
const service = (launchType: string): readonly Made[] => [
  { type: "aws:ecs/service:Service", values: () => ({ launchType }) },
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
  "eks:index:Cluster": [
    {
      type: "aws:eks/cluster:Cluster",
      values: ({ enabledClusterLogTypes }) => ({ enabledClusterLogTypes }),
    },
  ],
};

/** Packages whose other components make nothing that an account has to have. */
const SURVEYED = /^(aws-apigateway|awsx|docker|eks|kubernetes|synced-folder):/;

/** What plugins make for the components of one stack, where no plugin ran. The graph's `all` lists none of it. */
export class Unseen {
  readonly components: readonly ResourceRecord[];
  readonly #made = new Map<string, Resource<never>>();

  constructor(records: readonly ResourceRecord[]) {
    this.components = records.filter(({ unseen }) => unseen);
  }

  /** What a component certainly holds of a kind: a resource of which no more is known. */
  made<P>(component: ResourceRecord, kind: Kind<P>): Resource<P> | undefined {
    if (!component.unseen) return undefined;
    const certain = INSIDE[component.type]?.find(
      ({ type, when }) => kind.tokens.includes(type) && (when?.(component.values) ?? true),
    );
    if (!certain) return undefined;
    const key = `${certain.type} ${component.urn}`;
    let made = this.#made.get(key) as Resource<P> | undefined;
    if (!made) {
      const values = certain.values?.(component.values) ?? {};
      made = new Resource(withUnread({ ...component, type: certain.type, values, unread: true }), kind);
      this.#made.set(key, made as Resource<never>);
    }
    return made;
  }
}

/** Whether a component whose inside was not seen may hold anything at all. */
export const mayHoldAnything = ({ type }: ResourceRecord): boolean => !SURVEYED.test(type);
