import { resourcesIn, typeOf, type Recorded } from "./recorded";
import type * as aws from "@pulumi/aws";
import type { CustomResource, Resource } from "@pulumi/pulumi";
import { caches } from "./caches";
import { compute } from "./compute";
import { containers } from "./containers";
import { databases } from "./databases";
import { edges } from "./edges";
import { loadBalancing } from "./load-balancing";
import { messaging } from "./messaging";
import type { Monitored } from "./monitored";
import { networks } from "./networks";
import { storage } from "./storage";
import { tables } from "./tables";

/** Every type of resources that can be watched. */
export const MONITORED: readonly Monitored<CustomResource>[] = [
  ...compute,
  ...containers,
  ...databases,
  ...tables,
  ...caches,
  ...loadBalancing,
  ...edges,
  ...networks,
  ...messaging,
  ...storage,
];

const byType = new Map(MONITORED.flatMap((row) => [row.type, ...(row.aliases ?? [])].map((type) => [type, row])));

export const monitoredType = (resource: Resource): Monitored<CustomResource> | undefined =>
  byType.get(typeOf(resource));

/** The traits that a resource was made with; none where it was made before anybody listened. */
export function traitsOf(row: Monitored<CustomResource>, resource: Resource, recorded: Recorded): string[] {
  const inputs = recorded.inputsOf(resource);
  if (inputs === undefined) return [];
  return Object.entries(row.traits ?? {}).flatMap(([trait, holds]) => (holds(inputs, resource, recorded) ? trait : []));
}

const inModules = (type: string): string[] =>
  ["lb", "alb", "applicationloadbalancing"].map((module) => `aws:${module}/${type}`);

/** The load balancer whose listeners, or whose listeners' rules, forward to the target group. */
export function loadBalancerOf(targetGroup: Resource, recorded: Recorded): aws.lb.LoadBalancer | undefined {
  const forwards = (inputs: object): boolean => resourcesIn(inputs).includes(targetGroup);
  const listeners = inModules("listener:Listener").flatMap((type) => recorded.ofType(type));
  const rules = inModules("listenerRule:ListenerRule").flatMap((type) => recorded.ofType(type));
  const listener =
    listeners.find(({ inputs }) => forwards([inputs.defaultActions])) ??
    listeners.find(({ resource }) =>
      rules.some(({ inputs }) => forwards([inputs.actions]) && resourcesIn(inputs.listenerArn).includes(resource)),
    );
  return resourcesIn(listener?.inputs.loadBalancerArn)[0] as aws.lb.LoadBalancer | undefined;
}
