import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Policy } from "../policies/policy";
import { remarksOn, type Remark } from "../policies/waivers/remarks";
import { readWaivers, toldProblems } from "../policies/waivers/read";
import { waive } from "../policies/waivers/waive";
import type { WaiverOf } from "../policies/waivers/waiver";
import type { JudgedStack, WaiverFile } from "../report/report";
import { PROJECT_FILES } from "../sources/detect";
import type { Snapshot } from "../sources/snapshot";
import { readText } from "./files";
import type { StackOfRun } from "./fleet";
import { Problem } from "./problem";

/** The name under which waivers are found beside Pulumi.yaml. */
export const WAIVERS = "waivers.yaml";

export interface ReadFile {
  path: string;
  digest: string;
  waivers: WaiverOf[];
  /** The line on which each waiver begins. */
  lines: number[];
}

/** The files that were named; without any the `waivers.yaml` of each project, or of the project in this folder. */
export function waiverPaths(named: readonly string[], stacks: readonly Pick<Snapshot, "origin" | "path">[]): string[] {
  if (named.length > 0) return [...new Set(named)];
  const folders = stacks.map(({ origin, path }) => (origin === "program" ? path : projectHere()));
  const paths = folders.flatMap((folder) => (folder === undefined ? [] : [join(folder, WAIVERS)]));
  return [...new Set(paths)].filter((path) => existsSync(path));
}

const projectHere = (): string | undefined => (PROJECT_FILES.some((name) => existsSync(name)) ? "." : undefined);

/** Reads the files; what is wrong with any of them is told at once. */
export function readWaiverFiles(paths: readonly string[], policies: readonly Policy[]): ReadFile[] {
  const problems: string[] = [];
  const files = paths.map((path) => {
    const text = readText(path, "the waivers");
    const { waivers, lines, problems: found } = readWaivers(text, policies);
    if (found.length > 0) problems.push(toldProblems(path, found));
    return { path, waivers, lines, digest: createHash("sha256").update(text).digest("hex") };
  });
  if (problems.length > 0) throw new Problem(problems.join("\n"));
  return files;
}

export interface Waived {
  stacks: JudgedStack[];
  files: WaiverFile[];
  remarks: Remark[];
}

/**
 * The stacks as the waivers leave them, and what is to be said of each file.
 * @param known every policy there is
 * @param judged those of this run
 * @param today `2026-11-02`
 */
export function applyWaivers(
  stacks: readonly JudgedStack[],
  files: readonly ReadFile[],
  read: readonly StackOfRun[],
  { known, judged }: { known: readonly Policy[]; judged: readonly Policy[] },
  today: string,
): Waived {
  if (files.length === 0) return { stacks: [...stacks], files: [], remarks: [] };
  const before = stacks.map((stack, i) => ({ ...stack, urns: read[i].read().resources.map(({ urn }) => urn) }));
  const names = { known: known.map(({ id }) => id), judged: judged.map(({ id }) => id) };
  const remarked = files.map((file) => ({ ...file, remarks: remarksOn(file.waivers, before, names, today) }));
  const waivers = files.flatMap((file) => file.waivers);
  return {
    stacks: stacks.map((stack) => ({ ...stack, verdicts: waive(stack.verdicts, waivers, stack, today) })),
    files: remarked.map(({ path, digest, remarks }) => ({
      ...{ path, digest, commit: commitOf(path) },
      remarks: remarks.map(({ text }) => text),
    })),
    remarks: remarked.flatMap(({ remarks }) => remarks),
  };
}

/** What `git` says about the file, where it lies in a repository and there is a git. */
export function git(path: string, ...words: string[]): string | undefined {
  const { status, stdout } = spawnSync("git", [...words, "--", basename(path)], {
    cwd: dirname(path),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return status === 0 ? stdout.trim() : undefined;
}

/** The commit that brought the file as it is. */
function commitOf(path: string): string | undefined {
  if (git(path, "status", "--porcelain") !== "") return undefined;
  return git(path, "log", "-1", "--format=%H") || undefined;
}
