import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { MONITORED } from "../../../components/monitors";
import { registered, start } from "../deploy";
import { TOPIC } from "../programs";
import { lambda, monitor, queue, watch } from "./programs";

const many = Array.from({ length: 5 }, () => ({ kind: "action", arn: TOPIC }) as const);
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- JavaScript passes what the types would refuse
const untyped = (value: unknown): any => value;

/** What is refused before a single alarm is made. */
const WRONG: [name: string, program: () => unknown, line: string][] = [
  [
    "a period of 45 seconds",
    () => watch(queue(), { period: 45 }),
    "45 is not a period; expected 10, 20, 30 or a multiple",
  ],
  [
    "more than a day of short periods",
    () => watch(queue(), { period: 600, evaluationPeriods: 145 }),
    "145 periods of 600 seconds are longer than the 1 days that CloudWatch looks back",
  ],
  ["3 of 2 data points", () => watch(queue(), { evaluationPeriods: 2, datapointsToAlarm: 3 }), "3 of 2 data points"],
  [
    "an alarm that the table does not have",
    () => watch(queue(), { alarms: { agee: { threshold: 1 } } }),
    '"agee" is not an alarm of it; the nearest is age',
  ],
  [
    "a trait of another type",
    () => watch(queue(), { traits: ["burstable"] }),
    '"burstable" is not a trait of it; expected dead-letter',
  ],
  ["a pulse of two days", () => watch(lambda(), { pulse: 172_800 }), "172800 is not a period"],
  ["six actions", () => watch(queue(), { responses: { warning: many } }), "make 6 actions with those of the router"],
  [
    "a target group that nothing forwards to",
    () => watch(new aws.lb.TargetGroup("t", {})),
    "loadBalancer   missing; CloudWatch counts the targets of a group per load balancer",
  ],
  [
    "a type that is not in the table",
    () => watch(new aws.iam.Role("r", { assumeRolePolicy: "{}" })),
    "aws:iam/role:Role is not in the table",
  ],
  [
    "a type by another name",
    () => monitor({ types: { "aws:rds:Instance": {} } }),
    "the nearest is aws:rds/instance:Instance",
  ],
  [
    "a profile that does not exist",
    () => monitor({ profile: untyped("loud") }),
    '"loud" is not a profile; expected balanced',
  ],
  [
    "a mute window with six fields",
    () => monitor({ muteWindows: [{ name: "n", schedule: "cron(0 2 * * ? *)", duration: "4h" }] }),
    '"cron(0 2 * * ? *)" is not a schedule',
  ],
  [
    "an anomaly of a ratio",
    () => monitor().anomaly(new aws.lb.LoadBalancer("l", {}), "errors"),
    '"errors" reads no single metric',
  ],
  [
    "an alarm that tells nobody and does nothing",
    () => monitor().alarm({ name: "a", says: "A", namespace: "Own", metricName: "M", threshold: 1, tell: false }),
    "nobody hears of it and it does nothing",
  ],
  [
    "together with what has no such alarm",
    () => {
      const on = monitor();
      const queues = [queue("a"), queue("b")];
      on.watch(queues[0]);
      on.together("t", queues, { alarm: "age", atLeast: 2, says: "T" });
    },
    "no alarm age was made: watch-queue-b-age; watch the resources first",
  ],
  [
    "three of two",
    () => {
      const on = monitor();
      const queues = [queue("a"), queue("b")];
      on.watchAll(queues);
      on.together("t", queues, { alarm: "age", atLeast: 3, says: "T" });
    },
    "3 is not a number of them; expected 1 to 2, or 1% to 100%",
  ],
  [
    "a resource that is watched twice",
    () => {
      const on = monitor();
      const work = queue();
      on.watch(work);
      on.watch(work);
    },
    "is watched already",
  ],
];

test("a wrong monitor registers nothing", async () => {
  await start();
  expect(() => monitor({ profile: untyped("loud") })).toThrow();
  expect(registered()).toBe(0);
});

test.each(WRONG)("refused: %s", async (_, program, line) => {
  await start();
  expect(program).toThrow(line);
});

test("metrics of Route 53 from elsewhere need a router in us-east-1", async () => {
  pulumi.runtime.setConfig("aws:region", "eu-west-1");
  await start();
  const edge = new aws.route53.HealthCheck("alive", { type: "HTTPS" });
  expect(() => watch(edge)).toThrow("globalRouter   missing; AWS/Route53 has its metrics in us-east-1 only");
});

test("every row names an AWS page of its metrics", () => {
  for (const { page } of MONITORED) expect(page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/.+\.html/);
});
