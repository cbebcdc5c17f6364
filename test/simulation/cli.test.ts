import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, trailwatch } from "../cli/cli";

const EVENT = {
  eventTime: "2024-08-01T13:29:57Z",
  eventSource: "cloudtrail.amazonaws.com",
  eventName: "StopLogging",
  eventID: "e-1",
  readOnly: false,
};

let folder: string;
let state: string;
let logs: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "trailwatch-simulate-"));
  state = join(folder, "state.json");
  logs = join(folder, "events.json");
  writeFileSync(state, JSON.stringify({ version: 3, deployment: { resources: resources() } }));
  writeFileSync(
    logs,
    JSON.stringify({ Records: [EVENT, { ...EVENT, eventName: "PutEventSelectors", eventID: "e-2" }] }),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A trail, its group, and a filter with alarm and topic, as `pulumi stack export` writes them. */
function resources(): object[] {
  const made = (type: string, name: string, values: Record<string, unknown>): object => ({
    urn: `urn:pulumi:prod::shop::aws:${type}::${name}`,
    ...{ type: `aws:${type}`, custom: true, id: name, inputs: values, outputs: values },
  });
  const arn = "arn:aws:sns:eu-west-1:111122223333:pager";
  const group = "arn:aws:logs:eu-west-1:111122223333:log-group:logs";
  const metric = { namespace: "Audit", name: "Stops", value: "1", defaultValue: "0" };
  return [
    made("cloudwatch/logGroup:LogGroup", "logs", { name: "logs", arn: group }),
    made("cloudtrail/trail:Trail", "audit", { name: "audit", cloudWatchLogsGroupArn: `${group}:*` }),
    made("cloudwatch/logMetricFilter:LogMetricFilter", "stops", {
      ...{
        name: "stops",
        logGroupName: "logs",
        pattern: "{ $.eventName = StopLogging }",
        metricTransformation: metric,
      },
    }),
    made("cloudwatch/metricAlarm:MetricAlarm", "stopped", {
      ...{
        name: "stopped",
        namespace: "Audit",
        metricName: "Stops",
        statistic: "Sum",
        period: 300,
        evaluationPeriods: 1,
      },
      ...{ threshold: 1, comparisonOperator: "GreaterThanOrEqualToThreshold", alarmActions: [arn] },
    }),
    made("sns/topic:Topic", "pager", { name: "pager", arn }),
    made("sns/topicSubscription:TopicSubscription", "mail", {
      topic: arn,
      protocol: "email",
      endpoint: "ops@example.com",
    }),
  ];
}

const json = (args: string[]): Record<string, never> =>
  JSON.parse(trailwatch(["simulate", state, "--format", "json", ...args]).stdout) as Record<string, never>;

test("at a terminal: what rang, who was told, what nothing watches, and the sum last", () => {
  const { status, stdout, stderr } = trailwatch(["simulate", state, "--events", logs]);
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("OK → ALARM 2024-08-01T13:30:00Z, 1 minute after the first event");
  expect(stdout).toContain("email ops@example.com through pager");
  expect(stdout).toContain("1  cloudtrail.amazonaws.com PutEventSelectors");
  expect(stdout).toMatch(/1 detection: 1 told somebody · 0 never fired · 1 change unwatched\n/);
  expect(stdout.split("\n").every((line) => line.length <= 100)).toBe(true);
});

test("as JSON", () => {
  expect(json(["--events", logs])).toMatchObject({
    schema: "urn:trailwatch:simulation",
    version: 1,
    stack: { project: "shop", stack: "prod" },
    logs: { files: 1, records: 2, first: EVENT.eventTime, malformed: { count: 0 } },
    detections: [{ name: "stops", metric: "Audit/Stops", hits: 1, first: { eventID: "e-1" }, alarms: ["stopped"] }],
    alarms: [{ name: "stopped", transitions: [{ at: "2024-08-01T13:30:00Z", to: "ALARM" }, { from: "ALARM" }] }],
    unwatched: [{ eventName: "PutEventSelectors", count: 1 }],
  });
});

test("several logs behind --events, as a shell writes them out, and PATH before or behind", () => {
  const both = ["--events", logs, logs, "--to", "2025-01-01"];
  expect(json(both)).toMatchObject({ logs: { files: 2, records: 4 } });
  const { stdout } = trailwatch(["simulate", ...both, "--format", "json", state]);
  expect(JSON.parse(stdout)).toMatchObject({ logs: { files: 2, records: 4 }, stack: { project: "shop" } });
});

test("standard input", () => {
  const main = join(ROOT, "dist/cli/main.mjs");
  const { stdout } = spawnSync(process.execPath, [main, "simulate", state, "--format", "json", "--events", "-"], {
    input: `${JSON.stringify(EVENT)}\nnot JSON\n`,
    encoding: "utf8",
  });
  expect(JSON.parse(stdout)).toMatchObject({
    logs: { records: 1, malformed: { count: 1, places: [{ file: "standard input", line: 2 }] } },
  });
});

describe("one event explained", () => {
  test("the clause that is false, and what the event has", () => {
    const { stdout, status } = trailwatch(["simulate", state, "--events", logs, "--explain", "e-2"]);
    expect(stdout).toContain('$.eventName = StopLogging does not hold: it is "PutEventSelectors"');
    expect(stdout).toContain("0 of 1 detections see it");
    expect(status).toBe(0);
  });
  test("as JSON", () => {
    expect(json(["--events", logs, "--explain", "e-1"])).toMatchObject({
      schema: "urn:trailwatch:explanation",
      event: { file: logs, record: { eventID: "e-1" } },
      detections: [{ name: "stops", matched: true }],
    });
  });
  test("an event that is not there: told in words, exit code 3", () => {
    const { stderr, status } = trailwatch(["simulate", state, "--events", logs, "--explain", "e-9"]);
    expect([status, stderr]).toEqual([3, "--explain e-9: none of the 2 events in the logs has this eventID\n"]);
  });
});

const mistakes: Record<string, [args: () => string[], told: string, status?: number]> = {
  "no logs": [() => [state], "--events LOGS… says which logs to read"],
  "logs that do not exist": [() => [state, "--events", "nowhere"], "--events nowhere: no such file or folder"],
  "a folder without logs": [() => [state, "--events", join(ROOT, "bench")], "no log file here"],
  "a time that is none": [() => [state, "--events", logs, "--from", "yesterday"], "expected a time such as 2024-08-01"],
  "two paths": [() => [state, state, "--events", logs], "one PATH at a time"],
  "logs without --events": [() => [state, logs, "--events", logs], "logs come after --events"],
};

test.each(Object.entries(mistakes))("%s: told in words, exit code 2", (_, [args, told]) => {
  const { status, stdout, stderr } = trailwatch(["simulate", ...args()]);
  expect(stderr).toContain(told);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect([status, stdout]).toEqual([2, ""]);
});

test("no event at all: exit code 3", () => {
  const { status, stdout } = trailwatch(["simulate", state, "--events", logs, "--from", "2025-01-01"]);
  expect([status, stdout]).toEqual([3, expect.stringContaining("2 outside of the time asked for")]);
});
