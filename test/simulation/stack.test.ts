import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Graph } from "../../policies/graph/graph";
import { CIS_DETECTIONS } from "../../components/detections";
import { countLogs } from "../../simulation/count-logs";
import { explain } from "../../simulation/explain";
import { detectionsOf } from "../../simulation/detections";
import { simulate, watched, type Simulation } from "../../simulation/simulate";
import { previewProgram } from "../../sources/program";
import { counter, onRootUsage } from "../policies/alarms/counters";
import {
  compositeAlarm,
  logGroup,
  metricFilter,
  ref,
  stack,
  subscription,
  topic,
  topicPolicy,
  trail,
  type Draft,
} from "../resources";
import { run, shown } from "./run";

const at = (time: string, more = {}): object => ({
  eventTime: `2024-08-01T${time}Z`,
  eventSource: "iam.amazonaws.com",
  eventName: "CreateUser",
  userIdentity: { type: "Root" },
  ...more,
});
const QUIET = { userIdentity: { type: "IAMUser" } };

const TRAIL = [trail("audit", { cloudWatchLogsGroupArn: ref("logs") }), logGroup("logs")];
const PAGER = [
  topic("pager"),
  subscription("sub", { topic: ref("pager"), protocol: "email", endpoint: "ops@example.com" }),
];
const FILTER = counter({}, { logGroupName: ref("logs", "name") });
const ALARM = onRootUsage({ alarmActions: [ref("pager")] });
const CHAIN = [...TRAIL, ...PAGER, FILTER, ALARM];
const EVENTS = [at("13:02:10"), at("13:03:50"), at("13:20:00", QUIET), at("14:00:01"), at("15:00:00", QUIET)];

const changes = ({ alarms }: Simulation, name = "root-alarm"): string[] | undefined =>
  alarms
    .find((each) => each.name === name)
    ?.transitions.map(({ at: time, to }) => `${new Date(time * 1000).toISOString().slice(11, 16)} ${to}`);

test("from the event to whoever is told", () => {
  const result = run(CHAIN, EVENTS);
  expect(result.detections).toMatchObject([
    {
      name: "root-filter",
      metric: "TrailWatch/RootUsage",
      blind: undefined,
      hits: { count: 3 },
      alarms: [{ name: "root-alarm" }],
    },
  ]);
  expect(changes(result)).toEqual(["13:03 ALARM", "13:19 OK", "14:01 ALARM", "14:16 OK"]);
  expect(result.alarms).toMatchObject([
    { told: [{ protocol: "email", endpoint: "ops@example.com", topic: "pager" }], untold: [], silent: undefined },
  ]);
  expect(result.unwatched).toEqual([{ eventSource: "iam.amazonaws.com", eventName: "CreateUser", count: 2 }]);
});

test("other events end the alarm sooner: the filter then counts 0", () => {
  const minutes = Array.from({ length: 40 }, (_, i) => at(`13:${String(i).padStart(2, "0")}:30`, QUIET));
  expect(changes(run(CHAIN, [...minutes, ...EVENTS]))?.slice(0, 2)).toEqual(["13:03 ALARM", "13:09 OK"]);
});

test("missing data, without a default value: the alarm goes back to INSUFFICIENT_DATA", () => {
  const noDefault = counter({ defaultValue: undefined }, { logGroupName: ref("logs", "name") });
  const alarm = onRootUsage({ alarmActions: [ref("pager")], treatMissingData: "missing" });
  const result = run([...TRAIL, ...PAGER, noDefault, alarm], [at("13:02:10"), at("13:30:00", QUIET)]);
  expect(changes(result)?.map((each) => each.slice(6))).toEqual(["ALARM", "INSUFFICIENT_DATA"]);
});

test("a threshold of three: two events are too few, three within the period are not", () => {
  const drafts = [...TRAIL, ...PAGER, FILTER, onRootUsage({ alarmActions: [ref("pager")], threshold: 3 })];
  expect(changes(run(drafts, EVENTS))).toEqual([]);
  expect(changes(run(drafts, [...EVENTS, at("13:04:59")]))?.[0]).toBe("13:05 ALARM");
});

test("a composite alarm: both of its alarms are needed", () => {
  const second = (namespace: string): Draft => ({ ...onRootUsage({ namespace }, "second-alarm") });
  const rule = 'ALARM("root-alarm") AND ALARM("second-alarm")';
  const both = compositeAlarm("both", { alarmName: "both", alarmRule: rule, alarmActions: [ref("pager")] });
  const drafts = [...TRAIL, ...PAGER, FILTER, onRootUsage()];
  const result = run([...drafts, second("TrailWatch"), both], EVENTS);
  expect(changes(result, "both")?.slice(-4)).toEqual(["13:03 ALARM", "13:19 OK", "14:01 ALARM", "14:16 OK"]);
  expect(result.alarms.find(({ name }) => name === "both")?.told).toMatchObject([{ endpoint: "ops@example.com" }]);
  expect(changes(run([...drafts, second("Elsewhere"), both], EVENTS), "both")).not.toContain("13:03 ALARM");
});

test("a composite alarm over two filters rings for the second too", () => {
  const quiet = metricFilter("quiet-filter", {
    logGroupName: ref("logs", "name"),
    pattern: '{ $.eventName = "Never" }',
    metricTransformation: { namespace: "TrailWatch", name: "Quiet", value: "1", defaultValue: "0" },
  });
  const onQuiet = onRootUsage({ metricName: "Quiet" }, "quiet-alarm");
  const rule = 'ALARM("quiet-alarm") OR ALARM("root-alarm")';
  const either = (alarmActions: unknown[]): Draft =>
    compositeAlarm("either", { alarmName: "either", alarmRule: rule, alarmActions });
  const drafts = [...TRAIL, ...PAGER, quiet, FILTER, onQuiet, onRootUsage()];
  expect(changes(run([...drafts, either([ref("pager")])], EVENTS), "either")).toContain("13:03 ALARM");
  expect(changes(run([...drafts, either([])], EVENTS), "either")).toBeUndefined();
});

/** A break of the chain, and where it is told. */
const breaks: Record<string, [drafts: Draft[], told: string]> = {
  "a filter on another group": [
    [
      ...CHAIN.filter((each) => each !== FILTER),
      logGroup("others"),
      counter({}, { logGroupName: ref("others", "name") }),
    ],
    "it sits on others, to which no trail of this stack delivers",
  ],
  "a trail that does not record": [
    [
      ...CHAIN.filter(({ name }) => name !== "audit"),
      trail("audit", { cloudWatchLogsGroupArn: ref("logs"), enableLogging: false }),
    ],
    "trail audit: logging is switched off",
  ],
  "a pattern that CloudWatch Logs refuses": [
    [
      ...CHAIN.filter((each) => each !== FILTER),
      counter({}, { logGroupName: ref("logs", "name"), pattern: '{ $.userIdentity.type = "Root }' }),
    ],
    "CloudWatch Logs refuses its pattern",
  ],
  "no alarm": [[...TRAIL, ...PAGER, FILTER], "no alarm reads TrailWatch/RootUsage"],
  "an alarm on another namespace": [
    [...TRAIL, ...PAGER, FILTER, onRootUsage({ namespace: "Trailwatch", alarmActions: [ref("pager")] })],
    "root-alarm stays silent",
  ],
  "an alarm that wants a day of events": [
    [
      ...TRAIL,
      ...PAGER,
      FILTER,
      onRootUsage({ alarmActions: [ref("pager")], evaluationPeriods: 240, datapointsToAlarm: 240 }),
    ],
    "root-alarm stays silent",
  ],
  "actions that are switched off": [
    [...TRAIL, ...PAGER, FILTER, onRootUsage({ alarmActions: [ref("pager")], actionsEnabled: false })],
    "its actions are switched off",
  ],
  "an alarm without an action": [[...TRAIL, ...PAGER, FILTER, onRootUsage()], "it has no action for the ALARM state"],
  "a topic without a subscriber": [[...TRAIL, topic("pager"), FILTER, ALARM], "nobody subscribes to pager"],
  "a topic that keeps CloudWatch out": [
    [
      ...CHAIN,
      topicPolicy("policy", {
        arn: ref("pager"),
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Deny", Principal: "*", Action: "sns:Publish", Resource: "*" }],
        }),
      }),
    ],
    "topic pager: its policy keeps CloudWatch out",
  ],
};

test.each(Object.entries(breaks))("%s: said in words, and nobody counts as told", (_, [drafts, told]) => {
  expect(shown(run(CHAIN, EVENTS))).not.toContain(told);
  const text = shown(run(drafts, EVENTS));
  expect(text).toContain(told);
  expect(text).toMatch(/1 detection: 0 told somebody/);
});

test("filters on the logs of an application are no detections", () => {
  const application = metricFilter("orders", { logGroupName: ref("app", "name"), pattern: '{ $.type = "order" }' });
  expect(run([...CHAIN, logGroup("app"), application], EVENTS).detections.map(({ name }) => name)).toEqual([
    "root-filter",
  ]);
});

test("why a detection is silent about one event: the clauses that are false, and what the event has", () => {
  const [explained] = explain(detectionsOf(stack(CHAIN, true)), { eventName: "a", eventSource: "b", ...QUIET });
  expect(explained).toMatchObject({
    name: "root-filter",
    matched: false,
    because: [{ text: '$.userIdentity.type = "Root"', found: '"IAMUser"' }],
  });
});

const samples = join(__dirname, "../../../shared/events");
if (!existsSync(samples)) {
  if (process.env.TRAILWATCH_REQUIRE_ALL) throw new Error(`recorded attacks are needed for this test: ${samples}`);
  process.stderr.write(`SKIPPED: recorded attacks, because ${samples} is not there\n`);
}

/** For each recorded attack, the CIS monitoring controls that ring; none for most: they are about other calls. */
const attacks: Record<string, string[]> = {
  "aws.credential-access.ec2-get-password-data": ["cis-unauthorized-api-calls"],
  "aws.credential-access.secretsmanager-batch-retrieve-secrets": [],
  "aws.credential-access.ssm-retrieve-securestring-parameters": [],
  "aws.defense-evasion.cloudtrail-event-selectors": [],
  "aws.defense-evasion.dns-delete-logs": [],
  "aws.defense-evasion.vpc-remove-flow-logs": [],
  "aws.execution.ec2-launch-unusual-instances": ["cis-unauthorized-api-calls"],
  "aws.execution.ssm-send-command": [],
  "aws.exfiltration.ec2-security-group-open-port-22-ingress": ["cis-security-group-changes"],
  "aws.exfiltration.ec2-share-ebs-snapshot": [],
  "aws.impact.bedrock-invoke-model": [],
  "aws.lateral-movement.ec2-instance-connect": [],
  "aws.persistence.iam-backdoor-role": [],
  "aws.persistence.iam-create-admin-user": ["cis-iam-policy-changes"],
  "aws.persistence.iam-create-user-login-profile": [],
  "aws.persistence.lambda-layer-extension": [],
  "aws.persistence.rolesanywhere-create-trust-anchor": [],
  "aws.privilege-escalation.iam-update-user-login-profile": [],
};

/** Every file of the samples. */
const recordings = Object.fromEntries([
  ...Object.entries(attacks).map(([technique, controls]) => [`stratus-red-team/${technique}.json`, controls] as const),
  // A stolen role reads a bucket: calls that no control is about.
  ["security-datasets/aws.json", []],
]);

(existsSync(samples) ? describe : describe.skip)("the account stack over recorded attacks", () => {
  let graph: Graph;
  beforeAll(async () => {
    const snapshot = await previewProgram({ path: join(__dirname, "../.."), stack: "dev" });
    graph = new Graph(snapshot, snapshot.resources);
  });
  const folder = join(samples, "stratus-red-team");

  test("there is a row for every recording", () => {
    const recorded = readdirSync(folder).flatMap((name) => (name.endsWith(".json") ? [name.slice(0, -5)] : []));
    expect(Object.keys(attacks)).toEqual(recorded.sort());
  });

  test.each(Object.entries(recordings))("%s: %j", async (file, controls) => {
    const path = join(samples, file);
    const detections = watched(graph);
    const result = simulate(graph, detections, await countLogs([path], detections));
    const { Records } = JSON.parse(readFileSync(path, "utf8")) as { Records: unknown[] };
    expect(result.logs).toMatchObject({ records: Records.length, malformed: { count: 0 } });
    const rang = result.detections.filter(({ hits }) => hits.count > 0);
    const heard = result.alarms.filter(
      ({ told, transitions }) => told.length > 0 && transitions.some(({ to }) => to === "ALARM"),
    );
    expect(heard.length > 0).toBe(rang.length > 0);
    const ids = CIS_DETECTIONS.map(({ id }) => id as string);
    expect(ids.filter((id) => rang.some(({ name }) => name.endsWith(`-${id}`)))).toEqual(controls);
  });
});
