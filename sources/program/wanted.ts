/** A configuration value whose absence ended a program. */
export interface Wanted {
  key: string;
  type: "string" | "number" | "boolean" | "object" | "array";
}

/** How SDKs say that a required value is missing, or that one is not of the type that the program asks for. */
const COMPLAINTS: [RegExp, Wanted["type"]][] = [
  [/missing required configuration variable '([^']+)'/i, "string"],
  [/unable to unmarshall required configuration variable '([^']+)';.* into Go value of type \[\]/, "array"],
  [/unable to unmarshall required configuration variable '([^']+)'/, "object"],
  [/Configuration '([^']+)' value '.*' is not a valid 'bool'/, "boolean"],
  [/Configuration '([^']+)' value '.*' is not a valid '(?:int|float)'/, "number"],
  [/Configuration '([^']+)' value '.*' is not a valid 'JSON object'/, "object"],
];

/**
 * The configuration value that a failed program asked for in vain. `unset` are the optional ones that it did without, and that
 * a resource may need for a property of the same name.
 */
export function wantedValue(reason: string, unset: readonly string[] = []): Wanted | undefined {
  const property = /Missing required property '(\w+)'/.exec(reason)?.[1];
  const optional = unset.find((key) => key.slice(key.lastIndexOf(":") + 1) === property);
  if (optional !== undefined) return { key: optional, type: "string" };
  for (const [pattern, type] of COMPLAINTS) {
    const key = pattern.exec(reason)?.[1];
    if (key !== undefined) return { key, type };
  }
  return undefined;
}
