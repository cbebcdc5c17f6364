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

/** The configuration value that a failed program asked for in vain. */
export function wantedValue(reason: string): Wanted | undefined {
  for (const [pattern, type] of COMPLAINTS) {
    const key = pattern.exec(reason)?.[1];
    if (key !== undefined) return { key, type };
  }
  return undefined;
}
