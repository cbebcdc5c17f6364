import type { SourcePosition } from "../policies/graph/resource";
import type { JudgedStack } from "./report";

/**
 * The file of a position as seen from the repository's root, with forward slashes; `undefined` where the file lies outside of
 * the repository.
 */
export function fileOf(stack: JudgedStack, { file }: SourcePosition): string | undefined {
  let files = filesOf.get(stack);
  if (!files) filesOf.set(stack, (files = new Map()));
  if (!files.has(file)) files.set(file, inRepository(stack, file));
  return files.get(file);
}

/** Thousands of positions are in a handful of files. */
const filesOf = new WeakMap<JudgedStack, Map<string, string | undefined>>();

function inRepository({ folder = "." }: JudgedStack, file: string): string | undefined {
  const path = file.replaceAll("\\", "/");
  if (path.startsWith("/") || /^[a-z]:/i.test(path)) return undefined;
  const steps: string[] = [];
  for (const step of `${folder.replaceAll("\\", "/")}/${path}`.split("/")) {
    if (step === "" || step === ".") continue;
    if (step !== "..") steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return steps.join("/");
}

/** `infra/stacks/account.ts:41`, as editors and terminals open it. */
export function place(stack: JudgedStack, position: SourcePosition | undefined): string {
  if (!position) return "";
  const { line, column } = position;
  return [fileOf(stack, position) ?? position.file, line, ...(column ? [column] : [])].join(":");
}
