import { isRecord } from "../../policies/graph/value";
import { OUTPUT, RESOURCE_REFERENCE, SECRET, SIGNATURE, UNKNOWN_TEXT } from "../wire";

/*
 * Output values are property values that carry their dependencies with them. The engine makes them of a resource's inputs
 * before it calls a transform, and takes them apart again afterwards, just as these functions do.
 */

type Wire = Record<string, unknown>;

/** Unknown and secret values as output values, which a program's transforms see as outputs. */
export function upgrade(value: unknown): unknown {
  if (value === UNKNOWN_TEXT) return { [SIGNATURE]: OUTPUT };
  if (Array.isArray(value)) return value.map(upgrade);
  if (!isRecord(value)) return value;
  if (value[SIGNATURE] === SECRET) {
    const content = upgrade(value.value);
    return isOutput(content) ? { ...content, secret: true } : { [SIGNATURE]: OUTPUT, value: content, secret: true };
  }
  if (value[SIGNATURE] === RESOURCE_REFERENCE) return value;
  return mapFields(value, upgrade);
}

/** `properties` with the dependencies of each made part of its value. */
export function attachDependencies(properties: Wire, dependencies: Record<string, string[]>): Wire {
  const attached = Object.entries(properties).map(([key, value]) => {
    const urns = (dependencies[key] ?? []).filter((urn) => !dependenciesOf(value).includes(urn));
    if (urns.length === 0) return [key, value];
    const output = isOutput(value) ? value : { [SIGNATURE]: OUTPUT, value };
    return [key, { ...output, dependencies: [...list(output.dependencies), ...urns] }];
  });
  return Object.fromEntries(attached) as Wire;
}

/** The URNs that the output values in `value` carry. */
export function dependenciesOf(value: unknown): string[] {
  const urns = new Set<string>();
  const visit = (part: unknown): void => {
    if (isOutput(part)) list(part.dependencies).forEach((urn) => urns.add(urn));
    if (Array.isArray(part)) part.forEach(visit);
    else if (isRecord(part)) Object.values(part).forEach(visit);
  };
  visit(value);
  return [...urns];
}

/** Output values as what they were before: unknown, secret or plain. */
export function downgrade(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(downgrade);
  if (!isRecord(value)) return value;
  if (!isOutput(value)) return mapFields(value, downgrade);
  const content = "value" in value ? downgrade(value.value) : UNKNOWN_TEXT;
  return value.secret === true ? { [SIGNATURE]: SECRET, value: content } : content;
}

function isOutput(value: unknown): value is Wire {
  return isRecord(value) && value[SIGNATURE] === OUTPUT;
}

function mapFields(fields: Wire, change: (value: unknown) => unknown): Wire {
  return Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, change(field)]));
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? (value as string[]) : [];
}
