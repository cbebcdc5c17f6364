import * as aws from "@pulumi/aws";
import type { Input, Resource } from "@pulumi/pulumi";
import { physicalName } from "../names";
import { problem, type Problem } from "../problems";

/** A time in which alarms change their state as always, and do nothing. */
export interface MuteWindow {
  readonly name: string;
  /** When it begins: `cron(0 2 * * *)`, with five fields, or `at(2027-01-01T00:00)` for once. */
  readonly schedule: string;
  /** How long it is, as ISO 8601 says it, such as `PT4H`. */
  readonly duration: string;
  /** Such as `Europe/Berlin`. @default UTC */
  readonly timezone?: string;
}

/** A rule names its alarms; longer lists become several rules. */
const MOST_ALARMS = 100;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html */
export const muteRules = (
  parent: Resource,
  name: string,
  { schedule, duration, timezone, name: window }: MuteWindow,
  alarmNames: readonly string[],
  region: Input<string | undefined>,
): aws.cloudwatch.AlarmMuteRule[] =>
  Array.from({ length: Math.ceil(alarmNames.length / MOST_ALARMS) }, (_, page) => {
    const part = `${name}-${window}${page === 0 ? "" : `-${page + 1}`}`;
    return new aws.cloudwatch.AlarmMuteRule(
      part,
      {
        region,
        name: physicalName(part),
        description: `Alarms of ${name} ring unheard: ${window}`,
        rule: { schedule: { expression: schedule, duration, timezone } },
        muteTargets: { alarmNames: alarmNames.slice(page * MOST_ALARMS, (page + 1) * MOST_ALARMS) },
      },
      { parent },
    );
  });

export const muteWindowProblems = (windows: readonly MuteWindow[]): Problem[] =>
  windows.flatMap(({ name, schedule, duration }) => [
    ...problem(
      !/^(cron\(\S+( \S+){4}\)|at\(\d{4}-\d\d-\d\dT\d\d:\d\d\))$/.test(schedule),
      `muteWindows.${name}`,
      `"${schedule}" is not a schedule; expected cron(0 2 * * *) with five fields, or at(2027-01-01T00:00)`,
    ),
    ...problem(
      !/^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?)?$/.test(duration),
      `muteWindows.${name}`,
      `"${duration}" is not a duration; expected such as PT4H`,
    ),
  ]);
