import * as aws from "@pulumi/aws";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Engine } from "./engine";
import { InlineStack, type With } from "./inline-stack";
import { BUNDLED, buildPacks } from "./packs";
import { findPulumi } from "./pulumi";

/** Prints what the pack costs in the engine: `node scripts/run.mjs test/engine/measure.ts`. */

const GROUPS = 80;
const ROUNDS = 5;

/** Five resources for each group, most of them subjects of several policies. */
async function program(): Promise<void> {
  const topic = new aws.sns.Topic("alerts");
  for (let i = 0; i < GROUPS; i++) {
    const bucket = new aws.s3.Bucket(`bucket-${i}`);
    new aws.s3.BucketVersioning(`bucket-${i}`, { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } });
    const group = new aws.cloudwatch.LogGroup(`group-${i}`, { retentionInDays: 365 });
    new aws.cloudwatch.LogMetricFilter(`filter-${i}`, {
      logGroupName: group.name,
      pattern: '{ $.userIdentity.type = "Root" }',
      metricTransformation: { name: `Metric${i}`, namespace: "Space", value: "1" },
    });
    new aws.cloudwatch.MetricAlarm(`alarm-${i}`, {
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      evaluationPeriods: 1,
      threshold: 1,
      metricName: `Metric${i}`,
      namespace: "Space",
      statistic: "Sum",
      period: 300,
      alarmActions: [topic.arn],
    });
  }
}

/** A pack with one policy that has nothing to say. */
function emptyPack(folder: string): string {
  writeFileSync(join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "pack", version: "0.0.1", main: "index.js" }));
  const policy = '{ name: "nothing", description: "nothing", validateStack() {} }';
  const text = `const { PolicyPack } = require("@pulumi/policy");\nnew PolicyPack("nothing", { policies: [${policy}] });\n`;
  writeFileSync(join(folder, "index.js"), text);
  return folder;
}

/** Largest resident memory of the processes that serve a pack, in MB. */
function packMemory(): number {
  const lines = execFileSync("ps", ["-eo", "rss,args"], { encoding: "utf8" }).split("\n");
  const own = lines.filter((line) => line.includes("run-policy-pack") && line.includes("packs/bundled"));
  return Math.max(0, ...own.map((line) => Math.round(parseInt(line, 10) / 1024)));
}

/** The least disturbed of several runs. */
const least = (numbers: number[]): number => Math.min(...numbers);

async function main(): Promise<void> {
  const pulumi = findPulumi(() => undefined);
  if ("missing" in pulumi) throw new Error(pulumi.missing);
  await buildPacks();
  const engine = await Engine.start(pulumi.path);
  let memory = 0;
  const watch = setInterval(() => (memory = Math.max(memory, packMemory())), 200);
  try {
    const stack = await InlineStack.create(engine, "measured");
    const empty = emptyPack(engine.project("nothing"));
    const ways: Record<string, With> = { none: {}, empty: { pack: empty }, trailwatch: { pack: BUNDLED } };
    const times: Record<string, number[]> = { none: [], empty: [], trailwatch: [] };
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, given] of Object.entries(ways)) {
        const begin = Date.now();
        const { errors } = await stack.preview(program, given);
        if (errors.some((error) => error !== "preview failed")) throw new Error(errors.join("\n"));
        times[name].push(Date.now() - begin);
      }
    }
    for (const [name, list] of Object.entries(times)) console.log(`pack ${name}: ${least(list)} ms`);
    console.log(`memory of the pack: ${memory} MB`);
  } finally {
    clearInterval(watch);
    engine.stop();
  }
}

void main();
