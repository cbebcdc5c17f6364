import * as aws from "@pulumi/aws";
import { ComponentResource, jsonStringify } from "@pulumi/pulumi";
import type { ComponentResourceOptions, Input } from "@pulumi/pulumi";
import { abreast, heading, lights, metric, pages, type MetricWidget, type Widget } from "./dashboards/body";
import { SECTIONS, SIGNALS, type Line, type Section } from "./dashboards/signals";
import { locate, type Location } from "./location";
import { monthlyUsd, type MonthlyUsd } from "./monthly-cost";
import { programNameOf } from "./monitors/recorded";
import type { Watched } from "./monitors/plan";
import { physicalName } from "./names";
import type { ResourceMonitor } from "./resource-monitor";
import type { TrailDetections } from "./trail-detections";

export interface MonitoringDashboardArgs {
  /** What watches the resources that are drawn. */
  readonly monitor: ResourceMonitor;
  /** Draws the audit trail too. @default no audit section */
  readonly audit?: AuditArgs;
  /** Seconds of a data point. @default 300 */
  readonly period?: number;
}

export interface AuditArgs {
  /** Log group that the trail delivers to. */
  readonly logGroupName: Input<string>;
  /** What the trail is searched for. @default none is drawn */
  readonly detections?: Pick<TrailDetections, "states">;
}

/**
 * What somebody on call wants first: what rings, and per kind of resource its latency, traffic, errors and saturation. Drawn when
 * the program has made what it makes in one go, so that resources made after the dashboard are on it.
 */
export class MonitoringDashboard extends ComponentResource {
  readonly dashboards: aws.cloudwatch.Dashboard[] = [];

  constructor(name: string, args: MonitoringDashboardArgs, opts?: ComponentResourceOptions) {
    super("trailwatch:monitor:MonitoringDashboard", name, {}, opts);
    const at = locate(this);
    args.monitor.whenWatched(() => {
      const parts = [ringing(args), ...SECTIONS.flatMap((section) => drawn(at, section, args)), audit(at, args)];
      const drawing = pages(parts.filter((part) => part.length > 0));
      this.dashboards.push(...drawing.map((page, index) => dashboard(this, name, page, index)));
    });
    this.registerOutputs({});
  }

  /** What the dashboards drawn so far cost. */
  get estimatedMonthlyUsd(): MonthlyUsd {
    return monthlyUsd({ dashboards: this.dashboards.length });
  }
}

function dashboard(parent: MonitoringDashboard, name: string, widgets: readonly Widget[], index: number) {
  const part = index === 0 ? name : `${name}-${index + 1}`;
  return new aws.cloudwatch.Dashboard(
    part,
    { dashboardName: physicalName(part), dashboardBody: jsonStringify({ widgets }) },
    { parent },
  );
}

/** One light per resource, where there is a state of it, else one per alarm. */
function ringing({ monitor }: MonitoringDashboardArgs): Widget[] {
  const states = Object.values(monitor.states);
  return lights(
    "What rings now",
    (states.length > 0 ? states : Object.values(monitor.alarms)).map(({ arn }) => arn),
  );
}

/** With more resources the lines of a graph cannot be told apart, and CloudWatch takes 500 metrics in a widget. */
const MOST_RESOURCES = 50;

function drawn(at: Location, section: Section, args: MonitoringDashboardArgs): Widget[][] {
  const watched = args.monitor.watched.filter(({ type }) => type.type === section.type);
  return Array.from({ length: Math.ceil(watched.length / MOST_RESOURCES) }, (_, page) => {
    const shown = watched.slice(page * MOST_RESOURCES, (page + 1) * MOST_RESOURCES);
    return [heading(section.title), ...graphs(at, section, shown, args)];
  });
}

function graphs(
  at: Location,
  section: Section,
  watched: readonly Watched[],
  { period = 300 }: MonitoringDashboardArgs,
) {
  const drawings = SIGNALS.flatMap((signal) => {
    const metrics = (section.signals[signal] ?? []).flatMap((line) => watched.flatMap((each) => lineOf(line, each)));
    const title = `${section.title}: ${signal}`;
    const properties = { title, view: "timeSeries" as const, region: at.region, period, metrics };
    return metrics.length === 0 ? [] : [{ type: "metric" as const, height: 6, properties }];
  });
  return abreast<MetricWidget>(drawings);
}

function lineOf({ metric: name, statistic, namespace, when, unless }: Line, { type, resource, facts }: Watched) {
  const { traits } = facts;
  if ((when !== undefined && !traits.has(when)) || (unless !== undefined && traits.has(unless))) return [];
  const label = `${programNameOf(resource)} ${name} ${statistic}`;
  return [metric(namespace ?? type.namespace, name, type.dimensions(resource, facts), { stat: statistic, label })];
}

function audit(at: Location, { audit: wanted, period = 300 }: MonitoringDashboardArgs): Widget[] {
  if (wanted === undefined) return [];
  const { logGroupName, detections } = wanted;
  const lines = [
    ["IncomingLogEvents", "events that arrive"],
    ["IncomingBytes", "bytes that arrive"],
  ].map(([name, title]) => ({
    type: "metric" as const,
    height: 6,
    properties: {
      title: `Audit trail: ${title}`,
      view: "timeSeries" as const,
      region: at.region,
      period,
      metrics: [metric("AWS/Logs", name, { LogGroupName: logGroupName }, { stat: "Sum", label: title })],
    },
  }));
  const states = Object.values(detections?.states ?? {}).map(({ arn }) => arn);
  return [heading("Audit trail"), ...abreast<MetricWidget>(lines), ...lights("Detections that ring now", states)];
}
