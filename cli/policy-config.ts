import { parse } from "yaml";
import { readConfiguration, told, type Configuration } from "../policies/configuration";
import type { Policy } from "../policies/policy";
import { readText } from "./files";
import { Problem } from "./problem";

/**
 * Reads the file that `--policy-config` names, JSON or YAML in the shape of Pulumi's `--policy-pack-config`, over the profiles of
 * `--profile`.
 */
export function readPolicyConfig(
  path: string | undefined,
  profiles: readonly string[],
  policies: readonly Policy[],
): Configuration {
  const { configuration, problems } = readConfiguration(path ? parsed(path) : {}, policies, profiles);
  if (problems.length === 0) return configuration;
  throw new Problem(told(path ?? "--profile", problems));
}

function parsed(path: string): unknown {
  const text = readText(path, "the policy configuration");
  try {
    return parse(text);
  } catch (error) {
    throw new Problem(
      `${path}: expected JSON or YAML: ${error instanceof Error ? error.message.split("\n")[0] : error}`,
    );
  }
}
