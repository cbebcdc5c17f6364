import * as aws from "@pulumi/aws";
import { interpolate, type Resource } from "@pulumi/pulumi";
import type { Location } from "../location";
import { physicalName } from "../names";
import type { OwnAlarm } from "./own-alarm";
import { programNameOf } from "./recorded";

/** From which load on a group changes its size, and by how much. */
export interface ScalingStep {
  /** Percent of processor, over the whole group. */
  readonly cpu: number;
  /** Instances to add or to take away. @default 1 */
  readonly by?: number;
  /** Minutes that the load has to last. @default 3 to grow, 15 to shrink */
  readonly minutes?: number;
}

export interface Scaling {
  readonly out: ScalingStep;
  readonly in: ScalingStep;
}

/** The alarms that make a group grow and shrink. Nobody hears of them: that a group breathes is no trouble. */
export function scalingAlarms(
  parent: Resource,
  name: string,
  group: aws.autoscaling.Group,
  steps: Scaling,
): OwnAlarm[] {
  return (["out", "in"] as const).map((direction) => {
    const grows = direction === "out";
    const { cpu, by = 1, minutes = grows ? 3 : 15 } = steps[direction];
    const part = `group-${programNameOf(group)}-scale-${direction}`;
    const policy = new aws.autoscaling.Policy(
      `${name}-${part}`,
      {
        name: physicalName(`${name}-${part}`),
        autoscalingGroupName: group.name,
        policyType: "StepScaling",
        adjustmentType: "ChangeInCapacity",
        stepAdjustments: [
          grows
            ? { scalingAdjustment: by, metricIntervalLowerBound: "0" }
            : { scalingAdjustment: -by, metricIntervalUpperBound: "0" },
        ],
      },
      { parent },
    );
    return {
      name: part,
      says: grows ? "The group is busy and grows" : "The group is idle and shrinks",
      namespace: "AWS/EC2",
      metricName: "CPUUtilization",
      dimensions: { AutoScalingGroupName: group.name },
      compare: grows ? ">" : "<",
      threshold: cpu,
      evaluationPeriods: minutes,
      severity: "info",
      tell: false,
      responses: [{ kind: "action", arn: policy.arn }],
    };
  });
}

/**
 * What AWS does with an instance that fails. A reboot waits a minute longer, so that the two do not get into each other's way.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/UsingAlarmActions.html
 */
const RECOVERIES = {
  recover: { metricName: "StatusCheckFailed_System", minutes: 2, says: "Its host failed; AWS moves it to another one" },
  reboot: { metricName: "StatusCheckFailed_Instance", minutes: 3, says: "Its system hangs; AWS restarts it" },
} as const;

export type Recovery = keyof typeof RECOVERIES;

export function recoveryAlarm(at: Location, instance: aws.ec2.Instance, recovery: Recovery): OwnAlarm {
  const { metricName, minutes, says } = RECOVERIES[recovery];
  return {
    name: `instance-${programNameOf(instance)}-${recovery}`,
    says,
    namespace: "AWS/EC2",
    metricName,
    dimensions: { InstanceId: instance.id },
    statistic: "Maximum",
    compare: ">=",
    threshold: 1,
    evaluationPeriods: minutes,
    treatMissingData: "missing",
    severity: "critical",
    provenance: "aws",
    responses: [{ kind: "action", arn: interpolate`arn:${at.partition}:automate:${at.region}:ec2:${recovery}` }],
  };
}
