import type { Configuration } from "../policies/configuration";
import type { Parameters, Policy } from "../policies/policy";
import type { JudgedPolicy } from "./report";

/** The policies as the report shows them, with the level and the parameters that this run was judged with. */
export function describePolicies(policies: readonly Policy[], { levels, settings }: Configuration): JudgedPolicy[] {
  return policies.map(({ id, title, severity, description, remediation, controls, pages = [], parameters = {} }) => ({
    id,
    title,
    severity,
    description,
    remediation,
    controls,
    pages,
    level: levels[id] ?? "mandatory",
    parameters: Object.entries(parameters as Parameters).map(([name, parameter]) => {
      const { description, source } = parameter;
      const value = settings[id]?.[name];
      return value === undefined
        ? { name, description, value: parameter.default, from: "default", source }
        : { name, description, value, from: "configuration" };
    }),
  }));
}
