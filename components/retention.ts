import { problem, type Problem } from "./problems";

/** Days after which CloudWatch Logs can delete events. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

export type LogRetentionDays = (typeof LOG_RETENTION_DAYS)[number];

export const isLogRetention = (days: number): days is LogRetentionDays =>
  (LOG_RETENTION_DAYS as readonly number[]).includes(days);

/** The shortest retention that CloudWatch Logs knows and that keeps events for at least so many days. */
export function logRetentionOfAtLeast(days: number): LogRetentionDays {
  const enough = LOG_RETENTION_DAYS.find((known) => known >= days);
  if (enough === undefined) throw new RangeError(`CloudWatch Logs keeps events for at most 3653 days, not for ${days}`);
  return enough;
}

export const logRetentionProblems = (setting: string, days: number | undefined): Problem[] =>
  problem(
    days !== undefined && !isLogRetention(days),
    setting,
    `${days} is not a retention that CloudWatch Logs knows; ${nearest(days ?? 0)}`,
  );

function nearest(days: number): string {
  const below = LOG_RETENTION_DAYS.findLast((known) => known < days);
  const above = LOG_RETENTION_DAYS.find((known) => known > days);
  return below !== undefined && above !== undefined
    ? `nearest are ${below} and ${above}`
    : `nearest is ${below ?? above}`;
}
