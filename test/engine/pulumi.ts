import { buildSync } from "esbuild";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

/** A Pulumi command line that is ready to run, with a language host for Node beside it. */
export interface Pulumi {
  path: string;
  /** Which one it is and how it came here. */
  origin: string;
}

export const CACHE = join(__dirname, "../../.cache/engine");
const HOST = "pulumi-language-nodejs";

const modules = ["go.mod", "go.sum"].map((file) => readFileSync(join(__dirname, file), "utf8")).join();
const version = /pulumi\/pkg\/v3 v(\S+)/.exec(modules)?.[1] ?? "";
const hash = createHash("sha256").update(modules).digest("hex").slice(0, 12);
/** Machines with the same key may share the binary. */
const key = (go: string): string => `${version}-${process.platform}-${process.arch}-${go}-${hash}`;

/**
 * The command line that `TRAILWATCH_PULUMI` names, one built before, one on PATH, or one that Go builds now; or why there is none.
 */
export function findPulumi(say: (line: string) => void): Pulumi | { missing: string } {
  const named = process.env.TRAILWATCH_PULUMI;
  if (named) return installed(named);
  const go = goVersion();
  const cached = go ? join(CACHE, key(go), "bin/pulumi") : builtByAnyGo();
  if (cached && existsSync(cached)) return withHost({ path: cached, origin: `v${version}, built before` });
  const users = onPath("pulumi");
  if (users) return installed(users);
  if (!cached) return { missing: "PATH has neither a pulumi nor a Go of version 1.25.8 or newer" };
  say(`Building pulumi ${version} with Go, once; this takes about four minutes on two cores.`);
  return build(cached);
}

/** One that the user installed comes with its own language host; the stand-in is only for ours. */
function installed(command: string): Pulumi | { missing: string } {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const { stdout } = spawnSync(command, ["version"], { encoding: "utf8", env });
  if (!/^v3\./.test(stdout ?? "")) return { missing: `${command} is not a Pulumi 3 command line` };
  const pulumi = { path: realpathSync(command), origin: `${stdout.trim()}, ${command}` };
  if (pulumi.path.startsWith(CACHE)) return withHost(pulumi);
  const hasHost = existsSync(join(dirname(pulumi.path), HOST)) || onPath(HOST);
  return hasHost ? pulumi : { missing: `${command} comes without ${HOST}, which runs Node programs` };
}

function build(path: string): Pulumi | { missing: string } {
  const begin = Date.now();
  const unfinished = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  // The flags of Pulumi's own releases.
  const flags = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;
  const options = ["-mod=readonly", "-trimpath", "-tags", "osusergo,grpcnotrace", "-ldflags", flags, "-o", unfinished];
  const { status, stderr, error } = spawnSync(
    "nice",
    ["-n", "10", "go", "build", ...options, "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"],
    { cwd: __dirname, env: { ...process.env, GOWORK: "off" }, encoding: "utf8", stdio: ["ignore", "ignore", "pipe"] },
  );
  if (status !== 0) {
    const why = error?.message ?? stderr.trim().split("\n").slice(-5).join("\n");
    return { missing: `go build ended with ${status}: ${why}` };
  }
  renameSync(unfinished, path);
  return withHost({ path, origin: `v${version}, built in ${Math.round((Date.now() - begin) / 1000)} s` });
}

/** Bundles the stand-in beside the command line, where Pulumi finds it without a warning. */
function withHost(pulumi: Pulumi): Pulumi {
  const path = join(dirname(pulumi.path), HOST);
  const unfinished = `${path}.${process.pid}`;
  buildSync({
    entryPoints: [join(__dirname, "language-host/main.ts")],
    outfile: unfinished,
    bundle: true,
    platform: "node",
    target: "node20",
    banner: { js: "#!/usr/bin/env node" },
    logLevel: "warning",
  });
  chmodSync(unfinished, 0o755);
  renameSync(unfinished, path);
  return pulumi;
}

function goVersion(): string | undefined {
  const { status, stdout } = spawnSync("go", ["env", "GOVERSION"], { cwd: __dirname, encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

/** Without Go nobody can say which version of it would build; any binary of the same module will do. */
function builtByAnyGo(): string | undefined {
  const [before, after] = key("|").split("|");
  const keys = existsSync(CACHE) ? readdirSync(CACHE) : [];
  const found = keys.find((candidate) => candidate.startsWith(before) && candidate.endsWith(after));
  return found && join(CACHE, found, "bin/pulumi");
}

function onPath(command: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, command)).find((path) => existsSync(path));
}
