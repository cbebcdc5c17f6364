import { Unknown } from "../../policies/graph/value";
import { Ref, type Draft } from "../../policies/testing/stack";

/** A stack of a test as the Pulumi program that would declare it, or `undefined` where it says what no program says. */
export function program(drafts: readonly Draft[]): string | undefined {
  const declared = drafts.map(statement);
  return declared.length === 0 || declared.includes(undefined) ? undefined : inOrder(drafts, declared).join("\n");
}

/** What is referred to comes first; a circle has no program. */
function inOrder(drafts: readonly Draft[], statements: readonly (string | undefined)[]): string[] {
  const done = new Set<string>();
  const ordered: string[] = [];
  const waiting = drafts.map((draft, i) => ({ draft, text: statements[i] ?? "" }));
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ draft }) => refs(draft.values).every((name) => done.has(name)));
    const [{ draft, text }] = waiting.splice(Math.max(next, 0), 1);
    done.add(draft.name);
    ordered.push(text);
  }
  return ordered;
}

function refs(value: unknown): string[] {
  if (value instanceof Ref) return [value.name];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(refs) : [];
}

function statement({ type, name, values, ...options }: Draft): string | undefined {
  const [, module, kind] = /^aws:(\w+)\/\w+:(\w+)$/.exec(type) ?? [];
  if (!module || holdsUnknown(values)) return undefined;
  const { protect, ...others } = options;
  if (Object.keys(others).length > 0) return undefined;
  const given = Object.entries(values);
  const properties = given.length > 0 || protect ? `, ${literal(values)}` : "";
  return `const ${variable(name)} = new aws.${module}.${kind}(${JSON.stringify(name)}${properties}${protect ? ", { protect: true }" : ""});`;
}

const holdsUnknown = (value: unknown): boolean =>
  value instanceof Unknown ||
  (typeof value === "object" && value !== null && !(value instanceof Ref) && Object.values(value).some(holdsUnknown));

const variable = (name: string): string =>
  name.replace(/[^A-Za-z0-9]+(.)?/g, (_, next = "") => next.toUpperCase()).replace(/^\d/, "_$&");

function literal(value: unknown): string {
  if (value instanceof Ref) return attribute(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  const key = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));
  return fields.length === 0
    ? "{}"
    : `{ ${fields.map(([name, field]) => `${key(name)}: ${literal(field)}`).join(", ")} }`;
}

function attribute({ name, attribute, text }: Ref): string {
  const whole = `${variable(name)}.${attribute}`;
  const shown = text("\u0000");
  return shown === "\u0000"
    ? whole
    : `pulumi.interpolate\`${shown.replaceAll("`", "\\`").replace("\u0000", `\${${whole}}`)}\``;
}
