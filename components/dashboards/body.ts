import { output, type Input, type Output } from "@pulumi/pulumi";

/**
 * What a dashboard is made of, as far as these are drawn.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export type Widget = MetricWidget | AlarmWidget | TextWidget;

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface MetricWidget extends Size {
  readonly type: "metric";
  readonly properties: {
    readonly title: string;
    readonly view: "timeSeries";
    readonly region: Input<string>;
    readonly period: number;
    readonly metrics: readonly Input<Metric>[];
  };
}

/** Namespace, name, then each dimension's name and value, then how it is drawn. */
export type Metric = readonly (string | { readonly stat: string; readonly label: string })[];

export interface AlarmWidget extends Size {
  readonly type: "alarm";
  readonly properties: { readonly title: string; readonly alarms: readonly Input<string>[] };
}

export interface TextWidget extends Size {
  readonly type: "text";
  readonly properties: { readonly markdown: string };
}

/** Columns of a dashboard. */
export const COLUMNS = 24;
/** CloudWatch takes no more alarms in a widget, widgets in a dashboard and metrics in a dashboard. */
const MOST_ALARMS = 100;
const MOST_WIDGETS = 500;
const MOST_METRICS = 2500;

/** @param dimensions in the order that they are shown in */
export const metric = (
  namespace: string,
  name: string,
  dimensions: Readonly<Record<string, Input<string>>>,
  drawn: { readonly stat: string; readonly label: string },
): Output<Metric> => output(dimensions).apply((known) => [namespace, name, ...Object.entries(known).flat(), drawn]);

/** Widgets beside each other, as wide as there is room. */
export const abreast = <W extends Widget>(widgets: readonly Omit<W, "width">[]): W[] =>
  widgets.map((widget) => ({ ...widget, width: Math.floor(COLUMNS / widgets.length) }) as W);

export const heading = (title: string): TextWidget => ({
  type: "text",
  width: COLUMNS,
  height: 1,
  properties: { markdown: `## ${title}` },
});

export const lights = (title: string, alarms: readonly Input<string>[]): AlarmWidget[] =>
  Array.from({ length: Math.ceil(alarms.length / MOST_ALARMS) }, (_, page) => {
    const shown = alarms.slice(page * MOST_ALARMS, (page + 1) * MOST_ALARMS);
    const height = 1 + Math.ceil(shown.length / 4);
    return { type: "alarm", width: COLUMNS, height, properties: { title, alarms: shown } };
  });

const metricsOf = (widgets: readonly Widget[]): number =>
  widgets.reduce((count, widget) => count + (widget.type === "metric" ? widget.properties.metrics.length : 0), 0);

/** Parts that stay together, on as few pages as CloudWatch allows. */
export function pages(parts: readonly (readonly Widget[])[]): Widget[][] {
  const made: Widget[][] = [];
  for (const part of parts) {
    const last = made.at(-1);
    const together = [...(last ?? []), ...part];
    if (last && together.length <= MOST_WIDGETS && metricsOf(together) <= MOST_METRICS) last.push(...part);
    else made.push([...part]);
  }
  return made;
}
