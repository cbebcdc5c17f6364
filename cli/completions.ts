import type { Command, Option } from "./options";

export const shells = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof shells)[number];

/** A script for each shell, from the tables that the parser reads. What is not an option or one of its choices is a file. */
export const completions: Record<Shell, (commands: readonly Command[]) => string> = { bash, zsh, fish };

const optionsOf = ({ options }: Command): [string, Option][] => [
  ...Object.entries(options),
  ["help", { help: "explain" }],
];

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The first sentence is enough beside a name. */
const short = (text: string): string => text.split(/[.:;] /)[0].replace(/\.$/, "");

function bash(commands: readonly Command[]): string {
  const choices = commands.flatMap((command) =>
    optionsOf(command).flatMap(([name, { choices }]) =>
      choices ? [`    ${quoted(`${command.name} --${name}`)}) words=${quoted(choices.join(" "))} ;;`] : [],
    ),
  );
  const names = commands.map(
    (command) =>
      `      ${command.name}) words=${quoted(
        optionsOf(command)
          .map(([name]) => `--${name}`)
          .join(" "),
      )} ;;`,
  );
  return `_trailwatch() {
  local current=\${COMP_WORDS[COMP_CWORD]} words=
  case "\${COMP_WORDS[1]} \${COMP_WORDS[COMP_CWORD - 1]}" in
${choices.join("\n")}
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    words=${quoted(commands.map(({ name }) => name).join(" "))}
  elif [ -z "$words" ] && [[ $current == -* ]]; then
    case "\${COMP_WORDS[1]}" in
${names.join("\n")}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _trailwatch trailwatch
`;
}

function zsh(commands: readonly Command[]): string {
  const plain = (text: string): string => text.replace(/[[\]:\\]/g, "\\$&");
  const argument = ([name, { value, choices, repeatable, help }]: [string, Option]): string => {
    const ofValue = value ? `:${plain(value)}:${choices ? `(${choices.join(" ")})` : "_files"}` : "";
    return `        ${quoted(`${repeatable ? "*" : ""}--${name}[${plain(short(help))}]${ofValue}`)}`;
  };
  const cases = commands.map(
    (command) => `      ${command.name})
        _arguments \\
${[...optionsOf(command).map(argument), "        '*:file:_files'"].join(" \\\n")} ;;`,
  );
  return `#compdef trailwatch
_trailwatch() {
  local -a commands=(
${commands.map(({ name, summary }) => `    ${quoted(`${name}:${short(summary)}`)}`).join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
  else
    local command=$words[2]
    shift words
    (( CURRENT-- ))
    case $command in
${cases.join("\n")}
    esac
  fi
}
compdef _trailwatch trailwatch
`;
}

function fish(commands: readonly Command[]): string {
  const lines = commands.flatMap((command) => [
    `complete -c trailwatch -n __fish_use_subcommand -f -a ${command.name} -d ${quoted(short(command.summary))}`,
    ...optionsOf(command).map(([name, { value, choices, help }]) =>
      [
        `complete -c trailwatch -n '__fish_seen_subcommand_from ${command.name}' -l ${name}`,
        ...(choices ? [`-x -a ${quoted(choices.join(" "))}`] : value ? ["-r"] : []),
        `-d ${quoted(short(help))}`,
      ].join(" "),
    ),
  ]);
  return `${lines.join("\n")}\n`;
}
