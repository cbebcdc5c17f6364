import { spawnSync } from "node:child_process";

/** Wall time of a whole process, in milliseconds. Whatever it prints is thrown away. */
export function wallTime(command: string, args: string[], env: NodeJS.ProcessEnv = {}): number {
  const start = process.hrtime.bigint();
  const { error } = spawnSync(command, args, { stdio: "ignore", env: { ...process.env, ...env } });
  if (error) throw error;
  return Number(process.hrtime.bigint() - start) / 1e6;
}

export const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

export interface Pair {
  /** Median of the subject, milliseconds. */
  subject: number;
  /** Median of what it is compared with. */
  floor: number;
  /** Median of the ratios, run by run: the machine's mood falls on both alike. */
  ratio: number;
}

/** Times two things in turn, after one warm-up of each. */
export async function paired(
  runs: number,
  subject: () => number | Promise<number>,
  floor: () => number | Promise<number>,
): Promise<Pair> {
  await subject();
  await floor();
  const pairs: [number, number][] = [];
  for (let run = 0; run < runs; run++) pairs.push([await subject(), await floor()]);
  return {
    subject: median(pairs.map(([time]) => time)),
    floor: median(pairs.map(([, time]) => time)),
    ratio: median(pairs.map(([a, b]) => a / b)),
  };
}

/** Time of a synchronous piece of work inside this process, milliseconds. */
export function timed(work: () => unknown): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}
