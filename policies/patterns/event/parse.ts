import type { Entry, EventPattern, Fields } from "./ast";
import { branchesOf } from "./branches";
import { complexity, MOST_COMPLEX } from "./complexity";
import { EventPatternError, Problems } from "./pattern-error";
import { isObject, readMatcher } from "./read-matcher";

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html: the default, and what can be asked for. */
const USUAL_CHARACTERS = 2048;
const MOST_CHARACTERS = 4096;
/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
const MOST_BRANCHES = 1000;
const GREATEST_NUMBER = 5e9;

/**
 * Reads an EventBridge event pattern.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 *
 * @param source the pattern's JSON text, or what it holds
 * @throws EventPatternError with every reason for which EventBridge would refuse it
 */
export function parseEventPattern(source: unknown): EventPattern {
  const problems = new Problems();
  const text = typeof source === "string" ? source : JSON.stringify(source);
  if (text !== undefined && text.length > MOST_CHARACTERS)
    throw new EventPatternError([
      { path: "", expected: `at most ${MOST_CHARACTERS} characters`, found: `${text.length} characters` },
    ]);
  if (text !== undefined && text.length > USUAL_CHARACTERS)
    problems.warn("", `the quota is ${USUAL_CHARACTERS} characters unless it was raised`);
  const root = typeof source === "string" ? parseJson(source, problems) : source;
  if (problems.list.length === 0 && !isObject(root)) problems.add("", "an object", root);
  const fields = isObject(root) ? readFields(root, "", problems) : [];
  const branches = problems.list.length > 0 ? [] : branchesOf(fields, MOST_BRANCHES, problems);
  if (problems.list.length > 0) throw new EventPatternError(problems.list);
  const wildcards = complexity(branches);
  if (wildcards > MOST_COMPLEX)
    problems.warn("", `EventBridge may refuse it as too complex: its wildcards are worth ${wildcards}`);
  return { fields, branches, warnings: problems.warnings };
}

function parseJson(text: string, problems: Problems): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    problems.list.push({ path: "", expected: "JSON", found: (error as Error).message });
    return undefined;
  }
}

function readFields(object: Record<string, unknown>, path: string, problems: Problems): Fields {
  const entries = Object.entries(object);
  if (entries.length === 0) problems.add(path, "at least one field", object);
  return entries.flatMap(([name, value]) => readEntry(name, value, path, problems) ?? []);
}

function readEntry(name: string, value: unknown, parent: string, problems: Problems): Entry | undefined {
  const path = parent === "" ? name : `${parent}.${name}`;
  if (isObject(value)) return { name, fields: readFields(value, path, problems) };
  if (!Array.isArray(value)) return problems.add(path, "a list of values or an object", value);
  if (name === "$or" && isAlternatives(value))
    return { or: value.map((each, index) => readAlternative(each, parent, `${path}[${index}]`, problems)) };
  if (name === "$or" && value.some((each) => isObject(each) && !Object.keys(each).some((key) => RESERVED.has(key))))
    return problems.add(path, "two or more objects that name fields, none of them called like an operator", value);
  // event-ruler takes any other $or for a field of that name, and so does EventBridge.
  if (name === "$or") problems.warn(path, "$or is a field of the event here, not a choice");
  if (value.length === 0) return problems.add(path, "at least one value", value);
  const values = value.map((each, index) => {
    warnOfValue(each, `${path}[${index}]`, problems);
    return readMatcher(each, `${path}[${index}]`, problems);
  });
  return { name, values: values.flatMap((matcher) => matcher ?? []) };
}

/** The fields of an alternative are below the object that has the `$or`. */
function readAlternative(object: Record<string, unknown>, parent: string, place: string, problems: Problems): Fields {
  const known = problems.list.length;
  const fields = readFields(object, parent, problems);
  for (const problem of problems.list.slice(known)) problem.path += ` (${place})`;
  return fields;
}

function warnOfValue(value: unknown, path: string, problems: Problems): void {
  if (!isObject(value)) return;
  if ("exactly" in value) problems.warn(path, "AWS does not document exactly; a plain value means the same");
  const numbers = Array.isArray(value.numeric) ? value.numeric.filter((each) => typeof each === "number") : [];
  if (numbers.some((number) => Math.abs(number) > GREATEST_NUMBER))
    problems.warn(path, `AWS documents numbers from -5e9 to 5e9 only`);
}

/** Names that no field of an alternative may have, or the `$or` is none; from event-ruler's list of reserved words. */
const RESERVED = new Set(
  (
    "exactly equals-ignore-case prefix suffix anything-but exists wildcard numeric cidr = < <= > >= regex not-wildcard " +
    "not-equals-ignore-case date-after date-on-or-after date-before date-on-or-before in-date-range ip-address-in-range " +
    "ip-address-not-in-range"
  ).split(" "),
);

function isAlternatives(list: readonly unknown[]): list is Record<string, unknown>[] {
  return list.length > 1 && list.every((each) => isObject(each) && Object.keys(each).length > 0 && !usesReserved(each));
}

function usesReserved(object: Record<string, unknown>): boolean {
  return Object.entries(object).some(
    ([name, value]) =>
      RESERVED.has(name) ||
      (isObject(value) && usesReserved(value)) ||
      (name === "$or" && Array.isArray(value) && value.some((each) => isObject(each) && usesReserved(each))),
  );
}
