import { completions, shells, type Shell } from "../completions";
import type { Command } from "../options";
import { Problem } from "../problem";

/** @param commands what is to be completed besides the command itself */
export function completionOf(commands: readonly Command[]): Command {
  const completion: Command = {
    name: "completion",
    usage: "SHELL",
    summary: `Prints what makes a shell complete commands, options and their values: ${shells.join(", ")}.`,
    options: {},
    notes: `Examples
  source <(trailwatch completion bash)                                  this session; ~/.bashrc for every one
  trailwatch completion zsh > "\${fpath[1]}/_trailwatch"
  trailwatch completion fish > ~/.config/fish/completions/trailwatch.fish`,

    async run({ paths: [shell, ...more] }) {
      if (!shells.includes(shell as Shell) || more.length > 0)
        throw new Problem(`trailwatch completion: name one shell: ${shells.join(", ")}`);
      process.stdout.write(completions[shell as Shell]([...commands, completion]));
      return 0;
    },
  };
  return completion;
}
