import { MONITORED } from "../../../components/monitors";
import { catalogue } from "../../../policies/catalogue";
import alarmActions from "../../../policies/alarms/alarm-actions";
import alarmNamesUnique from "../../../policies/alarms/alarm-names-unique";
import alarmReachesSubscriber from "../../../policies/alarms/alarm-reaches-subscriber";
import { evaluate, type Verdict } from "../../../policies/evaluate";
import { Graph } from "../../../policies/graph/graph";
import type { ResourceRecord } from "../../../policies/graph/resource";
import resourceMonitored from "../../../policies/monitoring/resource-monitored";
import { previewProgram } from "../../../sources/program";
import { fixture } from "../../sources/programs";

/** Builder and judge meet: what `ResourceMonitor` finds in a program by itself satisfies every policy about alarms on resources. */

let resources: ResourceRecord[];
let verdicts: Verdict[];
beforeAll(async () => {
  const snapshot = await previewProgram({ path: fixture("monitored"), stack: "dev" });
  const { project, stack, region, account } = snapshot;
  resources = snapshot.resources;
  verdicts = evaluate(catalogue, new Graph({ project, stack, region, account }, resources));
});

/** The last part of a URN. */
const passed = (policy: string): string[] =>
  verdicts
    .filter((verdict) => verdict.policy === policy && verdict.status === "pass")
    .map(({ subject }) => subject ?? "")
    .sort();

/** Every resource that each policy must find watched. */
const WATCHED: Record<string, string[]> = {
  "instance-monitored": ["web"],
  "auto-scaling-group-monitored": ["quiet-workers", "workers"],
  "function-monitored": ["orders"],
  "ecs-service-monitored": ["portal"],
  "ecs-cluster-monitored": ["apps"],
  "eks-cluster-monitored": ["pods"],
  "state-machine-monitored": ["checkout"],
  "volume-monitored": ["disk"],
  "database-instance-monitored": ["patients"],
  "database-cluster-monitored": ["records"],
  "table-monitored": ["sessions"],
  "cache-cluster-monitored": ["hot"],
  "replication-group-monitored": ["warm"],
  "search-domain-monitored": ["find"],
  "redshift-cluster-monitored": ["sales"],
  "load-balancer-monitored": ["front"],
  "network-load-balancer-monitored": ["wire"],
  "classic-load-balancer-monitored": ["classic"],
  "target-group-monitored": ["front"],
  "rest-api-monitored": ["rest"],
  "http-api-monitored": ["http", "socket"],
  "distribution-monitored": ["edge"],
  "nat-gateway-monitored": ["out"],
  "vpn-connection-monitored": ["office"],
  "transit-gateway-monitored": ["hub"],
  "certificate-monitored": ["site"],
  "web-acl-monitored": ["wall"],
  "health-check-monitored": ["alive"],
  "queue-monitored": ["lost", "watch-undelivered", "work"],
  "topic-monitored": ["news"],
  "stream-monitored": ["clicks"],
  "delivery-stream-monitored": ["ship"],
  "trail-delivery-monitored": ["audit"],
  "file-system-monitored": ["home"],
  "backup-vault-monitored": ["copies"],
  "bucket-replication-monitored": ["files"],
  "bucket-metric-monitored": ["files"],
};

test("no type that is asked for an alarm is left out", () => {
  expect(Object.keys(WATCHED).sort()).toEqual(resourceMonitored.map(({ id }) => id).sort());
});

test.each(Object.entries(WATCHED))("%s", (policy, subjects) => expect(passed(policy)).toEqual(subjects));

test("no policy of the catalogue finds fault with what the monitor makes", () => {
  const found = verdicts.filter(
    ({ status, subject = "" }) => /fail|unknown/.test(status) && subject.startsWith("watch"),
  );
  expect(found.map(({ policy, subject, message }) => `${policy} ${subject}: ${message}`)).toEqual([]);
});

test("every alarm acts, has a name of its own and, unless it only scales, reaches somebody", () => {
  const alarms = resources.filter(({ type }) => type === "aws:cloudwatch/metricAlarm:MetricAlarm").length;
  for (const { id } of [alarmActions, alarmNamesUnique]) expect(passed(id)).toHaveLength(alarms);
  expect(passed(alarmReachesSubscriber.id)).toHaveLength(alarms - 2);
});

test("the program has a resource of every type in the table", () => {
  const types = new Set(resources.map(({ type }) => type));
  expect(MONITORED.map(({ type }) => type).filter((type) => !types.has(type))).toEqual([]);
});

test("its dashboard, declared first, waits for every resource that is on it", () => {
  const [board] = resources.filter(({ type }) => type === "aws:cloudwatch/dashboard:Dashboard");
  const drawn = new Set(board.propertyDependencies?.dashboardBody?.map((urn) => urn.split("::").at(-1)));
  for (const name of ["web", "orders", "portal", "pods", "patients", "front"]) expect(drawn).toContain(name);
});

/** What a resource was made with, or what it is connected to, decides which alarms it has. */
const TRAITS: [what: string, prefix: string, ids: string][] = [
  ["a burstable instance", "instance-web", "attached-volumes cpu cpu-credits reboot recover status"],
  ["a group that lists its metrics", "group-workers", "capacity scale-in scale-out status"],
  ["a group that lists none", "group-quiet-workers", "status"],
  ["a service of a cluster with insights", "service-portal", "cpu memory tasks volume"],
  ["a network load balancer", "load-balancer-wire", "ports"],
  ["the targets behind it", "targets-wire", "healthy unhealthy"],
  ["the targets of an application load balancer", "targets-front", "errors healthy latency unhealthy"],
  ["a queue that another redrives to", "queue-lost", "lost"],
  ["the queue itself", "queue-work", "age in-flight"],
  ["the log group of a trail", "log-group-audit", "silent"],
  ["a rule, which may rest for days", "rule-nightly", "throttled undelivered"],
  ["a WebSocket API", "http-api-socket", "executions integrations"],
];

test.each(TRAITS)("%s", (_, prefix, ids) => {
  const names = resources.flatMap(({ name, type }) => (type === "aws:cloudwatch/metricAlarm:MetricAlarm" ? name : []));
  const ours = names.filter((name) => name.startsWith(`watch-${prefix}-`));
  expect(
    ours
      .map((name) => name.replace(`watch-${prefix}-`, ""))
      .sort()
      .join(" "),
  ).toBe(ids);
});
