import { join } from "node:path";
import { catalogue } from "../policies/catalogue";
import { evaluate, type Verdict } from "../policies/evaluate";
import { Graph } from "../policies/graph/graph";
import type { ResourceRecord } from "../policies/graph/resource";
import { previewProgram } from "../sources/program";
import type { Snapshot } from "../sources/snapshot";
import { harmless } from "./weakenings/harmless";
import { weakeningsOf } from "./weakenings/weaken";

/** Every input of every type of resource in the account stack is changed; what no policy reports has a reason. */

/** One detection for each control, so that no other one makes up for it, and one more in each form. */
const REDUNDANT = /^audit-detections-(?!cis-|tamper-topics$|forward-us-east-1$|undelivered$)|-quiet$/;
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const REPEATED = /:(LogMetricFilter|MetricAlarm|EventRule|EventTarget)$/;

let snapshot: Snapshot;
let records: ResourceRecord[];
beforeAll(async () => {
  snapshot = await previewProgram({ path: join(__dirname, ".."), stack: "dev" });
  const kept = snapshot.resources.filter(({ type, name }) => !REPEATED.test(type) || !REDUNDANT.test(name));
  const names = new Set(kept.map(({ values }) => `ALARM("${String(values.name)}")`));
  records = kept.map((record) => (record.type === COMPOSITE ? waitingFor(names, record) : record));
});

/** The composite alarm over what is left of its alarms. */
function waitingFor(names: ReadonlySet<string>, record: ResourceRecord): ResourceRecord {
  const left = String(record.values.alarmRule)
    .split(" OR ")
    .filter((each) => names.has(each));
  return { ...record, values: { ...record.values, alarmRule: left.join(" OR ") || "FALSE" } };
}

/** The first policy that finds something wrong, or cannot decide. */
function finder(resources: readonly ResourceRecord[]): string | undefined {
  const { project, stack, region, account } = snapshot;
  const graph = new Graph({ project, stack, region, account }, resources);
  const isWrong = ({ status }: Verdict): boolean => status === "fail" || status === "unknown";
  return catalogue.find((policy) => evaluate([policy], graph).some(isWrong))?.id;
}

/** One of each shape, the first by its URN: resources of one type with the same inputs are alike. */
function shapes(): ResourceRecord[] {
  const byShape = new Map<string, ResourceRecord>();
  // They are registered in another order in each run, as what they wait for is known.
  const ordered = records
    .filter(({ type }) => type.startsWith("aws:"))
    .sort(({ urn: a }, { urn: b }) => (a < b ? -1 : 1));
  for (const record of ordered) {
    const shape = [record.type, ...Object.keys(record.values)].join(" ");
    if (!byShape.has(shape)) byShape.set(shape, record);
  }
  return [...byShape.values()];
}

let silent: string[];
beforeAll(() => {
  const all = shapes().flatMap((record) => [...weakeningsOf(record, records)]);
  expect(all.length).toBeGreaterThan(500);
  silent = all.filter((weakening) => !finder(weakening.records)).map(({ what }) => what);
});

test("the stack is healthy, one detection for each control", () => {
  expect(finder(records)).toBeUndefined();
});

test("what no policy reports has a reason", () => {
  expect(silent.filter((what) => !harmless.some(([change]) => change.test(what)))).toEqual([]);
});

test("every reason is needed", () => {
  expect(harmless.filter(([change]) => !silent.some((what) => change.test(what)))).toEqual([]);
});
