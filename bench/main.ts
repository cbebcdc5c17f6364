import { fork } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { evaluate } from "../policies/evaluate";
import { catalogue } from "../policies/catalogue";
import { Graph } from "../policies/graph/graph";
import { countLogs } from "../simulation/count-logs";
import { PolicyServer } from "../test/pack/server";
import { serve } from "./bare-monitor";
import { fleet, judgeFleet } from "./fleet";
import { median, paired, timed, wallTime } from "./measure";
import { emptyPack, stockPack } from "./packs";
import { measurable, waitFor } from "./page";
import { againstOneThread, againstParsing, detections, eventFiles, type Threads } from "./simulate";
import { remark, slowestPolicies } from "./slowest";
import { SPINE } from "./spine";
import { records, state } from "./stacks";

/** Prints every figure that README and CONTRIBUTING quote, and keeps them in RESULTS.md. Medians, paired in one run. */

const ROOT = join(__dirname, "..");
const CLI = join(ROOT, "dist/cli/main.cjs");
const SCRATCH = join(ROOT, ".cache/bench");
const FACTS = { project: "bench", stack: "bench", region: "eu-west-1", account: "111122223333" };

interface Row {
  what: string;
  figure: string;
  goal: string;
  holds: boolean;
}
const rows: Row[] = [];
const ms = (time: number): string => (time < 10 ? time.toFixed(1) : Math.round(time).toString()) + " ms";
const times = (ratio: number): string => `${ratio < 10 ? ratio.toFixed(2) : Math.round(ratio)} ×`;

function row(what: string, figure: string, goal: string, holds: boolean): void {
  rows.push({ what, figure, goal, holds });
  process.stdout.write(`${holds ? "✓" : "✗"} ${what}: ${figure} (goal: ${goal})\n`);
}

const graphOf = (size: number): Graph => new Graph(FACTS, records(size));

async function programAlone(): Promise<void> {
  const monitor = fork(process.argv[1], ["monitor"], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const port = await new Promise<number>((resolve) => monitor.once("message", (message) => resolve(message as number)));
  const address = `127.0.0.1:${port}`;
  const cmdRun = join(ROOT, "node_modules/@pulumi/pulumi/cmd/run");
  const settings = ["--project", "trailwatch", "--stack", "dev", "--organization", "organization", "--dry-run", "true"];
  const alone = [cmdRun, "--monitor", address, "--engine", address, ...settings, "--parallel", "16"];
  const env = {
    PULUMI_NODEJS_TYPESCRIPT: "true",
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    PULUMI_NODEJS_TSCONFIG_PATH: join(ROOT, "tsconfig.json"),
    PULUMI_CONFIG: JSON.stringify({
      "trailwatch:program": "account",
      "trailwatch:alertEmail": "audit@example.com",
      "aws:region": "us-east-1",
    }),
  };
  const pair = await paired(
    7,
    () => wallTime(process.execPath, [CLI, "check", ROOT, "--stack", "dev", "--fail-on", "none"]),
    () =>
      wallTime(
        process.execPath,
        [...alone, "--root-directory", ROOT, "--pwd", join(ROOT, "stacks"), join(ROOT, "stacks/index.ts")],
        env,
      ),
  );
  monitor.kill();
  row(
    "`trailwatch check` on the reference stack, against its program alone under cmd/run",
    `${ms(pair.subject)} / ${ms(pair.floor)} = ${times(pair.ratio)}`,
    "at most 1.3 ×",
    pair.ratio <= 1.3,
  );
}

async function stateToVerdict(): Promise<void> {
  for (const size of [60, 6000]) writeFileSync(join(SCRATCH, `${size}.json`), state(size));
  const check = (size: number, ...more: string[]): number =>
    wallTime(process.execPath, [CLI, "check", join(SCRATCH, `${size}.json`), "--fail-on", "none", ...more]);
  const small = await paired(
    9,
    () => check(60),
    () => wallTime(process.execPath, ["-e", "0"]),
  );
  row(
    "state of 60 resources → verdict and the report on the terminal, against `node -e 0`",
    `${ms(small.subject)} / ${ms(small.floor)} = ${times(small.ratio)}`,
    "at most 5 ×",
    small.ratio <= 5,
  );
  const parse = `JSON.parse(require("fs").readFileSync(${JSON.stringify(join(SCRATCH, "6000.json"))}, "utf8"))`;
  const large = async (policies: number, ...more: string[]): Promise<void> => {
    const pair = await paired(
      9,
      () => check(6000, ...more),
      () => wallTime(process.execPath, ["-e", parse]),
    );
    row(
      `state of 6,000 resources × ${policies} policies → verdict and the report on the terminal, against \`JSON.parse\` of it`,
      `${ms(pair.subject)} / ${ms(pair.floor)} = ${times(pair.ratio)}`,
      "at most 4 ×",
      pair.ratio <= 4,
    );
  };
  const spine = catalogue.filter(({ id }) => SPINE.includes(id));
  await large(spine.length, "--only", spine.map(({ id }) => id).join());
  await large(catalogue.length);
}

async function againstPolicyServer(): Promise<void> {
  const server = await PolicyServer.start(stockPack(join(SCRATCH, "stock-pack"), join(ROOT, "bench/stock-pack.ts")));
  const graph = graphOf(10_000);
  const stock = await new Promise<number>((resolve, reject) => {
    const start = process.hrtime.bigint();
    server.analyze(graph).then(() => resolve(Number(process.hrtime.bigint() - start) / 1e6), reject);
  });
  server.stop();
  const ours = median(Array.from({ length: 7 }, () => timed(() => evaluate(catalogue, graphOf(10_000)))));
  row(
    `evaluate: 10,000 resources × ${catalogue.length} policies, against the stock policy server`,
    `${ms(ours)} / ${ms(stock)}: ${times(stock / ours)} faster`,
    "at least 50 ×",
    stock / ours >= 50,
  );
}

/** Each size in a process of its own, so that memory is that size's. */
async function growth(): Promise<void> {
  const at = new Map<number, { time: number; memory: number }>();
  for (const size of [1_000, 10_000, 100_000]) {
    const child = fork(process.argv[1], ["evaluate", String(size)], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    at.set(size, await new Promise((resolve) => child.once("message", (message) => resolve(message as never))));
  }
  const perResource = (size: number): number => (at.get(size)!.time / size) * 1000;
  const text = [...at].map(
    ([size, { time }]) => `${size.toLocaleString("en")}: ${ms(time)} (${perResource(size).toFixed(1)} µs each)`,
  );
  row(
    "evaluate: growth from 1,000 to 100,000 resources",
    text.join(", "),
    "linear: at most 1.5 × per resource",
    perResource(100_000) <= 1.5 * perResource(1_000),
  );
  const memory = at.get(100_000)!.memory;
  row("evaluate: peak memory at 100,000 resources", `${memory} MiB`, "at most 1,024 MiB", memory <= 1024);
}

/** The table of the policies that take most of the time. */
let slowestTable: string[] = [];

async function slowPolicies(): Promise<void> {
  const { slowest, own } = slowestPolicies(() => graphOf(10_000), 10);
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  slowestTable = slowest.map(
    (cost) =>
      `| ${cost.id} | ${percent(cost.share)} | ${ms(cost.own)} | ${ms(cost.alone)} | ${remark(cost) || "none"} |`,
  );
  process.stdout.write(`${slowestTable.join("\n")}\n`);
  row(
    `evaluate: the slowest of ${catalogue.length} policies, ${slowest[0].id}, of the time of all (${ms(own)})`,
    percent(slowest[0].share),
    "at most 5 % each, or a reason below",
    slowest.every((cost) => remark(cost) !== ""),
  );
}

async function fleetOfStacks(): Promise<void> {
  const [stacks, size] = [process.env.TRAILWATCH_BENCH_FULL ? 1_000 : 100, 200];
  const { seconds, memory } = judgeFleet(CLI, fleet(SCRATCH, stacks, size));
  row(
    `a backend of ${stacks.toLocaleString("en")} stacks of ${size} resources, judged together`,
    `${seconds.toFixed(1)} s, ${memory.toLocaleString("en")} MiB at most`,
    `at most ${(60 * stacks) / 1_000} s`,
    seconds <= (60 * stacks) / 1_000,
  );
}

async function packBoot(): Promise<void> {
  const empty = emptyPack(join(SCRATCH, "empty-pack"));
  const boot = async (pack: string): Promise<number> => {
    const start = process.hrtime.bigint();
    const server = await PolicyServer.start(pack);
    await server.policies();
    server.stop();
    return Number(process.hrtime.bigint() - start) / 1e6;
  };
  const pair = await paired(
    7,
    () => boot(join(ROOT, "dist/policy-pack")),
    () => boot(empty),
  );
  row(
    "the built pack boots, against an empty pack",
    `${ms(pair.subject)} / ${ms(pair.floor)} = ${times(pair.ratio)}`,
    "at most 1.3 ×",
    pair.ratio <= 1.3,
  );
}

async function simulateEvents(): Promise<void> {
  const size = 1_000_000;
  const files = eventFiles(size, join(SCRATCH, "events"));
  const pair = await againstParsing(files, 3);
  row(
    `simulate: ${detections().length} detections over ${size.toLocaleString("en")} records, against gunzip and \`JSON.parse\` alone`,
    `${ms(pair.subject)} / ${ms(pair.floor)} = ${times(pair.ratio)}`,
    "at most 0.6 ×",
    pair.ratio <= 0.6,
  );
  const worker = join(ROOT, "dist/cli/count-worker.cjs");
  const threadsRow = (records: number, { floor, subject, ratio, cores }: Threads): void =>
    row(
      `simulate: two threads over ${records.toLocaleString("en")} records, against one`,
      `${ms(floor)} / ${ms(subject)}: ${times(ratio)} faster, with ${cores.two.toFixed(1)} cores busy against ${cores.one.toFixed(1)}`,
      "at least 1.7 ×",
      ratio >= 1.7,
    );
  threadsRow(size, await againstOneThread(files, 3, worker));
  // What it costs to start and warm up a thread weighs less over more records; the same ones again are as good as others.
  threadsRow(4 * size, await againstOneThread([files, files, files, files].flat(), 1, worker));
  const memory = await countedMemory(files.slice(0, 4));
  const larger = await countedMemory(files);
  row(
    `simulate: peak memory at ${(files.length * 5_000).toLocaleString("en")} records, against 20,000`,
    `${larger} / ${memory} MiB = ${times(larger / memory)}`,
    "flat: at most 1.3 ×",
    larger <= 1.3 * memory,
  );
}

/** Peak memory of a process that runs the detections over these files, MiB. */
async function countedMemory(files: readonly string[]): Promise<number> {
  const child = fork(process.argv[1], ["count", ...files], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  return new Promise((resolve) => child.once("message", (message) => resolve(message as number)));
}

async function pageOfFindings(): Promise<void> {
  if (!measurable)
    return void process.stdout.write("not measured: the page of a report, because there is no Chromium\n");
  const { findings, open, filter, bytes } = await waitFor(3_600, SCRATCH);
  row(
    `the page of a report with ${findings.toLocaleString("en")} findings (${(bytes / 1e6).toFixed(1)} MB) in Chromium: open, filter`,
    `${ms(open)}, ${ms(filter)}`,
    "at most 1 s each",
    Math.max(open, filter) <= 1_000,
  );
}

async function main(): Promise<void> {
  mkdirSync(SCRATCH, { recursive: true });
  process.stdout.write(`${cpus().length} cores, Node ${process.version}\n`);
  for (const section of [
    programAlone,
    stateToVerdict,
    againstPolicyServer,
    growth,
    slowPolicies,
    packBoot,
    simulateEvents,
    fleetOfStacks,
    pageOfFindings,
  ])
    await section();
  const table = rows.map(
    ({ what, figure, goal, holds }) => `| ${what} | ${figure} | ${goal} | ${holds ? "yes" : "no"} |`,
  );
  const head = `# Results\n\nPrinted by \`npm run bench\` on ${cpus().length} cores, Node ${process.version}. Medians; both sides of a ratio in the same run.\n`;
  const slow = `## The slowest policies\n\nAt 10,000 resources: its own work as a share of that of all policies, and the time that it takes when it has to build by itself what it shares with others.\n\n| Policy | Share | Own | Alone | Reason |\n| --- | --- | --- | --- | --- |\n${slowestTable.join("\n")}\n`;
  writeFileSync(
    join(ROOT, "bench/RESULTS.md"),
    `${head}\n| What | Figure | Goal | Holds |\n| --- | --- | --- | --- |\n${table.join("\n")}\n\n${slow}`,
  );
}

const [task, argument] = process.argv.slice(2);
if (task === "monitor") void serve().then((port) => process.send!(port));
else if (task === "evaluate") {
  const size = Number(argument);
  evaluate(catalogue, graphOf(1_000));
  const judge = (): number => timed(() => evaluate(catalogue, graphOf(size)));
  const first = judge();
  // What repeating it leaves behind is the measurement's own.
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  process.send!({ time: median([first, judge(), judge()]), memory }, () => process.exit(0));
} else if (task === "count") {
  void countLogs(process.argv.slice(3), detections()).then(() =>
    process.send!(Math.round(process.resourceUsage().maxRSS / 1024), () => process.exit(0)),
  );
} else if (task === "simulate") void simulateEvents();
else if (task === "state") void stateToVerdict();
else if (task === "slowest") void slowPolicies();
else if (task === "fleet") void fleetOfStacks();
else if (task === "page") void pageOfFindings();
else void main();
