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
  const main = join(ROOT, "dist/cli/main.cjs");
  const { stdout } = spawnSync(process.execPath, [main, "simulate", state, "--format", "json", "--events", "-"], {
    input: `${JSON.stringify(EVENT)}\nnot JSON\n`,
    encoding: "utf8",
  });
  expect(JSON.parse(stdout)).toMatchObject({
    logs: { records: 1, malformed: { count: 1, places: [{ file: "standard input", line: 2 }] } },
  });
});

test("several threads count as one does, whatever is ready first", () => {
  const many = Array.from({ length: 9 }, (_, i) => {
    const path = join(folder, `many-${i}.jsonl`);
    const lines = Array.from({ length: 40 }, (_, j) => JSON.stringify({ ...EVENT, eventID: `${i}-${j}` }));
    writeFileSync(path, [...lines.slice(0, i % 3 ? 40 : 2), "not JSON"].join("\n"));
    return path;
  });
  const counted = (jobs: string): object => ({
    ...json(["--events", ...many, "--jobs", jobs]),
    command: "",
    simulatedAt: "",
  });
  expect(counted("3")).toEqual(counted("1"));
  expect(counted("1")).toMatchObject({ logs: { files: 9, malformed: { count: 9 } } });
});

test("as a page, and as CSV", () => {
  expect(trailwatch(["simulate", state, "--events", logs, "--format", "html"]).stdout).toMatch(/^<!doctype html>/);
  expect(trailwatch(["simulate", state, "--events", logs, "--format", "csv"]).stdout).toMatch(
    /^detection,.*\r\nstops,metric filter,1,/,
  );
});

test("as SQL", () => {
  const sql = (...more: string[]): string => trailwatch(["simulate", state, "--sql", ...more]).stdout;
  expect(sql("athena", "--table", "audit.logs")).toContain("FROM audit.logs");
  expect(sql("athena")).toContain("CASE WHEN eventname = 'StopLogging' THEN 'stops' END");
  expect(sql("duckdb", "--events", logs)).toContain(`['${logs}']`);
});

test("what SQL cannot say is named beside the query, and the exit code tells", () => {
  const path = join(folder, "terms.json");
  const [group, trail, filter] = resources() as { inputs: object; outputs: object }[];
  const terms = { ...filter, inputs: { ...filter.inputs, pattern: "StopLogging" } };
  writeFileSync(path, JSON.stringify({ version: 3, deployment: { resources: [group, trail, terms] } }));
  const { status, stdout, stderr } = trailwatch(["simulate", path, "--sql", "athena"]);
  expect(stderr).toContain("stops is left out: the table does not keep the message as it was sent");
  expect(stdout).toContain(`-- ${stderr.trim()}`);
  expect(status).toBe(3);
});

describe("access", () => {
  const bucket = { ...EVENT, eventSource: "s3.amazonaws.com", eventName: "DeleteBucketPolicy", eventID: "e-3" };
  const about = { ...bucket, requestParameters: { bucketName: "patients" } };
  const ask = (...args: string[]) => {
    const path = join(folder, "access.jsonl");
    writeFileSync(path, [EVENT, about].map((each) => JSON.stringify(each)).join("\n"));
    return trailwatch(["access", "--events", path, ...args]);
  };

  test("who did what to a bucket, and what the logs cannot show", () => {
    const { stdout, status } = ask("--resource", "patients");
    expect(stdout).toContain("delete · s3:DeleteBucketPolicy");
    expect(stdout).toContain("no data event of it is in these logs");
    expect(stdout).toMatch(/1 call by 1 caller: 0 reads · 0 changes · 1 deletion/);
    expect(status).toBe(0);
  });
  test("around a time", () => {
    const calls = (window: string) =>
      (
        JSON.parse(ask("--around", "2024-08-01T13:40Z", "--window", window, "--format", "json").stdout) as {
          accesses: [];
        }
      ).accesses.length;
    expect([calls("5m"), calls("15m")]).toEqual([0, 2]);
  });
  test("as CSV and as a page", () => {
    expect(ask("--resource", "patients", "--format", "csv").stdout).toContain(
      ",s3,DeleteBucketPolicy,arn:aws:s3:::patients,",
    );
    expect(ask("--resource", "patients", "--format", "html").stdout).toContain("TrailWatch access report");
  });
  test("by the name that the stack gives it", () => {
    const stopped = { ...EVENT, requestParameters: { logGroupName: "logs" }, eventSource: "logs.amazonaws.com" };
    writeFileSync(join(folder, "named.jsonl"), JSON.stringify(stopped));
    const { stdout } = trailwatch(["access", state, "--events", join(folder, "named.jsonl"), "--resource", "logs"]);
    expect(stdout).toContain("1 call by 1 caller");
  });
  const refused: Record<string, [args: string[], told: string]> = {
    "nothing asked": [[], "--resource NAME… says what is asked about"],
    "a window without a time": [["--resource", "x", "--window", "5m"], "--window belongs to --around TIME"],
    "a window that is none": [["--around", "2024-08-01", "--window", "soon"], "expected a duration such as 30s"],
    "two times": [["--around", "2024-08-01", "--from", "2024-08-01"], "exclude each other"],
  };
  test.each(Object.entries(refused))("%s: told in words, exit code 2", (_, [args, told]) => {
    const { status, stderr } = ask(...args);
    expect(stderr).toContain(told);
    expect(status).toBe(2);
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
  "logs below a file": [() => [state, "--events", `${logs}/x`], "ENOTDIR: not a directory"],
  "a folder without logs": [() => [state, "--events", join(ROOT, "bench")], "no log file here"],
  "a time that is none": [() => [state, "--events", logs, "--from", "yesterday"], "expected a time such as 2024-08-01"],
  "threads that are none": [() => [state, "--events", logs, "--jobs", "0"], "expected a number of threads"],
  "an explanation as a page": [
    () => [state, "--events", logs, "--explain", "e-1", "--format", "html"],
    "--explain is printed as terminal or json",
  ],
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
