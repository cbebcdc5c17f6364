import { join } from "node:path";

/**
 * What a program may know about the machine. A list of what is let through is shorter than the list of every name under
 * which clouds, Pulumi and CI systems keep a credential, and it does not age.
 */
const LET_THROUGH = [
  /^(PATH|HOME|USER|LOGNAME|SHELL|PWD|LANG|LANGUAGE|LC_[A-Z]+|TZ|TERM|TMPDIR|TEMP|TMP|NO_COLOR|CI)$/,
  /^(NODE_OPTIONS|NODE_PATH|NODE_ENV|NODE_EXTRA_CA_CERTS)$/,
  /^(GOROOT|GOPATH|GOCACHE|GOMODCACHE|GOFLAGS|GOENV|GOWORK|GOTOOLCHAIN|GOEXPERIMENT|CGO_ENABLED|XDG_(CACHE|CONFIG)_HOME)$/,
  /^(PYTHON(PATH|HOME|UTF8|IOENCODING|WARNINGS|HASHSEED|DONTWRITEBYTECODE|PYCACHEPREFIX)|VIRTUAL_ENV|CONDA_PREFIX)$/,
  /^(PYENV_(ROOT|VERSION)|POETRY_(HOME|CACHE_DIR|VIRTUALENVS_PATH|VIRTUALENVS_IN_PROJECT)|UV_PROJECT_ENVIRONMENT)$/,
  /^(SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|USERPROFILE|HOMEDRIVE|HOMEPATH|APPDATA|LOCALAPPDATA|PROGRAM(DATA|FILES(\(X86\))?))$/i,
];

/**
 * The environment of the program: without the caller's credentials, and with the places where tools look for stored ones
 * pointing into an empty folder, so that a change from a stranger's fork can be checked.
 *
 * @param asked names that the user lets through on top
 * @param emptyFolder a folder with nothing in it
 */
export function programEnvironment(
  environment: NodeJS.ProcessEnv,
  asked: readonly string[],
  emptyFolder: string,
): Record<string, string> {
  const nowhere = (name: string): string => join(emptyFolder, name);
  const result: Record<string, string> = {
    AWS_SHARED_CREDENTIALS_FILE: nowhere("aws-credentials"),
    AWS_CONFIG_FILE: nowhere("aws-config"),
    AWS_EC2_METADATA_DISABLED: "true",
    AZURE_CONFIG_DIR: nowhere("azure"),
    CLOUDSDK_CONFIG: nowhere("gcloud"),
    DOCKER_CONFIG: nowhere("docker"),
    KUBECONFIG: nowhere("kubeconfig"),
    PULUMI_HOME: nowhere("pulumi"),
  };
  for (const [name, value] of Object.entries(environment)) {
    const allowed = asked.includes(name) || LET_THROUGH.some((pattern) => pattern.test(name));
    if (value !== undefined && allowed) result[name] = value;
  }
  return result;
}
