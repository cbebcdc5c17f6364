import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import { MONITORED } from "../../../components/monitors";
import { deploy, type Deployment } from "../deploy";
import { TOPIC } from "../programs";
import { database, group, instance, lambda, monitor, router, watch } from "./programs";

/** What a monitor consists of, one line each. */
const CONTENTS: [name: string, program: () => unknown, children: string[]][] = [
  [
    "a function",
    () => watch(lambda()),
    [
      "cloudwatch/CompositeAlarm watch-function-orders",
      "cloudwatch/MetricAlarm watch-function-orders-concurrency",
      "cloudwatch/MetricAlarm watch-function-orders-duration",
      "cloudwatch/MetricAlarm watch-function-orders-errors",
      "cloudwatch/MetricAlarm watch-function-orders-pulse",
      "cloudwatch/MetricAlarm watch-function-orders-throttles",
    ],
  ],
  [
    "a database, which is alive as long as it reports its processor",
    () => watch(database()),
    [
      "cloudwatch/CompositeAlarm watch-database-patients",
      ...["connections", "cpu", "memory", "read-latency", "storage", "write-latency"].map(
        (id) => `cloudwatch/MetricAlarm watch-database-patients-${id}`,
      ),
    ],
  ],
  [
    "everything else that a monitor makes",
    () => {
      const on = monitor({
        composite: false,
        muteWindows: [{ name: "night", schedule: "cron(0 2 * * *)", duration: "PT4H" }],
      });
      const web = instance();
      on.recover(web);
      on.recover(web, "reboot");
      on.scale(group(), { out: { cpu: 70 }, in: { cpu: 20 } });
      on.anomaly(lambda(), "duration");
      on.alarm({
        name: "answers",
        says: "Patients wait",
        namespace: "Portal",
        metricName: "ResponseTime",
        threshold: 2000,
        responses: [
          { kind: "automation", document: "AWS-RestartEC2Instance" },
          { kind: "invoke", function: lambda({ name: "b" }) },
        ],
      });
    },
    [
      "autoscaling/Policy watch-group-workers-scale-in",
      "autoscaling/Policy watch-group-workers-scale-out",
      "cloudwatch/AlarmMuteRule watch-night",
      "cloudwatch/EventRule watch-answers-response-1",
      "cloudwatch/EventTarget watch-answers-response-1",
      "cloudwatch/MetricAlarm watch-answers",
      "cloudwatch/MetricAlarm watch-function-orders-duration-anomaly",
      "cloudwatch/MetricAlarm watch-group-workers-scale-in",
      "cloudwatch/MetricAlarm watch-group-workers-scale-out",
      "cloudwatch/MetricAlarm watch-instance-web-reboot",
      "cloudwatch/MetricAlarm watch-instance-web-recover",
      "cloudwatch/MetricAlarm watch-queue-watch-undelivered-lost",
      "iam/Role watch-answers-response-1",
      "iam/RolePolicy watch-answers-response-1",
      "lambda/Permission watch-answers-response-2",
      "sqs/Queue watch-undelivered",
      "sqs/QueuePolicy watch-undelivered",
    ],
  ],
];

test.each(CONTENTS)("%s", async (_, program, children) => {
  const made = await deploy(program);
  expect(made.childrenOf("monitor/ResourceMonitor watch").sort()).toEqual(children);
});

const thresholdOf = (made: Deployment, alarm: string): number =>
  made.get(`cloudwatch/MetricAlarm watch-${alarm}`).inputs.threshold;

const GIB = 2 ** 30;

/** Thresholds that the resource's own settings give. */
const DERIVED: [setting: string, program: () => unknown, alarm: string, threshold: number][] = [
  ["four fifths of a timeout of 10 s", () => watch(lambda()), "function-orders-duration", 8000],
  [
    "nine tenths of 50 reserved copies",
    () => watch(lambda({ reservedConcurrentExecutions: 50 })),
    "function-orders-concurrency",
    45,
  ],
  [
    "copies that are not reserved: the account's 1000",
    () => watch(lambda({ reservedConcurrentExecutions: -1 })),
    "function-orders-concurrency",
    900,
  ],
  ["a tenth of 100 GiB", () => watch(database()), "database-patients-storage", 10 * GIB],
  ["a quarter of the memory of db.m6g.large", () => watch(database()), "database-patients-memory", 2 * GIB],
  [
    "a quarter of the memory of db.r5.2xlarge",
    () => watch(database({ instanceClass: "db.r5.2xlarge" })),
    "database-patients-memory",
    16 * GIB,
  ],
  [
    "a class whose memory nobody knows",
    () => watch(database({ instanceClass: "db.serverless" })),
    "database-patients-memory",
    0.25 * GIB,
  ],
  ["connections of MySQL with 8 GiB", () => watch(database()), "database-patients-connections", 614],
  [
    "connections of PostgreSQL with 8 GiB",
    () => watch(database({ engine: "postgres" })),
    "database-patients-connections",
    811,
  ],
  [
    "connections of PostgreSQL at their end",
    () => watch(database({ engine: "postgres", instanceClass: "db.m6g.16xlarge" })),
    "database-patients-connections",
    4500,
  ],
  ["as many sessions as processors", () => watch(database(), { traits: ["insights"] }), "database-patients-load", 2],
  [
    "three times a visibility timeout of 60 s",
    () => watch(new aws.sqs.Queue("work", { visibilityTimeoutSeconds: 60 })),
    "queue-work-age",
    180,
  ],
  [
    "half of a retention of 48 hours, in milliseconds",
    () => watch(new aws.kinesis.Stream("clicks", { retentionPeriod: 48 })),
    "stream-clicks-iterator-age",
    86_400_000,
  ],
  [
    "as many tasks as were asked for",
    () => watch(new aws.ecs.Service("portal", { desiredCount: 3, cluster: "apps" }), { traits: ["insights"] }),
    "service-portal-tasks",
    3,
  ],
  [
    "a quarter of 100 GiB, in MiB",
    () => watch(new aws.opensearch.Domain("find", { ebsOptions: { ebsEnabled: true, volumeSize: 100 } })),
    "search-find-storage",
    25_600,
  ],
];

test.each(DERIVED)("threshold: %s", async (_, program, alarm, threshold) => {
  expect(thresholdOf(await deploy(program), alarm)).toBe(threshold);
});

test("a threshold is not known before the provider decides the setting", async () => {
  const made = await deploy(() => watch(lambda({ timeout: undefined })));
  expect(typeof thresholdOf(made, "function-orders-duration")).not.toBe("number");
});

test("later layers win: table, profile, defaults, type, resource, metric", async () => {
  const type = "aws:lambda/function:Function";
  const alarms = { errors: { threshold: 3 } };
  const layers = {
    profile: "serverless" as const,
    defaults: { period: 120, severity: "info" as const, evaluationPeriods: 2 },
    types: { [type]: { period: 180, evaluationPeriods: 4, alarms: { throttles: { threshold: 7, period: 600 } } } },
  };
  const made = await deploy(() => watch(lambda(), { evaluationPeriods: 6, alarms }, layers));
  const settings = (id: string) => {
    const { threshold, period, evaluationPeriods, alarmActions } = made.get(
      `cloudwatch/MetricAlarm watch-function-orders-${id}`,
    ).inputs;
    return [threshold, period, evaluationPeriods, alarmActions];
  };
  expect(settings("errors")).toEqual([3, 180, 6, [`${TOPIC}-info`]]);
  expect(settings("throttles")).toEqual([7, 600, 6, [`${TOPIC}-info`]]);
  expect(settings("duration")).toEqual([8000, 180, 6, [`${TOPIC}-info`]]);
});

/** The ids of a function's alarms, and how many data points and what silence mean to its errors. */
const PROFILES: [profile: "balanced" | "aws" | "serverless" | "quiet", ids: string, errors: unknown[] | undefined][] = [
  ["balanced", "concurrency duration errors pulse throttles", [3, "notBreaching"]],
  ["aws", "concurrency duration errors pulse throttles", [3, "missing"]],
  ["serverless", "concurrency duration errors pulse throttles", [1, "notBreaching"]],
];

test.each(PROFILES)("profile %s", async (profile, ids, errors) => {
  const made = await deploy(() => watch(lambda(), {}, { profile }));
  const names = made.all("cloudwatch/MetricAlarm").map(({ name }) => name.replace("watch-function-orders-", ""));
  expect(names.sort().join(" ")).toBe(ids);
  const { inputs } = made.get("cloudwatch/MetricAlarm watch-function-orders-errors");
  expect([inputs.evaluationPeriods, inputs.treatMissingData]).toEqual(errors);
});

test("profile quiet tells of what is down or loses data, and of nothing else", async () => {
  const made = await deploy(() => watch(database(), { traits: ["postgres"] }, { profile: "quiet" }));
  const names = made.all("cloudwatch/MetricAlarm").map(({ name }) => name);
  expect(names.sort()).toEqual(["watch-database-patients-storage", "watch-database-patients-transaction-ids"]);
});

describe.each(MONITORED.map((row) => [row.type, row] as const))("%s", (_, row) => {
  test("its alarms have names of their own, thresholds, and windows that CloudWatch takes", () => {
    const ids = row.alarms.map(({ id, when = "" }) => `${id} ${when}`);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { threshold, derive, period = 60, of } of row.alarms) {
      expect((threshold === undefined) !== (derive === undefined)).toBe(true);
      expect(period * (typeof of === "number" ? of : of[1])).toBeLessThanOrEqual(86_400);
    }
  });
  test("what rings on trouble only has a partner that rings when it is gone", () => {
    const missing = row.alarms.map((alarm) => alarm.missing);
    const quiet = missing.includes("notBreaching") && !missing.includes("breaching");
    expect(quiet && row.pulse === undefined).toBe(false);
  });
});

const named = (id: string, { when, unless }: { when?: string; unless?: string }): string =>
  `\`${id}\`${when ? ` (${when})` : ""}${unless ? ` (not ${unless})` : ""}`;

test("the page lists every type and every alarm", () => {
  const page = readFileSync(join(__dirname, "../../../docs/monitoring.md"), "utf8");
  const cells = (line: string): string[] =>
    line
      .split("|")
      .map((cell) => cell.trim())
      .filter(Boolean);
  const rows = page.slice(page.indexOf("<!-- alarms -->"), page.indexOf("<!-- /alarms -->")).split("\n").map(cells);
  const expected = MONITORED.map(({ type, alarms, pulse }) => [
    `\`${type}\``,
    [...alarms.map((row) => named(row.id, row)), ...(pulse ? [named("pulse", pulse)] : [])].join(", "),
  ]);
  expect(rows.filter(([type]) => type?.startsWith("`aws:"))).toEqual(expected);
});

test("severities that nobody hears go to the least urgent topic that there is", async () => {
  const made = await deploy(() => watch(lambda(), {}, { router: { ...router, severities: ["critical", "warning"] } }));
  expect(made.get("cloudwatch/MetricAlarm watch-function-orders-duration").inputs.alarmActions).toEqual([
    `${TOPIC}-warning`,
  ]);
});
