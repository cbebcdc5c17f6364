import type { ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb";
import { RunResponse, type RunRequest } from "@pulumi/pulumi/proto/language_pb";
import { nodeArguments, optionsOf, resolveFrom, startNode } from "./child";

/** The exit code of `cmd/run` when the program's errors have been reported already. */
const REPORTED = 32;

/** Runs a program with the SDK's `cmd/run`, as Pulumi's language host does. */
export const runProgram =
  (engine: string): ILanguageRuntimeServer["run"] =>
  (call, answer) => {
    const request = call.request;
    const folder = request.getInfo()?.getProgramDirectory() ?? request.getPwd();
    let run: string;
    try {
      run = resolveFrom(folder, "@pulumi/pulumi/cmd/run");
    } catch {
      return answer(null, new RunResponse().setError(`${folder} has no @pulumi/pulumi; run npm install there`));
    }
    const child = startNode([...nodeArguments(optionsOf(request.getInfo())), run, ...flags(request, engine)], {
      cwd: folder,
      env: { ...process.env, ...environment(request) },
      stdio: ["ignore", "inherit", "inherit"],
    });
    call.on("cancelled", () => child.kill("SIGINT"));
    child.once("error", ({ message }) => answer(null, new RunResponse().setError(message)));
    child.once("exit", (code, signal) => {
      const response = new RunResponse();
      if (code === REPORTED) response.setBail(true);
      else if (code !== 0) response.setError(`Program exited with non-zero exit code: ${code ?? signal}`);
      answer(null, response);
    });
  };

function flags(request: RunRequest, engine: string): string[] {
  const program = request.getInfo();
  const folder = program?.getProgramDirectory() ?? request.getPwd();
  const named = {
    monitor: request.getMonitorAddress(),
    engine,
    organization: request.getOrganization(),
    project: request.getProject(),
    "root-directory": program?.getRootDirectory() ?? folder,
    stack: request.getStack(),
    pwd: folder,
    parallel: String(request.getParallel()),
  };
  return [
    ...Object.entries(named).flatMap(([name, value]) => [`--${name}`, value]),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    program?.getEntryPoint() || request.getProgram() || ".",
    ...request.getArgsList(),
  ];
}

function environment(request: RunRequest): NodeJS.ProcessEnv {
  const { typescript = true, tsconfig } = optionsOf(request.getInfo());
  // The SDK wants `ns:config:name`, the engine sends `ns:name`.
  const config = request
    .getConfigMap()
    .toArray()
    .map(([key, value]) => [key.replace(/^([^:]*):(?!config:)/, "$1:config:"), value]);
  return {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(config)),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    ...(typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
    ...(tsconfig ? { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig } : {}),
  };
}
