import type { placeholder as valueThatNobodyGave } from "./placeholder";
import type { PreloadOptions } from "./preload";

type ConfigType = "string" | "number" | "boolean" | "object";
interface Limits {
  allowedValues?: string[];
  minLength?: number;
  maxLength?: number;
  min?: number;
  max?: number;
}
interface ConfigPrototype {
  name: string;
  [method: string]: unknown;
}

/**
 * Makes a placeholder of a missing required value, so that one run finds all of them. Put as text into the program, so it may use
 * nothing but its parameters.
 */
export function fillConfiguration(
  module: NodeJS.Module,
  options: PreloadOptions,
  placeholder: typeof valueThatNobodyGave,
  note: (entry: object) => void,
): void {
  const prototype = (module.exports as { Config: { prototype: ConfigPrototype } }).Config.prototype;
  const { setConfig } = module.require("./runtime/config") as { setConfig(key: string, value: string): void };
  const types: [suffix: string, type: ConfigType][] = [
    ["", "string"],
    ["Boolean", "boolean"],
    ["Number", "number"],
    ["Object", "object"],
  ];
  for (const [suffix, type] of types) {
    for (const verb of ["get", "getSecret", "require", "requireSecret"]) {
      const original = prototype[verb + suffix];
      if (typeof original !== "function") continue;
      prototype[verb + suffix] = function (this: ConfigPrototype, key: string, limits?: Limits): unknown {
        const full = `${this.name}:${key}`;
        if (verb.endsWith("Secret")) note({ secret: full });
        try {
          const value = original.call(this, key, limits);
          if (value === undefined) note({ unset: full });
          return value;
        } catch (error) {
          const missing = /^Missing required configuration variable/.test((error as Error).message);
          if (!missing && !options.encrypted.includes(full)) throw error;
          const suggested =
            options.suggestions[full] ?? (this.name === options.project ? options.suggestions[key] : undefined);
          let value = limits?.allowedValues?.[0] ?? placeholder(full, type, suggested);
          if (type === "number" && limits?.min !== undefined) value = String(Math.max(limits.min, Number(value)));
          if (type === "number" && limits?.max !== undefined) value = String(Math.min(limits.max, Number(value)));
          if (limits?.minLength !== undefined) value = value.padEnd(limits.minLength, "x");
          if (limits?.maxLength !== undefined) value = value.slice(0, limits.maxLength);
          setConfig(full, value);
          if (missing) note({ missing: full, value });
          return original.call(this, key, limits);
        }
      };
    }
  }
}
