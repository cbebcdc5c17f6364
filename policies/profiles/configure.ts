import type { Configuration } from "../configuration";
import { splitControl, type ControlLink } from "../frameworks/controls";
import type { Policy } from "../policy";
import { profiles, type Profile, type ProfileName } from "./profiles";

/** The levels and settings of one or several profiles; of several, the stricter counts. */
export function profileConfiguration(names: readonly ProfileName[], policies: readonly Policy[]): Configuration {
  const chosen = names.map((name): Profile => profiles[name]);
  const configuration: Configuration = { levels: {}, settings: {} };
  if (chosen.length === 0) return configuration;
  for (const policy of policies) {
    const wanted = chosen.map((profile) => levelOf(policy, profile));
    if (wanted.includes("mandatory")) configuration.levels[policy.id] = "mandatory";
    else if (!wanted.includes(undefined)) configuration.levels[policy.id] = "advisory";
  }
  for (const [id, values] of chosen.flatMap(({ settings }) => Object.entries(settings))) {
    if (!policies.some((policy) => policy.id === id)) continue;
    const settings = (configuration.settings[id] ??= {});
    for (const [name, value] of Object.entries(values))
      settings[name] = typeof value === "number" ? Math.max(value, Number(settings[name] ?? value)) : value;
  }
  return configuration;
}

/** `undefined`: the level that the policy has by itself. */
function levelOf({ controls }: Policy, { frameworks }: Profile): "mandatory" | "advisory" | undefined {
  if (frameworks.length === 0) return undefined;
  const links = controls.filter(({ control }: ControlLink) => frameworks.includes(splitControl(control).framework));
  if (links.length === 0) return "advisory";
  return links.some(({ strength }: ControlLink) => strength === "direct") ? "mandatory" : undefined;
}
