import { table } from "../report/markdown";
import { rangeOf, type Command } from "./options";

/** The page of the command line, from what `--help` says. */
export const manual = (commands: readonly Command[]): string =>
  `# The command line

Written by \`npm run docs\` from the tables that the parser and \`--help\` read.

${commands.map(({ name, summary }) => `- [\`trailwatch ${name}\`](#trailwatch-${name}): ${shown(summary)}`).join("\n")}

${commands.map(section).join("\n\n")}

## Everywhere

${table(
  ["Exit code", "Meaning"],
  [
    ["0", "fine"],
    ["1", "findings"],
    ["2", "usage or bad input, a bad file of waivers among it"],
    ["3", "not everything that was asked could be judged"],
  ],
)}

${table(
  ["Variable", "What it does"],
  [
    ["`NO_COLOR`, `FORCE_COLOR`", "switch colours off and on; without them a terminal has colours and a pipe has none"],
    ["`SOURCE_DATE_EPOCH`", "the time of the run in seconds since 1970: the same input then gives the same bytes"],
    ["`TRAILWATCH_WAIVERS`", "the file of waivers that the policy pack reads under `pulumi preview` and `pulumi up`"],
  ],
)}

${table(
  ["File", "What it is"],
  [
    ["`waivers.yaml`", "beside Pulumi.yaml: failures that somebody answers for until a day; see [waivers](waivers.md)"],
    ["`trailwatch.json`", "levels and parameters of policies, where `--policy-config` names it"],
  ],
)}
`;

function section(command: Command): string {
  const { name, usage, summary, options, notes } = command;
  const rows = Object.entries(options).map(([flag, option]) => [
    `\`--${flag}${option.value ? ` ${option.value}` : ""}\``,
    shown(`${option.help}${rangeOf(option)}`),
  ]);
  return [
    `## trailwatch ${name}`,
    `\`trailwatch ${name} ${usage}\``,
    shown(summary),
    ...(rows.length > 0 ? [table(["Option", "Meaning"], rows)] : []),
    ...(notes ? [`\`\`\`text\n${notes}\n\`\`\``] : []),
  ].join("\n\n");
}

/** `<stack>` is no tag. */
const shown = (text: string): string => text.replaceAll("<", "&lt;");
