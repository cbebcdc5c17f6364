import { settingsOf } from "../evaluate";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { attempt, type UnknownValue } from "../graph/value";
import type { Answer, Policy } from "../policy";

/** What another policy says of a resource, with its default settings. */
export function ask(policy: Policy, subject: Resource<never> | Resource<unknown>, graph: Graph): Answer | UnknownValue {
  const settings = settingsOf(policy);
  return attempt(() =>
    policy.scope === "resource" ? policy.check(subject, settings) : policy.check(subject, graph, settings),
  );
}
