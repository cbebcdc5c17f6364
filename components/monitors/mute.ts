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

/** A rule names its alarms, up to this many; longer lists become several rules. */
const MOST_ALARMS = 100;

/**
 * Alarms that are to be muted, until the rules are made over all of them.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html
 */
export class Muting {
  #names = new Map<Input<string | undefined>, string[]>();
  #lists = 0;

  add(alarmName: string, region: Input<string | undefined>): void {
    this.#names.set(region, [...(this.#names.get(region) ?? []), alarmName]);
  }

  /** A second time come further rules, over what was added since. */
  make(parent: Resource, name: string, windows: readonly MuteWindow[]): void {
    for (const [region, names] of this.#names)
      for (let first = 0; first < names.length; first += MOST_ALARMS) {
        this.#lists += 1;
        const part = this.#lists === 1 ? name : `${name}-${this.#lists}`;
        const alarmNames = names.slice(first, first + MOST_ALARMS);
        for (const window of windows) muteRule(parent, `${part}-${window.name}`, window, alarmNames, region);
      }
    this.#names.clear();
  }
}

const muteRule = (
  parent: Resource,
  name: string,
  { schedule, duration, timezone }: MuteWindow,
  alarmNames: readonly string[],
  region: Input<string | undefined>,
) =>
  new aws.cloudwatch.AlarmMuteRule(
    name,
    {
      region,
      name: physicalName(name),
      description: `${alarmNames.length} alarms do nothing from ${schedule} on for ${duration}`,
      rule: { schedule: { expression: schedule, duration, timezone } },
      muteTargets: { alarmNames: [...alarmNames] },
    },
    { parent },
  );

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
