import { spawn, type ChildProcess } from "node:child_process";
import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { Launch } from "./language";

/** How a program came to its end. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The last that it wrote to each stream. */
  stdout: string;
  stderr: string;
}

/** A running program with everything that it may have started itself. */
export interface Child {
  ended: Promise<Ending>;
  /** Ends the whole process group at once. */
  kill(): void;
}

/** How much of an endless output is kept, in characters. */
const TAIL = 64 * 1024;
/** Longest note that a preload may write; anything longer did not come from it. */
const NOTE = 1024 * 1024;

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * @param onNote called with each JSON value that the launcher's own code in the program writes to file descriptor 3
 * @param onLeave called when a signal ends this process, and the program with it
 */
export function start(
  launch: Launch,
  env: Record<string, string>,
  onNote: (note: unknown) => void,
  onLeave: () => void,
): Child {
  const child = spawn(launch.command, launch.args, {
    cwd: launch.folder,
    env: { ...env, ...launch.env },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    // A group of its own can be killed as a whole, whatever the program starts.
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  const kill = (): void => killGroup(child);
  const leave = (signal: NodeJS.Signals): void => {
    kill();
    forget();
    onLeave();
    // Whoever else listens decides what the signal means; with nobody left it means what it always does.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const forget = (): void => {
    process.removeListener("exit", kill);
    for (const signal of SIGNALS) process.removeListener(signal, leave);
  };
  process.on("exit", kill);
  for (const signal of SIGNALS) process.on(signal, leave);

  const stdout = tail(child.stdout as Readable);
  const stderr = tail(child.stderr as Readable);
  notes(child.stdio[3] as Readable, onNote);

  const ended = new Promise<Ending>((resolve, reject) => {
    child.on("error", (error) => {
      forget();
      reject(error);
    });
    // What the program leaves running would keep the pipes open.
    child.on("exit", kill);
    child.on("close", (code, signal) => {
      forget();
      resolve({ code, signal, stdout: stdout(), stderr: stderr() });
    });
  });
  return { ended, kill };
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

function tail(stream: Readable): () => string {
  const decoder = new StringDecoder("utf8");
  let kept = "";
  stream.on("data", (chunk: Buffer) => {
    kept += decoder.write(chunk);
    if (kept.length > 2 * TAIL) kept = kept.slice(-TAIL);
  });
  stream.on("error", () => undefined);
  return () => kept.slice(-TAIL);
}

function notes(stream: Readable, onNote: (note: unknown) => void): void {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  stream.on("data", (chunk: Buffer) => {
    const lines = (rest + decoder.write(chunk)).split("\n");
    rest = (lines.pop() as string).slice(0, NOTE);
    for (const line of lines) {
      try {
        onNote(JSON.parse(line));
      } catch {
        // The program itself wrote to the descriptor.
      }
    }
  });
  stream.on("error", () => undefined);
}
