import { parse } from "yaml";
import { catalogue } from "../policies/catalogue";
import { readConfiguration, type Configuration } from "../policies/configuration";
import { readText } from "./files";
import { didYouMean, Problem } from "./problem";

/** Reads the file that `--policy-config` names: JSON or YAML, in the shape of Pulumi's `--policy-pack-config`. */
export function readPolicyConfig(path: string): Configuration {
  const { configuration, problems } = readConfiguration(parsed(path), catalogue);
  if (problems.length === 0) return configuration;
  const lines = problems.map(({ where, what, known = [] }) => {
    const name = where.split(".").pop() ?? where;
    return `  ${where}  ${what}${didYouMean(name, known)}`;
  });
  throw new Problem(
    `${path}: ${problems.length === 1 ? "1 setting is" : `${problems.length} settings are`} wrong\n${lines.join("\n")}`,
  );
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
