import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isRecord } from "../../policies/graph/value";
import type { Project } from "./project";

/** https://www.pulumi.com/docs/iac/languages-sdks/javascript/#entrypoint */
export const DEFAULT_EXPORT =
  'Pulumi runs what is exported by default in an ES module only (`"type": "module"` in package.json); here `export = async () => …` is run.';

/** What people may do about the words with which a Node program failed. */
export function nodeAdvice(reason: string, project: Project, installer: string): string[] {
  const missing = /Cannot find (?:module|package) '([^']+)'/.exec(reason)?.[1];
  const ownFile = missing === undefined ? /ENOENT: no such file/.test(reason) : /^(\.|\/|[A-Z]:)/.test(missing);
  if (ownFile && hasBuildScript(project))
    return [`package.json has a script \`build\`, which Pulumi does not run. Run \`${installer} run build\` first.`];
  if (missing !== undefined && !ownFile) {
    const generated = project.packages.some((name) => missing.split("/").includes(name));
    return [generated ? "Run `pulumi install`, which makes the SDKs of `packages`." : `Run \`${installer} install\`.`];
  }
  return OUTSIDE.filter(([pattern]) => pattern.test(reason))
    .map(([, advice]) => advice)
    .slice(0, 1);
}

const INSTEAD = "Give its state (`pulumi stack export`) or its preview (`pulumi preview --json`) instead";

/** What a program needs that asks others before it registers its resources. */
const OUTSIDE: [RegExp, string][] = [
  [
    /CredentialsProviderError|(load|locate|find|missing) credentials|InvalidClientTokenId|security token/i,
    `It calls AWS itself, and gets none of your credentials. ${INSTEAD}, or hand them over with --pass-env.`,
  ],
  [
    /fetch failed|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|failed with status code/,
    `It asks the network for what cannot be reached from here. ${INSTEAD}.`,
  ],
];

function hasBuildScript({ folder }: Project): boolean {
  const file = join(folder, "package.json");
  if (!existsSync(file)) return false;
  const description: unknown = JSON.parse(readFileSync(file, "utf8"));
  return isRecord(description) && isRecord(description.scripts) && "build" in description.scripts;
}
