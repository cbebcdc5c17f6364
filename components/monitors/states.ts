import type * as aws from "@pulumi/aws";
import type { Severity } from "../alert-routing";
import { physicalName } from "../names";
import { problem, type Problem } from "../problems";

type StateArgs = aws.cloudwatch.CompositeAlarmArgs;
type Alike = Omit<StateArgs, "alarmName" | "alarmRule">;

/** Alarms by their names in the program. */
export type Ringing = readonly (readonly [name: string, alarm: aws.cloudwatch.MetricAlarm])[];

const quoted = (alarms: Ringing): string[] => alarms.map(([name]) => `"${physicalName(name)}"`);

/** The state of a resource: the light on the wall, and the word that everything is calm again. */
export const calm = (name: string, alarms: Ringing, alike: Alike): StateArgs => ({
  alarmName: physicalName(name),
  alarmDescription:
    "Any alarm of the resource is in ALARM. Each of them has told by itself; this alarm tells when all are calm again.",
  alarmRule: quoted(alarms)
    .map((alarm) => `ALARM(${alarm})`)
    .join(" OR "),
  ...alike,
});

/** What rings for many at once. */
export interface TogetherArgs {
  /** Id of the alarm in the table, such as `cpu`; each resource is watched already. */
  readonly alarm: string;
  /** How many have to ring: a number, or a share such as `50%`. */
  readonly atLeast: number | `${number}%`;
  /** What it means for somebody who is woken by it. */
  readonly says: string;
  /** @default critical */
  readonly severity?: Severity;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html */
export const atLeast = (name: string, alarms: Ringing, wanted: TogetherArgs, alike: Alike): StateArgs => ({
  alarmName: physicalName(name),
  alarmDescription: `${wanted.says} (at least ${wanted.atLeast} of ${alarms.length} alarms called ${wanted.alarm}).`,
  alarmRule: `AT_LEAST(${wanted.atLeast}, ALARM, (${quoted(alarms).join(", ")}))`,
  ...alike,
});

/** CloudWatch takes no more alarms in a rule. */
const MOST_ALARMS = 100;

export function togetherProblems(
  alarms: readonly (readonly [name: string, alarm: unknown])[],
  { atLeast: least, alarm }: TogetherArgs,
): Problem[] {
  const without = alarms.filter(([, made]) => made === undefined).map(([name]) => name);
  const most = typeof least === "number" ? alarms.length : 100;
  const number = Number.parseFloat(String(least));
  return [
    ...problem(
      without.length > 0,
      "alarm",
      `no alarm ${alarm} was made: ${without.join(", ")}; watch the resources first`,
    ),
    ...problem(
      alarms.length < 2 || alarms.length > MOST_ALARMS,
      "resources",
      `${alarms.length} of them; expected 2 to ${MOST_ALARMS}`,
    ),
    ...problem(
      !(Number.isInteger(number) && number >= 1 && number <= most),
      "atLeast",
      `${least} is not a number of them; expected 1 to ${alarms.length}, or 1% to 100%`,
    ),
  ];
}
