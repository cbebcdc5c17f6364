import { parseArgs } from "node:util";
import { didYouMean } from "../policies/nearest";
import { wrap } from "../report/terminal/layout";
import { Problem } from "./problem";

/** One option of a command: the parser and `--help` read the same row. */
export interface Option {
  /** What stands for the value in `--help`; absent for a switch. */
  value?: string;
  repeatable?: boolean;
  /** Takes every word up to the next option, as a shell writes out `logs/*`. */
  words?: boolean;
  /** Accepted values. */
  choices?: readonly string[];
  help: string;
}

export interface Command {
  name: string;
  /** Arguments after the name, as `--help` shows them. */
  usage: string;
  summary: string;
  options: Record<string, Option>;
  /** Lines below the options: examples, exit codes. */
  notes?: string;
  run(given: Given): Promise<number>;
}

/** What the user gave: switches are `true`, repeatable options lists. */
export class Given {
  constructor(
    readonly paths: string[],
    /** Every word of the command line that may be shown: what follows the `=` of `--config k=v` is cut. */
    readonly words: string[],
    private readonly values: Record<string, string | boolean | (string | boolean)[] | undefined>,
  ) {}

  has(option: string): boolean {
    return this.values[option] !== undefined;
  }
  one(option: string): string | undefined {
    const value = this.values[option];
    return typeof value === "string" ? value : undefined;
  }
  /** Every value of a repeatable option; `a,b` counts as two. */
  list(option: string): string[] {
    const value = this.values[option];
    return Array.isArray(value) ? value.map(String) : [];
  }
}

export function parse(command: Command, argv: string[]): Given {
  const names = Object.keys(command.options);
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { value, repeatable, words }]) => [
      name,
      { type: value ? ("string" as const) : ("boolean" as const), multiple: repeatable ?? words ?? false },
    ]),
  );
  const { values, tokens } = parseArgs({
    args: argv,
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const problems: string[] = [];
  const paths: string[] = [];
  let taking = paths;
  for (const token of tokens) {
    if (token.kind === "positional") taking.push(token.value);
    if (token.kind !== "option") continue;
    taking = command.options[token.name]?.words ? (values[token.name] as string[]) : paths;
    const option = command.options[token.name];
    if (!option) problems.push(`there is no option ${token.rawName}${didYouMean(token.name, names)}`);
    else if (option.value && (token.value === undefined || (!token.inlineValue && token.value.startsWith("--"))))
      problems.push(`${token.rawName} wants a value: ${token.rawName} ${option.value}`);
    else if (!option.value && token.value !== undefined)
      problems.push(`${token.rawName} is a switch and takes no value`);
    else if (option.choices) problems.push(...wrongChoices(token.rawName, String(token.value), option));
  }
  if (problems.length > 0)
    throw new Problem(`trailwatch ${command.name}: ${problems.join("\n  ")}\nSee trailwatch ${command.name} --help.`);
  const words = argv.map((word, i) =>
    word.startsWith("--config=") || argv[i - 1] === "--config"
      ? word.replace(/^((?:--config=)?[^=]*)=.*/s, "$1=…")
      : word,
  );
  return new Given(paths, words, values);
}

function wrongChoices(name: string, value: string, { choices = [], repeatable }: Option): string[] {
  const given = repeatable ? value.split(",") : [value];
  return given
    .filter((word) => !choices.includes(word))
    .map((word) => `${name} ${word}: expected ${choices.join(", ")}${didYouMean(word, choices)}`);
}

/** The options of a command and what they take, in lines that fit a terminal. */
export function help({ name, usage, summary, options, notes }: Command): string {
  const flags = Object.entries(options).map(([flag, { value }]) => `--${flag}${value ? ` ${value}` : ""}`);
  const width = Math.max(0, ...flags.map((flag) => flag.length)) + 4;
  const rows = Object.values(options).flatMap((option, i) =>
    wrap(`${option.help}${rangeOf(option)}`, HELP_WIDTH - width).map(
      (line, j) => `${(j === 0 ? `  ${flags[i]}` : "").padEnd(width)}${line}`,
    ),
  );
  const parts = [
    `trailwatch ${name} ${usage}`,
    wrap(summary, HELP_WIDTH).join("\n"),
    ...(rows.length > 0 ? [["Options", ...rows].join("\n")] : []),
    ...(notes ? [notes] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

const HELP_WIDTH = 110;

/** What is said of an option besides its help. */
export function rangeOf({ choices, repeatable }: Option): string {
  const extra = [choices && `one of ${choices.join(", ")}`, repeatable && "repeatable"].filter(Boolean).join("; ");
  return extra ? ` (${extra})` : "";
}
