import { join } from "node:path";
import { catalogue } from "../../policies/catalogue";
import { evaluate } from "../../policies/evaluate";
import { Graph } from "../../policies/graph/graph";
import { UNKNOWN } from "../../policies/graph/value";
import { enforcement } from "../../policies/policy";
import { previewProgram } from "../../sources/program";
import { edited } from "../mutate";
import { mutations } from "../mutations";
import { alarm, bucket, logGroup, metricFilter, ref, stack, topic, trail } from "../resources";
import { PolicyServer } from "./server";

const ROOT = join(__dirname, "../..");

/** The bundled pack inside the stock policy server says what `evaluate` says. */

let server: PolicyServer;
beforeAll(async () => {
  server = await PolicyServer.start(join(ROOT, "dist/policy-pack"));
});
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

const broken = stack(
  [
    trail("audit", { cloudWatchLogsGroupArn: ref("app"), s3BucketName: ref("logs", "bucket") }),
    bucket("logs"),
    logGroup("app", { retentionInDays: 3 }),
    metricFilter("root", {
      logGroupName: ref("app", "name"),
      pattern: '{ $.userIdentity.type = "Root" }',
      metricTransformation: { namespace: "Audit", name: "RootUsage", value: "1" },
    }),
    alarm("root", { namespace: "audit", metricName: "RootUsage", alarmActions: [ref("alerts")] }),
    alarm("undecided", { namespace: "Audit", metricName: "RootUsage", alarmActions: UNKNOWN }),
    topic("alerts"),
  ],
  false,
);

test("an empty stack: the same verdicts", async () => {
  const graph = stack([], false);
  expect(await actual(graph)).toEqual(expected(graph));
});

test("a broken stack: the same verdicts, unknown ones among them", async () => {
  const findings = expected(broken);
  expect(findings).toContainEqual(expect.stringContaining("alarm-reads-filter-metric mandatory"));
  expect(findings).toContainEqual(expect.stringMatching(/alarm-reaches-subscriber advisory .*undecided/));
  expect(await actual(broken)).toEqual(findings);
});

test("the reference stack, whole and with a link missing: the same verdicts", async () => {
  const { project, stack: name, region, account, resources } = await previewProgram({ path: ROOT, stack: "dev" });
  const whole = new Graph({ project, stack: name, region, account }, resources);
  expect(expected(whole)).toEqual([]);
  expect(await actual(whole)).toEqual([]);
  const records = edited(resources, mutations["alarm-reaches-subscriber"]["nobody subscribes"]);
  const cut = new Graph({ project, stack: name, region, account }, records);
  expect(expected(cut)).not.toEqual([]);
  expect(await actual(cut)).toEqual(expected(cut));
});
