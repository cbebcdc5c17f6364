import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { startProvider } from "./provider/provider";

/** The command line to test with, once `setup.ts` has found one. */
export const PULUMI = process.env.TRAILWATCH_PULUMI;

/** How long one command may take before it is stopped, and how long it then has to stop. */
const SECONDS = 240;
const GRACE = 5;

/** What a command needs of the caller's environment. Everything else stays out: tokens, credentials, settings of Pulumi. */
const KEPT = ["PATH", "PWD", "TMPDIR", "LANG", "SystemRoot"];

export interface Finished {
  code: number;
  stdout: string;
  stderr: string;
}

/** Pulumi with a home, a backend and a provider of its own. Nothing outside its folder is read or written. */
export class Engine {
  private constructor(
    /** Holds everything; gone after {@link stop}. */
    readonly folder: string,
    /** Pulumi for the Automation API. */
    readonly command: PulumiCommand,
    private readonly provider: { stop(): void },
  ) {}

  static async start(pulumi = PULUMI): Promise<Engine> {
    if (!pulumi) throw new Error("no Pulumi to test with");
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "trailwatch-engine-")));
    for (const part of ["home", "state", "bin"]) mkdirSync(join(folder, part));
    const provider = await startProvider();
    writeFileSync(join(folder, "bin/pulumi"), wrapper(pulumi, folder, provider.port), { mode: 0o755 });
    // The SDK asks for a command line that is not older than itself.
    const command = await PulumiCommand.get({ root: folder, skipVersionCheck: true });
    return new Engine(folder, command, provider);
  }

  stop(): void {
    this.provider.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Runs `pulumi` with these arguments as a person in that folder would. */
  run(args: string[], cwd: string = this.folder, env: NodeJS.ProcessEnv = {}): Promise<Finished> {
    const child = spawn(this.command.command, [...args, "--non-interactive"], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const finished = { code: -1, stdout: "", stderr: "" };
    child.stdout.on("data", (chunk) => (finished.stdout += chunk));
    child.stderr.on("data", (chunk) => (finished.stderr += chunk));
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve({ ...finished, code: code ?? -1 }));
    });
  }

  /** A folder with these files, for a project of its own with the packages of this repository. */
  project(name: string, files: Record<string, string> = {}): string {
    const folder = join(this.folder, "projects", name);
    mkdirSync(folder, { recursive: true });
    symlinkSync(join(__dirname, "../../node_modules"), join(folder, "node_modules"));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
    return folder;
  }
}

/** A `pulumi` that has the engine's own environment, whoever calls it, and that never outlives its time. */
function wrapper(pulumi: string, folder: string, provider: number): string {
  const own = {
    HOME: folder,
    NO_COLOR: "1",
    PULUMI_BACKEND_URL: `file://${folder}/state`,
    PULUMI_CONFIG_PASSPHRASE: "not a secret",
    PULUMI_DEBUG_COMMANDS: "true",
    PULUMI_DEBUG_PROVIDERS: `aws:${provider},random:${provider}`,
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
    PULUMI_HOME: `${folder}/home`,
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  const left = Object.keys(process.env).filter((name) => !KEPT.includes(name) && /^\w+$/.test(name));
  const hasTimeout = spawnSync("timeout", ["-k", "1", "1", "true"]).status === 0;
  const words = [
    "exec env",
    ...left.map((name) => `-u ${name}`),
    ...Object.entries(own).map(([name, value]) => `${name}='${value}'`),
    // The engine takes a first SIGTERM as a question; only a kill ends it for certain. macOS has no `timeout`.
    hasTimeout ? `timeout -k ${GRACE} ${SECONDS}` : "",
    `'${pulumi}' "$@"`,
  ];
  return `#!/bin/sh\n${words.join(" ")}\n`;
}
