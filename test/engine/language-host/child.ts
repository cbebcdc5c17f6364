import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { ProgramInfo } from "@pulumi/pulumi/proto/language_pb";

const children = new Set<ChildProcess>();

/** Starts a Node process that does not outlive the host. */
export function startNode(args: string[], options: SpawnOptions): ChildProcess {
  const child = spawn(process.execPath, args, options);
  children.add(child);
  child.once("exit", () => children.delete(child));
  return child;
}

export function stopChildren(): void {
  for (const child of children) child.kill("SIGKILL");
}

/** Finds an entry point of the SDK as the program would: its own copy, or one further up. */
export const resolveFrom = (folder: string, request: string): string =>
  createRequire(join(folder, "_.js")).resolve(request);

/** `runtime.options` of Pulumi.yaml or PulumiPolicy.yaml. */
export interface RuntimeOptions {
  typescript?: boolean;
  tsconfig?: string;
  nodeargs?: string;
}

export function optionsOf(program: ProgramInfo | undefined): RuntimeOptions {
  return (program?.getOptions()?.toJavaScript() ?? {}) as RuntimeOptions;
}

export const nodeArguments = ({ nodeargs = "" }: RuntimeOptions): string[] => nodeargs.split(/\s+/).filter(Boolean);
