import * as aws from "@pulumi/aws";
import { ComponentResource, type ComponentResourceOptions, type Input } from "@pulumi/pulumi";
import { SEVERITIES, type Severity } from "./alert-routing";
import { CIS_DETECTIONS, type Detection, type DetectionId } from "./detections";
import { physicalName } from "./names";
import { outside, problem, refuse, type Problem } from "./problems";

/** What differs from the table for one detection. */
export interface DetectionOverride {
  /** Who hears of it. */
  readonly severity?: Severity;
  /** Events within five minutes that ring. @default 1 */
  readonly threshold?: number;
}

/** Who takes the alarms of a severity, such as an `AlertRouter`. */
export interface AlarmRecipients {
  readonly severities: readonly Severity[];
  actionsFor(severity: Severity): Input<string>[];
}

export interface TrailDetectionsArgs {
  /** Log group that the trail delivers to, in the home region of the trail: no other region has the events. */
  readonly logGroupName: Input<string>;
  readonly router: AlarmRecipients;
  /** Detections to leave out. @default none */
  readonly disabled?: readonly DetectionId[];
  /** Changes per detection. @default none */
  readonly overrides?: Partial<Record<DetectionId, DetectionOverride>>;
  /** Namespace of the metrics. @default TrailWatch/ with name and stack */
  readonly namespace?: string;
  readonly tags?: Record<string, Input<string>>;
}

/** The CIS monitoring controls: per control a filter on the log group, the metric it counts in, and an alarm on that metric. */
export class TrailDetections extends ComponentResource {
  readonly namespace: string;
  readonly filters: Partial<Record<DetectionId, aws.cloudwatch.LogMetricFilter>>;
  readonly alarms: Partial<Record<DetectionId, aws.cloudwatch.MetricAlarm>>;

  constructor(name: string, args: TrailDetectionsArgs, opts?: ComponentResourceOptions) {
    refuse(`TrailDetections "${name}"`, trailDetectionsProblems(args, args.router.severities));
    super("trailwatch:detect:TrailDetections", name, {}, opts);
    this.namespace = args.namespace ?? `TrailWatch/${physicalName(name)}`;

    const rows = enabledDetections(args);
    this.filters = perDetection(rows, (row) => filter(this, name, row, args));
    this.alarms = perDetection(rows, (row) => alarm(this, name, row, args));

    this.registerOutputs({ namespace: this.namespace });
  }
}

type Row = Detection & { readonly id: DetectionId; readonly threshold: number };

export type DetectionChoice = Pick<TrailDetectionsArgs, "disabled" | "overrides" | "namespace">;

/** The rows of the table that are not left out, as changed by their overrides. */
const enabledDetections = ({ disabled = [], overrides = {} }: DetectionChoice): Row[] =>
  CIS_DETECTIONS.filter(({ id }) => !disabled.includes(id)).map((row) => {
    const { severity = row.severity, threshold = 1 } = overrides[row.id] ?? {};
    return { ...row, severity, threshold };
  });

function filter(parent: TrailDetections, name: string, row: Row, { logGroupName }: TrailDetectionsArgs) {
  const filterName = `${name}-${row.id}`;
  return new aws.cloudwatch.LogMetricFilter(
    filterName,
    {
      name: physicalName(filterName),
      logGroupName,
      pattern: row.pattern,
      // A default makes the metric exist, so that the alarm leaves INSUFFICIENT_DATA; it forbids dimensions.
      metricTransformation: { namespace: parent.namespace, name: row.metric, value: "1", defaultValue: "0" },
    },
    { parent },
  );
}

function alarm(parent: TrailDetections, name: string, row: Row, { router, tags }: TrailDetectionsArgs) {
  const alarmName = `${name}-${row.id}`;
  return new aws.cloudwatch.MetricAlarm(
    alarmName,
    {
      name: physicalName(alarmName),
      alarmDescription: `${row.title}. ${row.firstLook}. ${controls(row)}`.trim(),
      namespace: parent.namespace,
      metricName: row.metric,
      statistic: "Sum",
      // Actions run when the state changes: a longer period would swallow the second event.
      period: 300,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: row.threshold,
      treatMissingData: "notBreaching",
      alarmActions: router.actionsFor(row.severity),
      tags: { ...tags, severity: row.severity },
    },
    // Until the filter has counted once there is no metric that the alarm could read.
    { parent, dependsOn: parent.filters[row.id] },
  );
}

/** The control as the editions of the benchmark number it. */
const controls = ({ cis }: Detection): string =>
  cis === undefined ? "" : `CIS AWS Foundations 4.${cis} (1.4 to 5.0), 5.${cis} (6.0 and 7.0).`;

const perDetection = <T>(rows: Row[], make: (row: Row) => T): Partial<Record<DetectionId, T>> =>
  Object.fromEntries(rows.map((row) => [row.id, make(row)]));

const IDS: readonly string[] = CIS_DETECTIONS.map(({ id }) => id);

/** @param severities those that somebody hears */
export function trailDetectionsProblems(choice: DetectionChoice, severities: readonly Severity[]): Problem[] {
  const { disabled = [], overrides = {}, namespace } = choice;
  return [
    ...disabled.flatMap((id) => unknownId("disabled", id)),
    ...Object.entries(overrides).flatMap(([id, { severity, threshold }]) => [
      ...unknownId("overrides", id),
      ...outside(`overrides.${id}.threshold`, threshold, 1, Infinity, "events"),
      ...problem(
        severity !== undefined && !SEVERITIES.includes(severity),
        `overrides.${id}.severity`,
        `"${severity}" is not a severity; expected ${SEVERITIES.join(", ")}`,
      ),
    ]),
    ...SEVERITIES.filter((severity) => !severities.includes(severity)).flatMap((severity) => {
      const unheard = enabledDetections(choice).flatMap((row) => (row.severity === severity ? row.id : []));
      const message = `no topic for ${severity}, as which ${unheard.join(", ")} ring; add the topic or override the severity`;
      return problem(unheard.length > 0, "overrides", message);
    }),
    ...problem(
      namespace !== undefined && (!/^[\w.\-/#]{1,255}$/.test(namespace) || namespace.startsWith("AWS/")),
      "namespace",
      `"${namespace}" is not a namespace of your own; expected up to 255 letters, digits and . _ - / #, not AWS/ first`,
    ),
  ];
}

const unknownId = (setting: string, id: string): Problem[] =>
  problem(!IDS.includes(id), setting, `"${id}" is not a detection; there are ${IDS.join(", ")}`);
