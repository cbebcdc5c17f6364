import { isRecord } from "../../policies/graph/value";
import { SourceError, type Assumption } from "../snapshot";
import { placeholder } from "./placeholder";
import type { Project, StackFile } from "./project";
import type { Wanted } from "./wanted";

/** The configuration that a program is started with. */
export interface Configuration {
  /** `namespace:key` → text, as the SDKs expect it. */
  values: Record<string, string>;
  secretKeys: string[];
  /** Keys whose real value is encrypted; they hold a placeholder. */
  encrypted: string[];
  /** Keys that `Pulumi.yaml` declares but nothing gives a value; they hold a placeholder. */
  undefinedKeys: string[];
  assumptions: Assumption[];
}

/**
 * Puts together what a stack's program would be given: defaults of the project, the stack's own file, what the caller
 * overrides. Encrypted values are never decrypted, a placeholder takes their place.
 */
export function resolveConfiguration(
  project: Project,
  stackFile: StackFile | undefined,
  overrides: Record<string, string>,
): Configuration {
  const configuration: Configuration = {
    values: {},
    secretKeys: [],
    encrypted: [],
    undefinedKeys: [],
    assumptions: [],
  };
  const declared = Object.entries(project.config).map(([key, value]) => [fullKey(project, key), value] as const);
  for (const [key, value] of declared) {
    const given = isDeclaration(value) ? (value.value ?? value.default) : value;
    if (given !== undefined && given !== null) set(configuration, key, given);
    if (isDeclaration(value) && value.secret === true) configuration.secretKeys.push(key);
  }
  for (const [key, value] of Object.entries(stackFile?.config ?? {})) set(configuration, fullKey(project, key), value);
  for (const [key, value] of Object.entries(overrides)) {
    const full = fullKey(project, key);
    configuration.values[full] = value;
    configuration.encrypted = configuration.encrypted.filter((other) => other !== full);
  }
  for (const [key, value] of declared) {
    if (key in configuration.values || !isDeclaration(value)) continue;
    configuration.values[key] = placeholder(key, typeName(value.type), suggestion(project, key));
    configuration.undefinedKeys.push(key);
  }
  configuration.assumptions.push(
    ...configuration.undefinedKeys.map((key) => assumedValue(key, configuration.values[key])),
    ...configuration.encrypted.map((key): Assumption => ({
      kind: "configuration",
      subject: key,
      text: `${key} is encrypted in ${stackFile?.file}; a placeholder was used.`,
    })),
    ...(stackFile?.environments ?? []).map((name): Assumption => ({
      kind: "configuration",
      subject: name,
      text: `The values that environment ${name} adds to ${stackFile?.file} were not read.`,
    })),
  );
  return configuration;
}

/** What the report says of a value that nobody gave. */
export function assumedValue(key: string, value: string): Assumption {
  return { kind: "configuration", subject: key, text: `${key} has no value; "${value}" was assumed.` };
}

/**
 * Gives a value that the program asked for in vain a placeholder, or one of another type than before. Returns whether that
 * changed anything: what the user has set is left alone.
 */
export function assumeValue(
  project: Project,
  configuration: Configuration,
  missing: Map<string, string>,
  { key, type }: Wanted,
): boolean {
  const before = configuration.values[key];
  const assumed = missing.has(key) || configuration.encrypted.includes(key);
  if (before !== undefined && !assumed) return false;
  const value = type === "array" ? "[]" : placeholder(key, type, suggestion(project, key));
  if (value === before) return false;
  configuration.values[key] = value;
  if (!configuration.encrypted.includes(key)) missing.set(key, value);
  return true;
}

/** Thrown under `strictConfig`: every missing value at once. */
export function missingValues(project: Project, stack: string, stackFile: string, keys: string[]): SourceError {
  const lines = keys.map((key) => {
    const short = key.startsWith(`${project.name}:`) ? key.slice(project.name.length + 1) : key;
    return `  ${key}   missing (pulumi config set ${short} <value> --stack ${stack}, or --config ${short}=<value>)`;
  });
  const count = keys.length === 1 ? "1 setting is" : `${keys.length} settings are`;
  return new SourceError([`${stackFile}: ${count} missing`, ...lines].join("\n"));
}

/** Keys without a namespace belong to the project; `ns:config:key` is the older form of `ns:key`. */
export function fullKey(project: Project, key: string): string {
  const clean = key.replace(/^([^:]+):config:/, "$1:");
  return clean.includes(":") ? clean : `${project.name}:${clean}`;
}

/** What `pulumi new` suggests for a key, under its short or its full name. */
export function suggestion(project: Project, key: string): string | undefined {
  return project.suggestions[key] ?? project.suggestions[key.slice(key.indexOf(":") + 1)];
}

type Declaration = { value?: unknown; default?: unknown; type?: unknown; secret?: unknown };

/** The long form of a project's configuration entry, as opposed to a plain value. */
function isDeclaration(value: unknown): value is Declaration {
  const words = ["value", "default", "type", "secret", "description", "items"];
  return isRecord(value) && Object.keys(value).length > 0 && Object.keys(value).every((key) => words.includes(key));
}

function typeName(type: unknown): "string" | "number" | "boolean" | "object" {
  if (type === "integer" || type === "number") return "number";
  return type === "boolean" || type === "object" ? type : type === "array" ? "object" : "string";
}

function set(configuration: Configuration, key: string, value: unknown): void {
  const opened = open(value);
  configuration.values[key] = typeof opened.value === "string" ? opened.value : JSON.stringify(opened.value);
  for (const list of [configuration.secretKeys, configuration.encrypted])
    if (opened.encrypted && !list.includes(key)) list.push(key);
}

/** The value with every `secure: v1:…` in it replaced by a placeholder. */
function open(value: unknown): { value: unknown; encrypted: boolean } {
  if (Array.isArray(value)) {
    const parts = value.map(open);
    return { value: parts.map((part) => part.value), encrypted: parts.some((part) => part.encrypted) };
  }
  if (!isRecord(value)) return { value, encrypted: false };
  if (typeof value.secure === "string" && Object.keys(value).length === 1)
    return { value: "encrypted", encrypted: true };
  const parts = Object.entries(value).map(([key, field]) => [key, open(field)] as const);
  return {
    value: Object.fromEntries(parts.map(([key, part]) => [key, part.value])),
    encrypted: parts.some(([, part]) => part.encrypted),
  };
}
