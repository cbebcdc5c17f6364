import { join } from "node:path";
import { catalogue } from "../../policies/catalogue";
import { evaluate } from "../../policies/evaluate";
import type { Graph } from "../../policies/graph/graph";
import { enforcement } from "../../policies/policy";
import { logGroup, stack, trail } from "../resources";
import { PolicyServer } from "./server";

/** The bundled pack inside the stock policy server says what `evaluate` says. */

let server: PolicyServer;
beforeAll(async () => {
  server = await PolicyServer.start(join(__dirname, "../../dist/policy-pack"));
}, 30_000);
afterAll(() => server.stop());

/** What the pack ought to say: failures at the policy's level, unknowns as advice. The stack as a whole has no URN. */
const expected = (graph: Graph): string[] =>
  evaluate(catalogue, graph)
    .filter(({ status }) => status === "fail" || status === "unknown")
    .map(({ policy, urn = "", status }) => {
      const { severity } = catalogue.find(({ id }) => id === policy)!;
      return `${policy} ${status === "unknown" ? "advisory" : enforcement(severity)} ${urn}`;
    })
    .sort();

const actual = async (graph: Graph): Promise<string[]> =>
  (await server.analyze(graph)).map(({ policy, level, urn }) => `${policy} ${level} ${urn}`).sort();

test("the pack holds the whole catalogue, in its order", async () => {
  expect((await server.policies()).map(({ name }) => name)).toEqual(catalogue.map(({ id }) => id));
});

const stacks: Record<string, Graph> = {
  "an empty stack": stack([], false),
  "a broken stack": stack([trail("audit"), logGroup("app", { retentionInDays: 3 })], false),
};

test.each(Object.entries(stacks))("%s: the same verdicts", async (_, graph) => {
  expect(await actual(graph)).toEqual(expected(graph));
});
