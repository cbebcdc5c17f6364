import { commands } from "./commands";
import { help, parse } from "./options";
import { didYouMean } from "../policies/nearest";
import { wrap } from "../report/terminal/layout";
import { Problem } from "./problem";

declare const TRAILWATCH_VERSION: string;

const indented = (text: string): string =>
  wrap(text, 104)
    .map((line) => `      ${line}`)
    .join("\n");

const overview = (): string => `trailwatch: AWS audit logging and monitoring, proved before it is deployed

${commands.map(({ name, usage, summary }) => `  trailwatch ${name} ${usage}\n${indented(summary)}`).join("\n")}

  trailwatch COMMAND --help   the options of a command
  trailwatch --version

Exit codes: 0 fine · 1 findings · 2 usage or bad input · 3 could not judge everything that was asked
`;

/** Runs one command line; returns the exit code. What a user can mend is said in words, never as a stack trace. */
export async function run(argv: string[]): Promise<number> {
  const [name, ...rest] = argv;
  try {
    if (name === "--version" || name === "-v") {
      process.stdout.write(`${TRAILWATCH_VERSION}\n`);
      return 0;
    }
    if (name === undefined || name === "--help" || name === "-h" || name === "help") {
      process.stdout.write(overview());
      return name === undefined ? 2 : 0;
    }
    const command = commands.find((candidate) => candidate.name === name);
    if (!command) {
      const known = commands.map((candidate) => candidate.name);
      throw new Problem(`there is no command ${name}${didYouMean(name, known)}\nCommands: ${known.join(", ")}.`);
    }
    if (rest.includes("--help") || rest.includes("-h")) {
      process.stdout.write(help(command));
      return 0;
    }
    return await command.run(parse(command, rest));
  } catch (error) {
    if (!(error instanceof Error && "exitCode" in error)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.exitCode as number;
  }
}
