import { existsSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { SourceError } from "../snapshot";
import { UNKNOWN_TEXT } from "../wire";
import { entryPoint } from "./entry";
import type { Language } from "./language";
import type { Project } from "./project";
import { launcher } from "./python-launcher";

/** Starts a Python program as Pulumi's own language host does, with the program's own copy of the SDK. */
export const python: Language = {
  runtime: "python",
  exit: "sys.exit",
  launch({ project, stack, organization, configuration, address, scratch }) {
    const { folder, entry } = entryPoint(project);
    if (entry === "." && !existsSync(join(folder, "__main__.py")))
      throw new SourceError(`${shown(folder)}: a Python program begins with a __main__.py, found none.`);
    const { command, args, install } = interpreter(project);
    const file = join(scratch, "launcher.py");
    writeFileSync(file, launcher);
    const options = {
      address,
      organization,
      stack,
      install,
      project: project.name,
      root: project.folder,
      program: join(folder, entry),
      unknown: UNKNOWN_TEXT,
    };
    return {
      command,
      args: [...args, file, JSON.stringify(options)],
      folder,
      env: {
        PULUMI_CONFIG: JSON.stringify(configuration.values),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(configuration.secretKeys),
      },
    };
  },
};

interface Interpreter {
  command: string;
  args: string[];
  /** How people install what the program imports. */
  install: string;
}

/** The interpreter that `toolchain` and `virtualenv` in `Pulumi.yaml` ask for, else the one on PATH. */
function interpreter(project: Project): Interpreter {
  const { toolchain = "pip", virtualenv } = project.runtimeOptions;
  if (toolchain !== "pip" && toolchain !== "poetry" && toolchain !== "uv")
    throw new SourceError(`${project.file}: toolchain ${String(toolchain)} is not known (pip, poetry and uv are).`);
  const install = { pip: "pip install -r requirements.txt", poetry: "poetry install", uv: "uv sync" }[toolchain];
  // Both tools may keep the environment in the project; Poetry's usual place for it is only known to Poetry.
  const usual = toolchain !== "pip" && existsSync(join(project.folder, ".venv")) ? ".venv" : undefined;
  const named = typeof virtualenv === "string" && virtualenv !== "" ? virtualenv : usual;
  if (named === undefined && toolchain === "poetry")
    return { command: "poetry", args: ["run", "--no-interaction", "python"], install };
  if (named === undefined && toolchain === "uv")
    throw new SourceError(`${shown(project.folder)}: there is no .venv. Run \`uv sync\` there.`);
  const windows = process.platform === "win32";
  if (named === undefined) return { command: windows ? "python" : "python3", args: [], install };
  const environment = resolve(project.folder, named);
  const command = join(environment, windows ? "Scripts/python.exe" : "bin/python");
  if (!existsSync(command)) {
    const create = toolchain === "pip" ? `python3 -m venv ${named} && ${join(named, "bin", install)}` : install;
    throw new SourceError(`${project.file}: the virtual environment ${named} does not exist. Run \`${create}\`.`);
  }
  return { command, args: [], install: toolchain === "pip" ? join(named, "bin", install) : install };
}

function shown(folder: string): string {
  return relative(process.cwd(), folder) || ".";
}
