import * as aws from "@pulumi/aws";
import { all, ComponentResource } from "@pulumi/pulumi";
import type { ComponentResourceOptions, Input, Output } from "@pulumi/pulumi";
import { SEVERITIES, type Severity } from "./alert-routing";
import {
  chosenDetections,
  chosenPattern,
  detectionChoiceProblems,
  toldAtOnce,
  type Chosen,
  type DetectionChoice,
} from "./detection-choice";
import { detectionDashboard } from "./detection-dashboard";
import { metricName, type DetectionId, type Own } from "./detections";
import { EventAlerts } from "./event-alerts";
import { monthlyUsd, together, type MonthlyUsd } from "./monthly-cost";
import { namePrefix, physicalName } from "./names";
import { refuse } from "./problems";
import { regionsBeside } from "./regions";

/** Who takes the alarms of a severity, such as an `AlertRouter`. */
export interface AlarmRecipients {
  readonly severities: readonly Severity[];
  actionsFor(severity: Severity): Input<string>[];
  /** The topic that EventBridge publishes to. */
  topicFor(severity: Severity): Input<string>;
}

/** What belongs to the monitoring itself, so that the detections on tampering leave everything else alone. */
export interface Guarded {
  /** What the names of alarms, topics and rules begin with. @default the name of this component */
  readonly prefix?: string;
  /** Name of the trail. @default every trail */
  readonly trailName?: string;
  /** Name of the archive's bucket. @default every bucket */
  readonly bucketName?: Input<string>;
}

export interface TrailDetectionsArgs extends DetectionChoice {
  /** Log group that the trail delivers to, in the home region of the trail: no other region has the events. */
  readonly logGroupName: Input<string>;
  readonly router: AlarmRecipients;
  readonly guarded?: Guarded;
  readonly tags?: Record<string, Input<string>>;
}

type PerDetection<T> = Partial<Record<DetectionId, T>>;

/**
 * What the trail is searched for: per detection a filter on its log group, the metric it counts in, and an alarm on that metric;
 * for what is critical also rules on the event buses; and over all of them one state per severity and a dashboard.
 */
export class TrailDetections extends ComponentResource {
  readonly namespace: string;
  readonly filters: PerDetection<aws.cloudwatch.LogMetricFilter>;
  readonly alarms: PerDetection<aws.cloudwatch.MetricAlarm>;
  readonly events: EventAlerts | undefined;
  readonly states: Partial<Record<Severity, aws.cloudwatch.CompositeAlarm>>;
  readonly dashboard: aws.cloudwatch.Dashboard;

  constructor(name: string, args: TrailDetectionsArgs, opts?: ComponentResourceOptions) {
    refuse(`TrailDetections "${name}"`, detectionChoiceProblems(args, args.router.severities));
    super("trailwatch:detect:TrailDetections", name, {}, opts);
    this.namespace = args.namespace ?? `TrailWatch/${physicalName(name)}`;

    const rows = chosenDetections(args);
    const own = ownNames(name, args);
    this.filters = perDetection(rows, (row) => filter(this, name, row, args, own));
    this.alarms = perDetection(rows, (row) => alarm(this, name, row, args));
    this.events = events(this, name, rows, args, own);
    this.states = states(this, name, rows, args);
    this.dashboard = detectionDashboard(this, name, rows);

    this.registerOutputs({ namespace: this.namespace, dashboardName: this.dashboard.dashboardName });
  }

  /** What it costs by the piece, without what is billed by volume. */
  get estimatedMonthlyUsd(): MonthlyUsd {
    const own = monthlyUsd({
      alarms: Object.keys(this.alarms).length,
      compositeAlarms: Object.keys(this.states).length,
      metrics: Object.keys(this.filters).length,
      dashboards: 1,
    });
    return together([own, ...(this.events ? [this.events.estimatedMonthlyUsd] : [])]);
  }
}

function ownNames(name: string, { logGroupName, guarded = {} }: TrailDetectionsArgs): Output<Own> {
  const { prefix = name, trailName, bucketName } = guarded;
  return all([logGroupName, bucketName]).apply(([group, bucket]) => ({
    logGroupName: group,
    prefix: namePrefix(prefix),
    trailName,
    bucketName: bucket,
  }));
}

function filter(parent: TrailDetections, name: string, row: Chosen, args: TrailDetectionsArgs, own: Output<Own>) {
  const filterName = `${name}-${row.id}`;
  return new aws.cloudwatch.LogMetricFilter(
    filterName,
    {
      name: physicalName(filterName),
      logGroupName: args.logGroupName,
      pattern: typeof row.looksFor === "function" ? own.apply((names) => chosenPattern(row, names)) : fixedPattern(row),
      // A default makes the metric exist, so that the alarm leaves INSUFFICIENT_DATA; it forbids dimensions.
      metricTransformation: { namespace: parent.namespace, name: metricName(row), value: "1", defaultValue: "0" },
    },
    { parent },
  );
}

/** Of a row that asks for no names, so that the filter does not wait for them. */
const fixedPattern = (row: Chosen): string => chosenPattern(row, { logGroupName: "", prefix: "" });

function alarm(parent: TrailDetections, name: string, row: Chosen, { router, tags }: TrailDetectionsArgs) {
  const alarmName = `${name}-${row.id}`;
  return new aws.cloudwatch.MetricAlarm(
    alarmName,
    {
      name: physicalName(alarmName),
      alarmDescription: `${row.title}. ${row.firstLook}. ${standards(row)}`,
      namespace: parent.namespace,
      metricName: metricName(row),
      statistic: "Sum",
      // Actions run when the state changes: a longer period would swallow the second event.
      period: row.period,
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

/** The technique of MITRE ATT&CK, and the control as the editions of the benchmark number it. */
const standards = ({ cis, attack, id }: Chosen): string =>
  `${cis === undefined ? "" : `CIS AWS Foundations 4.${cis} (1.4 to 5.0), 5.${cis} (6.0 and 7.0). `}ATT&CK ${attack.join(", ")}. Runbook: ${id}.`;

function events(parent: TrailDetections, name: string, rows: Chosen[], args: TrailDetectionsArgs, own: Output<Own>) {
  const detections = toldAtOnce(rows);
  if (args.nearRealTime === false || detections.length === 0) return undefined;
  const home = aws.config.region;
  return new EventAlerts(
    name,
    {
      detections,
      own,
      topicFor: (severity) => args.router.topicFor(severity),
      alarmActions: args.router.actionsFor(args.router.severities.find((each) => each !== "critical") ?? "critical"),
      regions: (args.regions ?? regionsBeside(home)).filter((region) => region !== home),
      tags: args.tags,
    },
    { parent },
  );
}

/** CloudWatch takes no more alarms in a rule. */
const MOST_CHILDREN = 100;

/** One alarm per severity over all: the light on the wall, and the word that everything is calm again. */
function states(parent: TrailDetections, name: string, rows: Chosen[], { router, tags }: TrailDetectionsArgs) {
  const perSeverity = SEVERITIES.flatMap((severity) => {
    const watched = rows.filter((row) => row.severity === severity).slice(0, MOST_CHILDREN);
    if (watched.length === 0) return [];
    const composite = new aws.cloudwatch.CompositeAlarm(
      `${name}-${severity}`,
      {
        alarmName: physicalName(`${name}-${severity}`),
        alarmDescription: `Any detection that is ${severity} is in ALARM. Each of them has told by itself; this alarm tells when all are calm again.`,
        alarmRule: watched.map(({ id }) => `ALARM("${physicalName(`${name}-${id}`)}")`).join(" OR "),
        okActions: router.actionsFor(severity),
        tags,
      },
      { parent, dependsOn: watched.flatMap(({ id }) => parent.alarms[id] ?? []) },
    );
    return [[severity, composite] as const];
  });
  return Object.fromEntries(perSeverity);
}

const perDetection = <T>(rows: Chosen[], make: (row: Chosen) => T): PerDetection<T> =>
  Object.fromEntries(rows.map((row) => [row.id, make(row)]));
