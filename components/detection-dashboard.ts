import * as aws from "@pulumi/aws";
import { jsonStringify } from "@pulumi/pulumi";
import { SEVERITIES } from "./alert-routing";
import type { Chosen } from "./detection-choice";
import { metricName } from "./detections";
import { locate, regionalArn } from "./location";
import { physicalName } from "./names";
import type { TrailDetections } from "./trail-detections";

/** Columns of a dashboard, and the height of a widget. */
const WIDTH = 24;
const HEIGHT = 6;

/** What rings now and how often it did: per severity a widget of lights, and one of bars. */
export function detectionDashboard(parent: TrailDetections, name: string, rows: readonly Chosen[]) {
  const at = locate(parent);
  const widgets = SEVERITIES.flatMap((severity) => {
    const watched = rows.filter((row) => row.severity === severity);
    if (watched.length === 0) return [];
    const lights = {
      type: "alarm",
      width: WIDTH / 2,
      height: HEIGHT,
      properties: {
        title: `${severity}: what rings now`,
        alarms: watched.map(({ id }) => regionalArn(at, "cloudwatch", `alarm:${physicalName(`${name}-${id}`)}`)),
      },
    };
    const bars = {
      type: "metric",
      width: WIDTH / 2,
      height: HEIGHT,
      properties: {
        title: `${severity}: events per hour`,
        view: "timeSeries",
        stacked: true,
        stat: "Sum",
        period: 3600,
        region: at.region,
        metrics: watched.map((row) => [parent.namespace, metricName(row), { label: row.title }]),
      },
    };
    return [lights, bars];
  });
  return new aws.cloudwatch.Dashboard(
    name,
    { dashboardName: physicalName(name), dashboardBody: jsonStringify({ widgets }) },
    { parent },
  );
}
