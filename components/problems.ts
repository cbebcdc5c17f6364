import { RunError } from "@pulumi/pulumi";

/** A setting that cannot be used, and why, in words for the person who wrote it. */
export interface Problem {
  readonly setting: string;
  readonly message: string;
}

/**
 * Stops the program when there is a problem. Called before the first registration, so that a wrong argument leaves no
 * half-made component behind, and with every problem, so that one run tells all that has to change.
 */
export function refuse(subject: string, problems: readonly Problem[], noun = "argument"): void {
  if (problems.length === 0) return;
  const width = Math.max(...problems.map(({ setting }) => setting.length));
  const wrong = new Set(problems.map(({ setting }) => setting)).size;
  const count = wrong === 1 ? `1 ${noun} is wrong` : `${wrong} ${noun}s are wrong`;
  const lines = problems.map(({ setting, message }) => `  ${setting.padEnd(width)}   ${message}`);
  // Pulumi prints a RunError as its message alone, without the stack trace of a program that works as written.
  throw new RunError([`${subject}: ${count}`, ...lines].join("\n"));
}

/** The same problems as seen by the owner of the part: `retentionDays` becomes `archive.retentionDays`. */
export const within = (part: string, problems: readonly Problem[]): Problem[] =>
  problems.map(({ setting, message }) => ({ setting: `${part}.${setting}`, message }));

/** A check as a row: a problem when `wrong` holds. */
export const problem = (wrong: boolean, setting: string, message: string): Problem[] =>
  wrong ? [{ setting, message }] : [];

/** A problem unless the value is left out or is a whole number in the range. */
export function outside(
  setting: string,
  value: number | undefined,
  least: number,
  most: number,
  unit: string,
): Problem[] {
  const fits = value === undefined || (Number.isInteger(value) && value >= least && value <= most);
  const range = most === Infinity ? `at least ${least}` : `${least} to ${most}`;
  return problem(!fits, setting, `${value} is not a whole number of ${unit}; expected ${range}`);
}

/** CloudWatch takes at most five actions per state, and an alarm without one tells nobody. */
export const alarmActionProblems = (setting: string, actions: readonly unknown[]): Problem[] =>
  problem(
    actions.length < 1 || actions.length > 5,
    setting,
    `has ${actions.length} actions; CloudWatch takes 1 to 5 per alarm state`,
  );
