import type { Configuration } from "../policies/configuration";
import type { Policy } from "../policies/policy";
import { Relations, type Group } from "../policies/relations";
import type { JudgedStack } from "../report/report";
import { detect } from "../sources/detect";
import type { Snapshot } from "../sources/snapshot";
import type { Baseline } from "./baseline";
import { judgeStacks, memberOf } from "./judge-stacks";
import type { Given } from "./options";
import { readStacks } from "./read-stacks";

/** One stack of a run: what is known of it at any time, and how to come by the rest. */
export interface StackOfRun extends Pick<Snapshot, "project" | "stack" | "origin" | "path"> {
  read(): Snapshot;
}

/** Resources that stay in memory; of what comes after them every stack is read again when its turn to be judged has come. */
const MOST_KEPT = 10_000;

/** The stacks of a run, in groups that have nothing to do with each other. */
export class Fleet {
  readonly stacks: StackOfRun[] = [];
  readonly #relations = new Relations();
  #kept = 0;

  get groups(): readonly Group[] {
    return this.stacks.length > 1 ? this.#relations.groups : this.stacks.map(() => ({ judged: [0], all: [0] }));
  }

  /** @param again reads the stack a second time; what cannot be read again is kept */
  add(snapshot: Snapshot, again?: () => Snapshot): void {
    const { project, stack, origin, path, resources } = snapshot;
    // One stack has nothing to do with another, and a large one is not looked through for nothing.
    if (this.stacks.length === 1) this.#relations.add(memberOf(this.stacks[0].read()));
    if (this.stacks.length > 0) this.#relations.add(memberOf(snapshot));
    const read =
      again && this.stacks.length > 0 && this.#kept + resources.length > MOST_KEPT ? again : (): Snapshot => snapshot;
    if (read !== again) this.#kept += resources.length;
    this.stacks.push({ project, stack, origin, path, read });
  }
}

/**
 * Judges group by group, so that no more than one group is in memory.
 * @param brief see {@link judgeStacks}
 */
export function judgeFleet(
  { stacks, groups }: Fleet,
  policies: readonly Policy[],
  configuration: Configuration,
  baseline: Baseline,
  brief: boolean,
): JudgedStack[] {
  const judged: JudgedStack[] = new Array<JudgedStack>(stacks.length);
  for (const group of groups) {
    const read = new Map(group.all.map((number) => [number, stacks[number].read()]));
    const asked = group.judged.map((number) => read.get(number) as Snapshot);
    const estate = stacks.length > 1 ? [...read.values()] : undefined;
    judgeStacks(asked, policies, configuration, baseline, estate, brief).forEach((stack, i) => {
      judged[group.judged[i]] = stack;
    });
  }
  return judged;
}

/** Reads every stack that the command line names. Programs may refer to any of the others, so that with one all are kept. */
export async function readFleet(given: Given): Promise<Fleet> {
  const fleet = new Fleet();
  for (const path of given.paths.length > 0 ? given.paths : ["."]) {
    const source = detect(path);
    if (source.origin === "program") return keptFleet(await readStacks(given));
    if (source.origin === "file") fleet.add(source.read(), () => readFile(path));
    else
      for await (const snapshot of source.read()) {
        const { again } = source;
        const { path: checkpoint } = snapshot;
        fleet.add(snapshot, again && (() => again(checkpoint)));
      }
  }
  return fleet;
}

function keptFleet(snapshots: readonly Snapshot[]): Fleet {
  const fleet = new Fleet();
  for (const snapshot of snapshots) fleet.add(snapshot);
  return fleet;
}

function readFile(path: string): Snapshot {
  const source = detect(path);
  if (source.origin !== "file") throw new Error(`${path} was a file when it was read first`);
  return source.read();
}
