import * as aws from "@pulumi/aws";
import { runtime } from "@pulumi/pulumi";
import Ajv2020 from "ajv/dist/2020";
import { MonitoringDashboard, ResourceMonitor } from "../../../components";
import { pages, type MetricWidget } from "../../../components/dashboards/body";
import { SECTIONS, SIGNALS } from "../../../components/dashboards/signals";
import { MONITORED } from "../../../components/monitors";
import { database, instance, lambda, queue, ROLE, router } from "../monitors/programs";
import { bodySchema } from "./body-schema";

type Widget = { type: string; width: number; height: number; properties: Record<string, unknown> };
type Metric = (string | { stat: string; label: string })[];

interface Drawn {
  /** Per dashboard, by its name in the program. */
  readonly bodies: Record<string, { widgets: Widget[] }>;
  /** Every text that is known of a resource of the stack: ids, names, ARNs. */
  readonly known: Set<string>;
}

/** Deploys a program: unlike in a preview, ids are known, and with them what the dashboards say. */
async function deployed(program: () => unknown): Promise<Drawn> {
  const bodies: Drawn["bodies"] = {};
  const known = new Set<string>();
  await runtime.setMocks(
    {
      newResource({ type, name, inputs }) {
        if (type === "aws:cloudwatch/dashboard:Dashboard") bodies[name] = JSON.parse(inputs.dashboardBody);
        const [, module] = /^aws:(\w+)\//.exec(type) ?? [];
        const own = inputs.name ?? inputs.alarmName ?? name;
        const arn = `arn:aws:${module}:eu-west-1:111122223333:${type.endsWith("Alarm") ? "alarm:" : ""}${own}`;
        const state = { name, arn, arnSuffix: `app/${name}/50dc6c49`, clusterIdentifier: name, ...inputs };
        for (const value of [`${name}-id`, ...Object.values(state)]) if (typeof value === "string") known.add(value);
        return { id: `${name}-id`, state };
      },
      call: ({ token }) =>
        token.endsWith("getRegion")
          ? { region: "eu-west-1" }
          : { accountId: "111122223333", partition: "aws", dnsSuffix: "amazonaws.com" },
    },
    "trailwatch",
    "prod",
    false,
  );
  program();
  await runtime.disconnect();
  return { bodies, known };
}

/** One resource of each kind that an operator wants to see. */
function everything(): void {
  const monitor = new ResourceMonitor("watch", { router });
  const group = new aws.cloudwatch.LogGroup("audit", { name: "audit" });
  const state = new aws.cloudwatch.CompositeAlarm("detections", { alarmName: "detections", alarmRule: "TRUE" });
  const audit = { logGroupName: group.name, detections: { states: { critical: state } } };
  new MonitoringDashboard("board", { monitor, audit });
  const cluster = new aws.ecs.Cluster("apps", { name: "apps" });
  monitor.watchAll([
    new aws.lb.LoadBalancer("front", {}),
    new aws.eks.Cluster("pods", { name: "pods", roleArn: ROLE, vpcConfig: { subnetIds: [] } }),
    new aws.apigatewayv2.Api("api", { protocolType: "HTTP" }),
    new aws.rds.Cluster("records", { engine: "aurora-mysql" }),
    new aws.dynamodb.Table("sessions", { name: "sessions", attributes: [] }),
    lambda(),
    database(),
    instance(),
    queue(),
  ]);
  monitor.watch(new aws.lb.LoadBalancer("wire", {}), { traits: ["network"] });
  monitor.watch(new aws.ecs.Service("portal", { name: "portal", cluster: cluster.arn }), { traits: ["insights"] });
}

const validate = new Ajv2020({ strict: false }).compile(bodySchema);
const metricsOf = ({ widgets }: { widgets: Widget[] }): Metric[] =>
  widgets.flatMap(({ type, properties }) => (type === "metric" ? (properties.metrics as Metric[]) : []));

describe("a dashboard of everything", () => {
  let drawn: Drawn;
  beforeAll(async () => {
    drawn = await deployed(everything);
  });

  test("has a body as AWS wants it", () => {
    validate(drawn.bodies.board);
    expect(validate.errors ?? []).toEqual([]);
  });

  test("shows metrics of resources of the stack, and of nothing else", () => {
    const metrics = metricsOf(drawn.bodies.board);
    expect(metrics.length).toBeGreaterThan(40);
    for (const [namespace, name, ...rest] of metrics) {
      const dimensions = rest.filter((part) => typeof part === "string");
      const values = dimensions.filter((_, index) => index % 2 === 1).filter((value) => value !== "apps");
      expect([namespace, name, values.filter((value) => !drawn.known.has(value))]).toEqual([namespace, name, []]);
      expect([namespace, name, dimensions.length % 2]).toEqual([namespace, name, 0]);
    }
  });

  test("begins with what rings: a light per resource", () => {
    const [first] = drawn.bodies.board.widgets;
    const alarms = first.properties.alarms as string[];
    expect([first.type, alarms.length]).toEqual(["alarm", 11]);
    expect(alarms).toContain("arn:aws:cloudwatch:eu-west-1:111122223333:alarm:watch-function-orders-prod");
  });

  test("has a heading per kind of resource, from the edge inwards, and the audit trail last", () => {
    const headings = drawn.bodies.board.widgets.flatMap(({ properties: { markdown } }) => markdown ?? []);
    expect(headings).toEqual([...SECTIONS.map(({ title }) => `## ${title}`), "## Audit trail"]);
  });

  test("has no row wider than the grid", () => {
    for (const { width } of drawn.bodies.board.widgets) expect(width).toBeLessThanOrEqual(24);
    const functions = drawn.bodies.board.widgets.filter(({ properties }) => /^Functions/.test(`${properties.title}`));
    expect(functions.map(({ width }) => width)).toEqual([6, 6, 6, 6]);
  });

  test("shows a network load balancer what it has, and no requests", () => {
    const wire = metricsOf(drawn.bodies.board).filter((metric) => metric.includes("app/wire/50dc6c49"));
    expect(wire.map(([namespace, name]) => `${namespace} ${name}`)).toEqual([
      "AWS/NetworkELB ProcessedBytes",
      "AWS/NetworkELB TCP_Target_Reset_Count",
      "AWS/NetworkELB PortAllocationErrorCount",
    ]);
  });
});

/** A part of a dashboard with as many widgets, and metrics in each. */
const part = (widgets: number, metrics: number): MetricWidget[] =>
  Array.from({ length: widgets }, () => {
    const lines = Array.from({ length: metrics }, () => ["A", "B"]);
    const properties = { title: "t", view: "timeSeries", region: "eu-west-1", period: 60, metrics: lines } as const;
    return { type: "metric", width: 6, height: 6, properties };
  });

test.each([
  ["all on one page", [part(4, 300), part(4, 300)], [8]],
  ["more than 2500 metrics", [part(4, 300), part(4, 300), part(4, 300)], [8, 4]],
  ["more than 500 widgets", [part(499, 1), part(1, 1), part(1, 1)], [500, 1]],
  ["nothing", [], []],
])("pages: %s", (_, parts, widgets) => expect(pages(parts).map((page) => page.length)).toEqual(widgets));

test("without a resource there is no section", async () => {
  const { bodies } = await deployed(() => {
    const monitor = new ResourceMonitor("watch", { router });
    new MonitoringDashboard("board", { monitor });
    monitor.watch(lambda());
  });
  const titles = bodies.board.widgets.map(({ properties }) => properties.markdown ?? properties.title);
  expect(titles).toEqual(["What rings now", "## Functions", ...SIGNALS.map((signal) => `Functions: ${signal}`)]);
});

test("a dashboard costs three dollars once it is drawn", async () => {
  let board: MonitoringDashboard | undefined;
  await deployed(() => {
    const monitor = new ResourceMonitor("watch", { router });
    board = new MonitoringDashboard("board", { monitor });
    monitor.watch(lambda());
  });
  expect(board?.estimatedMonthlyUsd).toEqual({ low: 3, high: 3 });
});

test("every section is of a type that can be watched, and shows at least two signals", () => {
  const types = MONITORED.map(({ type }) => type);
  for (const { type, signals } of SECTIONS) {
    expect(types).toContain(type);
    expect(Object.keys(signals).length).toBeGreaterThanOrEqual(2);
  }
});

test.each([
  ["a metric without a region", { type: "metric", properties: { metrics: [["A", "B"]] } }],
  ["a metric without a name", { type: "metric", properties: { region: "eu-west-1", metrics: [["A"]] } }],
  ["a widget wider than the grid", { type: "text", width: 25, properties: { markdown: "a" } }],
  ["an alarm by its name", { type: "alarm", properties: { alarms: ["errors"] } }],
])("the schema refuses %s", (_, widget) => expect(validate({ widgets: [widget] })).toBe(false));
