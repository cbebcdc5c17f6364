import { PolicyPack, type PolicyResource } from "@pulumi/policy";
import { catalogue } from "../policies/catalogue";
import { evaluate } from "../policies/evaluate";
import { Graph } from "../policies/graph/graph";
import type { Values } from "../policies/graph/value";

/** The catalogue as a pack that takes the stack as the SDK hands it out: what the stock policy server makes of it. */

/** Of the stack that is being judged: one request is one macrotask. */
let graph: Graph | undefined;

/** Deployed, so nothing is unknown, and the values are JSON. */
function graphOf(resources: readonly PolicyResource[]): Graph {
  const records = resources.map(({ urn, type, name, props }) => {
    return { urn, type, name, values: JSON.parse(JSON.stringify(props)) as Values };
  });
  return new Graph({ project: "bench", stack: "bench", region: "eu-west-1" }, records);
}

new PolicyPack("stock", {
  policies: catalogue.map((policy) => ({
    name: policy.id,
    description: policy.title,
    enforcementLevel: "advisory",
    validateStack: ({ resources }, report) => {
      if (!graph) setImmediate(() => (graph = undefined));
      graph ??= graphOf(resources);
      for (const { status, message, urn } of evaluate([policy], graph))
        if (status === "fail") report(message ?? "", urn);
    },
  })),
});
