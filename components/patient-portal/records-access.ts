import * as aws from "@pulumi/aws";
import { ComponentResource, output, type ComponentResourceOptions, type Input } from "@pulumi/pulumi";
import type { Severity } from "../alert-routing";
import { physicalName } from "../names";
import type { AlarmRecipients } from "../trail-detections";

export interface RecordsAccessArgs {
  /** Log group of a trail that records data events of the bucket. */
  readonly logGroupName: Input<string>;
  /** Bucket of the records. */
  readonly bucketName: Input<string>;
  /** Addresses from which records are usual, as patterns such as `10.20.*`. */
  readonly usualAddresses: readonly string[];
  readonly router: AlarmRecipients;
  readonly tags?: Record<string, Input<string>>;
}

/** What is unusual about records, as a clause beside those on service and bucket. */
interface Unusual {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly clause: (args: RecordsAccessArgs) => string;
}

const UNUSUAL: readonly Unusual[] = [
  {
    id: "from-elsewhere",
    title: "Somebody used patient records from an unusual address",
    severity: "critical",
    clause: ({ usualAddresses }) =>
      [...usualAddresses, "*.amazonaws.com"].map((address) => `($.sourceIPAddress != "${address}")`).join(" && "),
  },
  {
    id: "deleted",
    title: "Somebody deleted patient records",
    severity: "warning",
    clause: () => '($.eventName = "DeleteObject*")',
  },
];

/** Alarms on patient records that are read or written from an unusual place, or deleted. */
export class RecordsAccess extends ComponentResource {
  readonly alarms: aws.cloudwatch.MetricAlarm[];

  constructor(name: string, args: RecordsAccessArgs, opts?: ComponentResourceOptions) {
    super("trailwatch:example:RecordsAccess", name, {}, opts);
    this.alarms = UNUSUAL.map((row) => alarm(this, name, row, args));
    this.registerOutputs({});
  }
}

function alarm(parent: RecordsAccess, name: string, row: Unusual, args: RecordsAccessArgs) {
  const { logGroupName, bucketName, router, tags } = args;
  const part = `${name}-${row.id}`;
  const [namespace, metricName] = [`TrailWatch/${physicalName(name)}`, row.id];
  const filter = new aws.cloudwatch.LogMetricFilter(
    part,
    {
      name: physicalName(part),
      logGroupName,
      pattern: output(bucketName).apply(
        (bucket) =>
          `{ ($.eventSource = "s3.amazonaws.com") && ($.requestParameters.bucketName = "${bucket}") && ($.managementEvent IS FALSE) && ${row.clause(args)} }`,
      ),
      metricTransformation: { namespace, name: metricName, value: "1", defaultValue: "0" },
    },
    { parent },
  );
  return new aws.cloudwatch.MetricAlarm(
    part,
    {
      name: physicalName(part),
      alarmDescription: `${row.title}. Ask \`trailwatch access --resource\` with the bucket who it was, then the person.`,
      namespace,
      metricName,
      statistic: "Sum",
      period: 60,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      treatMissingData: "notBreaching",
      alarmActions: router.actionsFor(row.severity),
      tags: { ...tags, severity: row.severity },
    },
    { parent, dependsOn: filter },
  );
}
