import { availableParallelism } from "node:os";
import { detect } from "../sources/detect";
import type { Snapshot } from "../sources/snapshot";
import { readText } from "./files";
import type { Given } from "./options";
import { Problem } from "./problem";
import { Progress } from "./progress";
import { referred, type StackRead } from "./referred";

/** Reads every stack that the command line names. What a source needs is loaded only when such a source is read. */
export async function readStacks(given: Given): Promise<Snapshot[]> {
  const stacks: StackRead[] = [];
  for (const path of given.paths.length > 0 ? given.paths : ["."]) {
    const source = detect(path);
    if (source.origin === "file") stacks.push({ snapshot: source.read() });
    else if (source.origin === "backend") for await (const snapshot of source.read()) stacks.push({ snapshot });
    else stacks.push(...(await previewStacks(source.folder, given)));
  }
  return stacks.length > 1 ? referred(stacks) : stacks.map(({ snapshot }) => snapshot);
}

async function previewStacks(path: string, given: Given): Promise<StackRead[]> {
  const { listStacks, previewProgram } = await import("../sources/program/index.js");
  const { readStackOutputs } = await import("../sources/state.js");
  const options = {
    path,
    config: pairs("config", given),
    strictConfig: given.has("strict-config"),
    passEnv: given.list("pass-env"),
    stackReferences: Object.fromEntries(
      Object.entries(pairs("stack-reference", given)).map(([name, file]) => [
        name,
        readStackOutputs(readText(file, "the stack's outputs"), file),
      ]),
    ),
    invokes: given.one("fixtures") ? readJson(given.one("fixtures") as string, "the answers of functions") : undefined,
    timeoutMs: seconds(given.one("timeout")),
  };
  const named = given.list("stack");
  const stacks = given.has("all-stacks") ? listStacks(path) : named;
  if (given.has("all-stacks") && stacks.length === 0)
    throw new Problem(`${path}: --all-stacks found no Pulumi.<stack>.yaml beside Pulumi.yaml`);

  const progress = new Progress(path);
  try {
    return await inParallel(availableParallelism(), stacks.length > 0 ? stacks : [undefined], async (stack) => ({
      snapshot: await previewProgram({ ...options, stack, onProgress: (count) => progress.show(stack ?? "", count) }),
      again: (references) =>
        previewProgram({ ...options, stack, stackReferences: { ...references, ...options.stackReferences } }),
    }));
  } finally {
    progress.clear();
  }
}

/** The results in the order of the inputs, with so many under way at a time. */
async function inParallel<T, U>(limit: number, inputs: readonly T[], work: (input: T) => Promise<U>): Promise<U[]> {
  const results: U[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < inputs.length; index = next++) results[index] = await work(inputs[index]);
  };
  await Promise.all(Array.from({ length: Math.min(limit, inputs.length) }, worker));
  return results;
}

function pairs(option: string, given: Given): Record<string, string> {
  return Object.fromEntries(
    given.list(option).map((pair) => {
      const equals = pair.indexOf("=");
      if (equals < 1) throw new Problem(`--${option} ${pair}: expected NAME=VALUE`);
      return [pair.slice(0, equals), pair.slice(equals + 1)];
    }),
  );
}

function readJson(path: string, what: string): Record<string, unknown> {
  try {
    return JSON.parse(readText(path, what)) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(`${path}: expected JSON (${what}): ${error instanceof Error ? error.message : error}`);
  }
}

function seconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value > 0)) throw new Problem(`--timeout ${text}: expected a number of seconds, more than 0`);
  return value * 1000;
}
