import type { PolicySettings } from "./evaluate";
import { isRecord } from "./graph/value";
import { didYouMean } from "./nearest";
import type { Parameter, Policy } from "./policy";
import { profileConfiguration } from "./profiles/configure";
import { profileNames, type ProfileName } from "./profiles/profiles";

/** Pulumi's enforcement levels. */
export const levels = ["advisory", "mandatory", "remediate", "disabled"] as const;
export type Level = (typeof levels)[number];

/** What a policy configuration file says, in the shape that Pulumi's `--policy-pack-config` has. */
export interface Configuration {
  /** Level by policy id. */
  levels: Record<string, Level>;
  settings: PolicySettings;
}

export interface ConfigurationProblem {
  /** `policy` or `policy.parameter`. */
  where: string;
  what: string;
  /** The names that would have been right, where a name is wrong. */
  known?: readonly string[];
}

/**
 * Reads `{ policy: "level" | { enforcementLevel?, ...parameters } }`, with `all` for the level of every policy, or
 * `{ enforcementLevel?, profile? }`. What is said about a policy counts more than `all`, and that more than a profile.
 * @param chosen profiles beside those of the file
 */
export function readConfiguration(
  given: unknown,
  policies: readonly Policy[],
  chosen: readonly string[] = [],
): { configuration: Configuration; problems: ConfigurationProblem[] } {
  const problems: ConfigurationProblem[] = [];
  if (!isRecord(given)) {
    problems.push({ where: "the file", what: "expected an object with a key for each policy" });
    return { configuration: { levels: {}, settings: {} }, problems };
  }
  const {
    enforcementLevel: levelOfAll,
    profile,
    ...others
  } = isRecord(given.all) ? given.all : { enforcementLevel: given.all };
  const names = [...chosen, ...[profile ?? []].flat()];
  for (const name of names.filter((name) => !profileNames.includes(name as ProfileName)))
    problems.push({ where: `profile ${name}`, what: "there is no such profile", known: profileNames });
  for (const name of Object.keys(others))
    problems.push({ where: `all.${name}`, what: "is not for all policies", known: ["enforcementLevel", "profile"] });
  const configuration = profileConfiguration(
    profileNames.filter((name) => names.includes(name)),
    policies,
  );
  const setLevel = (id: string, level: unknown): void => {
    if (levels.includes(level as Level)) configuration.levels[id] = level as Level;
    else problems.push({ where: id, what: `${JSON.stringify(level)} is not a level`, known: levels });
  };
  if (levelOfAll !== undefined) policies.forEach(({ id }) => setLevel(id, levelOfAll));
  for (const [id, entry] of Object.entries(given)) {
    if (id === "all") continue;
    const policy = policies.find((candidate) => candidate.id === id);
    if (!policy) {
      problems.push({ where: id, what: "there is no such policy", known: policies.map((candidate) => candidate.id) });
    } else if (!isRecord(entry)) {
      setLevel(id, entry);
    } else {
      const { enforcementLevel, ...values } = entry;
      if (enforcementLevel !== undefined) setLevel(id, enforcementLevel);
      problems.push(...wrongValues(policy, values));
      configuration.settings[id] = { ...configuration.settings[id], ...values };
    }
  }
  return { configuration, problems: unique(problems) };
}

/** All problems in one message for people. @param where what was read, such as the name of a file */
export function told(where: string, problems: readonly ConfigurationProblem[]): string {
  const lines = problems.map(({ where, what, known = [] }) => {
    const name = where.split(/[. ]/).pop() ?? where;
    return `  ${where}  ${what}${didYouMean(name, known)}`;
  });
  return `${where}: ${problems.length === 1 ? "1 setting is" : `${problems.length} settings are`} wrong\n${lines.join("\n")}`;
}

function wrongValues(policy: Policy, values: Record<string, unknown>): ConfigurationProblem[] {
  const parameters: Record<string, Parameter> = policy.parameters ?? {};
  return Object.entries(values).flatMap(([name, value]) => {
    const where = `${policy.id}.${name}`;
    const parameter = parameters[name];
    if (!parameter) return [{ where, what: "there is no such parameter", known: Object.keys(parameters) }];
    const what = mismatch(value, parameter.schema);
    return what ? [{ where, what }] : [];
  });
}

/** What is wrong with a value by the part of JSON Schema that parameters use; `undefined` when nothing is. */
function mismatch(value: unknown, schema: Record<string, unknown>): string | undefined {
  const { type, minimum, maximum, pattern, items, properties, required } = schema;
  const given = `${JSON.stringify(value)} is not`;
  if (type === "integer" && !Number.isInteger(value)) return `${given} a whole number`;
  if (type === "number" && typeof value !== "number") return `${given} a number`;
  if (type === "boolean" && typeof value !== "boolean") return `${given} true or false`;
  if (type === "string" && typeof value !== "string") return `${given} a text`;
  if (type === "array" && !Array.isArray(value)) return `${given} a list`;
  if (type === "object" && !isRecord(value)) return `${given} an object`;
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) return `${given} one of ${schema.enum.join(", ")}`;
  if (typeof minimum === "number" && (value as number) < minimum) return `${given} ${minimum} or more`;
  if (typeof maximum === "number" && (value as number) > maximum) return `${given} ${maximum} or less`;
  if (typeof pattern === "string" && !new RegExp(pattern).test(value as string)) return `${given} like ${pattern}`;
  if (Array.isArray(value) && isRecord(items)) return value.map((element) => mismatch(element, items)).find(Boolean);
  if (isRecord(value) && isRecord(properties)) {
    const missing = (required as string[] | undefined)?.find((key) => value[key] === undefined);
    if (missing) return `${missing} is missing`;
    const wrong = Object.entries(value).map(([key, field]) =>
      isRecord(properties[key])
        ? mismatch(field, properties[key])
        : `${key} is not one of ${Object.keys(properties).join(", ")}`,
    );
    return wrong.find(Boolean);
  }
  return undefined;
}

const unique = (problems: ConfigurationProblem[]): ConfigurationProblem[] =>
  problems.filter(
    (problem, i) => problems.findIndex((other) => JSON.stringify(other) === JSON.stringify(problem)) === i,
  );
