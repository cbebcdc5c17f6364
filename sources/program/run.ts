import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServiceDefinition } from "@grpc/grpc-js";
import engrpc = require("@pulumi/pulumi/proto/engine_grpc_pb");
import resrpc = require("@pulumi/pulumi/proto/resource_grpc_pb");
import { isRecord } from "../../policies/graph/value";
import { SourceError } from "../snapshot";
import { start, type Ending } from "./child";
import type { Engine } from "./engine";
import { programEnvironment } from "./environment";
import { ASSUMED_REGION } from "./invokes";
import type { Language, Note, Run } from "./language";
import type { Monitor } from "./monitor";
import { listen } from "./server";

export interface Limits {
  /** The project's folder as the user named it, for messages. */
  path: string;
  /** In milliseconds. */
  timeout: number;
  passEnv: readonly string[];
  onNote: (note: Note) => void;
}

/**
 * Serves the engine's protocol to one program until the program ends. Throws a `SourceError` where it had to be ended: it
 * ran too long, or sent what cannot be read.
 */
export async function runProgram(
  language: Language,
  run: Omit<Run, "address" | "scratch">,
  { monitor, engine }: { monitor: Monitor; engine: Engine },
  { path, timeout, passEnv, onNote }: Limits,
): Promise<Ending> {
  const stop = new AbortController();
  const end = (message: string): void => stop.abort(new SourceError(`${path}: ${message}`, 3));
  const server = await listen(
    [
      [resrpc.ResourceMonitorService as unknown as ServiceDefinition, monitor.answers()],
      [engrpc.EngineService as unknown as ServiceDefinition, engine.answers()],
    ],
    (method) => end(`the program sent a message (${method}) that cannot be decoded, and was ended.`),
  );
  const scratch = mkdtempSync(join(tmpdir(), "trailwatch-"));
  const removeScratch = (): void => rmSync(scratch, { recursive: true, force: true });
  let timer: NodeJS.Timeout | undefined;
  try {
    const launch = language.launch({ ...run, address: server.address, scratch });
    const env = programEnvironment(process.env, passEnv, join(scratch, "nowhere"));
    // Programs ask for the region where it is not configured too (`aws.config.requireRegion()`), and would fail without one.
    if (run.configuration.values["aws:region"] === undefined) env.AWS_REGION = ASSUMED_REGION;
    Object.assign(env, run.environment);
    const onJson = (note: unknown): void => {
      if (isRecord(note)) onNote(note as Note);
    };
    const child = start(launch, env, onJson, removeScratch);
    stop.signal.addEventListener("abort", child.kill);
    timer = setTimeout(() => {
      const seen = `${monitor.options.registry.records.length} resources were registered`;
      end(`the program did not end within ${timeout / 1000} s and was ended; ${seen}. Allow it more with --timeout.`);
    }, timeout);
    const ending = await child.ended;
    stop.signal.throwIfAborted();
    return ending;
  } catch (error) {
    if (error instanceof SourceError) throw error;
    const { code, syscall = "", message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" && syscall.startsWith("spawn ")) {
      const command = syscall.slice("spawn ".length);
      throw new SourceError(`${path}: its runtime is ${language.runtime}, but there is no \`${command}\` on PATH.`);
    }
    throw new SourceError(`${path}: the program could not be started (${message}).`, 3);
  } finally {
    clearTimeout(timer);
    server.close();
    monitor.callbacks.close();
    removeScratch();
  }
}
