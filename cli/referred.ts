import { isRecord, Secret, Unknown } from "../policies/graph/value";
import type { Snapshot } from "../sources/snapshot";

/** A stack, and how to read it once more with the outputs of other stacks; a file is read once. */
export interface StackRead {
  snapshot: Snapshot;
  again?: (references: Record<string, Record<string, unknown>>) => Promise<Snapshot>;
}

/**
 * Runs programs again that refer to stacks of the same run, with the outputs of those. A program tells only while it runs
 * which stacks it refers to; a stack that is referred to and refers to others itself has its turn before.
 */
export async function referred(stacks: readonly StackRead[]): Promise<Snapshot[]> {
  const snapshots = stacks.map(({ snapshot }) => snapshot);
  const wanted = new Map(snapshots.map((snapshot, i) => [i, stacks[i].again ? referencesOf(snapshot, snapshots) : []]));
  const waiting = new Set([...wanted].flatMap(([i, references]) => (references.length > 0 ? [i] : [])));
  while (waiting.size > 0) {
    // Stacks that refer to each other in a circle cannot be deployed either; any of them may go first.
    const ready = [...waiting].filter((i) => wanted.get(i)?.every(({ to }) => !waiting.has(to)));
    for (const i of ready.length > 0 ? ready : [...waiting].slice(0, 1)) {
      const references = (wanted.get(i) ?? []).map(({ name, to }) => [name, outputsOf(snapshots[to])]);
      snapshots[i] = (await stacks[i].again?.(Object.fromEntries(references))) ?? snapshots[i];
      waiting.delete(i);
    }
  }
  return snapshots;
}

/** The stacks of the run that a program referred to without getting their outputs. */
function referencesOf(of: Snapshot, snapshots: readonly Snapshot[]): { name: string; to: number }[] {
  return of.assumptions.flatMap(({ kind, subject: name }) => {
    if (kind !== "stack-reference") return [];
    const [stack, project = of.project] = name.split("/").reverse();
    const to = snapshots.findIndex((other) => other !== of && other.project === project && other.stack === stack);
    return to >= 0 ? [{ name, to }] : [];
  });
}

/** What a stack hands out. Two stacks that have the same stand-in for an account need not be in one, so it goes no further. */
function outputsOf({ outputs = {}, account, assumptions }: Snapshot): Record<string, unknown> {
  const assumed = assumptions.find(({ kind, subject }) => kind === "account" && subject === account);
  return assumed ? (without(assumed.subject, outputs) as Record<string, unknown>) : outputs;
}

/** `value` with every text unknown that the account is in. */
function without(account: string, value: unknown): unknown {
  if (typeof value === "string") return value.includes(account) ? ASSUMED : value;
  if (value instanceof Secret) return new Secret(without(account, value.value));
  if (Array.isArray(value)) return value.map((element) => without(account, element));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, without(account, field)]));
}

const ASSUMED = new Unknown("made with an account that stands in for that of another stack");
