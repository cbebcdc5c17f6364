import type { AlarmCourse } from "../../simulation/alarms";
import type { Hits } from "../../simulation/counts";
import type { DetectionCourse } from "../../simulation/simulate";

/** When an alarm entered the ALARM state, seconds since 1970. */
export const rings = ({ transitions }: AlarmCourse): number[] =>
  transitions.flatMap(({ at, to }) => (to === "ALARM" ? [at] : []));

/** Whether somebody is told of what the detection saw. */
export function isHeard({ blind, alarms, tells }: DetectionCourse): boolean {
  if (blind) return false;
  return tells ? tells.told.length > 0 : alarms.some((alarm) => rings(alarm).length > 0 && alarm.told.length > 0);
}

/** From the first event to the first ring, minutes. */
export function minutesToRing(alarm: AlarmCourse, { firstAt }: Hits): number | undefined {
  const [first] = rings(alarm);
  return first === undefined || firstAt === undefined
    ? undefined
    : Math.max(0, Math.ceil(first / 60 - firstAt / 60_000));
}
