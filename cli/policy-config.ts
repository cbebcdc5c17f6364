import { parse } from "yaml";
import { catalogue } from "../policies/catalogue";
import { readConfiguration, told, type Configuration } from "../policies/configuration";
import { readText } from "./files";
import { Problem } from "./problem";

/** Reads the file that `--policy-config` names: JSON or YAML, in the shape of Pulumi's `--policy-pack-config`. */
export function readPolicyConfig(path: string): Configuration {
  const { configuration, problems } = readConfiguration(parsed(path), catalogue);
  if (problems.length === 0) return configuration;
  throw new Problem(told(path, problems));
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
