import { execFileSync, type ExecFileSyncOptions } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const JARS = join(__dirname, "../../../../.cache/event-ruler-2.1.0");

export interface Question {
  pattern: string;
  events: readonly unknown[];
}

/** Why it refuses the pattern, or whether each event matches. */
export type Answer = { refused: string } | { matches: readonly boolean[] };

/** Why event-ruler, AWS's own matcher, cannot be asked here; fetches it with Maven when it is not there yet. */
export function whyNoEventRuler(): string | undefined {
  if (!runs("java", ["-version"])) return "there is no java";
  if (existsSync(join(JARS, "event-ruler-2.1.0.jar"))) return undefined;
  if (!runs("mvn", ["-version"])) return "there is no mvn to fetch it";
  const fetch = ["-q", "-B", "-f", join(__dirname, "event-ruler.pom.xml"), `-DoutputDirectory=${JARS}`];
  return runs("mvn", [...fetch, "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"])
    ? undefined
    : "Maven could not fetch it";
}

function runs(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: "ignore", timeout: 300_000 });
    return true;
  } catch {
    return false;
  }
}

/** Asks all questions in one process. */
export function askEventRuler(questions: readonly Question[]): Answer[] {
  if (questions.length === 0) return [];
  const input = questions.map(({ pattern, events }) =>
    JSON.stringify({ pattern, events: events.map((event) => JSON.stringify(event)) }),
  );
  const options: ExecFileSyncOptions = { input: `${input.join("\n")}\n`, maxBuffer: 1 << 28 };
  const output = execFileSync("java", ["-cp", join(JARS, "*"), join(__dirname, "Oracle.java")], options).toString();
  const lines = output.split("\n").slice(0, -1);
  if (lines.length !== questions.length) throw new Error(`${questions.length} questions, ${lines.length} answers`);
  return lines.map((line) => {
    const [, refused] = /^refused: (.*)/.exec(line) ?? [];
    return refused === undefined ? { matches: [...line].map((digit) => digit === "1") } : { refused };
  });
}
