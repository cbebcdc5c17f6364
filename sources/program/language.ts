import type { Ending } from "./child";
import type { Configuration } from "./configuration";
import type { Project } from "./project";

/** One run of a program, as every language's launcher needs it. */
export interface Run {
  project: Project;
  stack: string;
  organization: string;
  configuration: Configuration;
  /** Where the resource monitor and the engine listen. */
  address: string;
  /** A folder that is deleted after the run. */
  scratch: string;
  /** Environment variables that nobody gave and that are made up. */
  environment: Record<string, string>;
  /** How many unknown elements stand in for those of an unknown list. */
  elements: number;
  /** What the program makes of values that only a deployment knows is seen, too. */
  applyUnknown: boolean;
}

/** How to start a program: the only thing that differs between languages. */
export interface Launch {
  command: string;
  args: string[];
  folder: string;
  env: Record<string, string>;
}

/** What a launcher's own code inside the program may report through file descriptor 3, one JSON object per line. */
export type Note =
  /** A required configuration value was missing; the program goes on with a placeholder. */
  | { missing: string; value: string }
  /** An optional configuration value that the program asked for and that is not set. */
  | { unset: string }
  /** Nothing is left to do for the program. */
  | { idle: true }
  /** The program counted or walked through a function's answer that is unknown. */
  | { walked: string }
  /** An environment variable that the program asked for in vain; whether its own code did, or that of a package. */
  | { variable: string; own: boolean }
  /** A configuration value that the program takes for a secret. */
  | { secret: string }
  /** From which resources an output of the stack came. */
  | { output: string; from: string[] }
  /** Why the program failed, for languages whose own report is longer than people want. */
  | { failed: string };

export interface Language {
  /** The name in `Pulumi.yaml`. */
  runtime: string;
  /** What a program calls to end itself, for messages. */
  exit: string;
  /** Throws a `SourceError` where the program cannot be started. */
  launch(run: Run): Launch;
  /** Why a program failed that told the engine nothing, where its output has a form that is worth reading. */
  explain?(ending: Ending, project: Project): string | undefined;
  /** What people may do about such a reason, a sentence each. */
  advice?(reason: string, project: Project): string[];
  /** Why a program with these outputs registered nothing, where they tell. */
  unregistered?(outputs: Record<string, unknown>): string | undefined;
  /** What becomes of a function's answer that nobody knows, where the SDK cannot make an unknown value of it. */
  unanswered?: string;
}
