import { didYouMean } from "../nearest";
import { severities, type Severity } from "../policy";
import { daysBetween, kinds, mayHaveGlobs } from "./waiver";

type Values = Record<string, unknown>;

interface Field {
  optional?: boolean;
  /** What is wrong with the value; nothing when nothing is. */
  fault(value: unknown): string | false | undefined;
}

const MOST_LETTERS = 2048;

const text: Field = {
  fault: (value) =>
    typeof value !== "string" || value.trim() === ""
      ? "expected a text"
      : value.length > MOST_LETTERS && `is longer than ${MOST_LETTERS} characters`,
};

const reason: Field = {
  fault: (value) =>
    text.fault(value) ||
    ((value as string).trim().length < 20 && "expected 20 characters or more that tell an auditor why"),
};

const date: Field = {
  fault: (value) => {
    const given = typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(value) : NaN;
    // JavaScript takes February 30 for March 2.
    const real = !Number.isNaN(given) && new Date(given).toISOString().slice(0, 10) === value;
    return (
      !real &&
      `expected a date such as 2027-05-01${/^(never|none)$/i.test(String(value)) ? "; no waiver is for ever" : ""}`
    );
  },
};

const list = (each: (value: string) => string | false | undefined): Field => ({
  fault: (value) => {
    if (!Array.isArray(value) || value.length === 0) return "expected a list of one or more";
    const faults = value.map((element) => (typeof element === "string" ? each(element) : "expected texts"));
    const twice = value.find((element, i) => value.indexOf(element) < i);
    return faults.filter(Boolean).join("; ") || (twice !== undefined && `${String(twice)} stands here twice`);
  },
});

const URN = /^urn:pulumi:[^*]+?::[^*]+?::[^*]+?::.+$/s;

/** Every field of a waiver, in the order in which it is written. `waivers.schema.json` says the same. */
export const fields: Record<string, Field> = {
  id: {
    fault: (value) => text.fault(value) || (!/^[\w.-]+$/.test(value as string) && "expected letters, digits, . _ -"),
  },
  policies: list((id) => id.includes("*") && `${id}: name each policy; there is no waiver for every policy`),
  targets: list((target) => {
    if (target.includes("**")) return `${target}: ** is not accepted`;
    return (
      !URN.test(target) && `${target}: expected a URN, such as urn:pulumi:STACK::PROJECT::TYPE::NAME; * only in NAME`
    );
  }),
  finding: { ...text, optional: true },
  kind: {
    fault: (value) =>
      !kinds.includes(value as never) && `expected one of ${kinds.join(", ")}${didYouMean(String(value), kinds)}`,
  },
  reason,
  compensatingControl: { ...text, optional: true },
  owner: text,
  approver: text,
  approvedOn: date,
  ticket: text,
  expiresOn: date,
};

export interface Fault {
  /** Empty where the waiver as a whole is meant. */
  field: string;
  what: string;
}

/** What is wrong with one waiver. */
export function faultsOf(
  entry: Values,
  severityOf: ReadonlyMap<string, Severity>,
  maximumDays: Readonly<Record<Severity, number>>,
): Fault[] {
  const faults: Fault[] = [];
  const say = (field: string, what: string): void => void faults.push({ field, what });
  for (const field of Object.keys(entry))
    if (!fields[field]) say(field, `is not known here${didYouMean(field, Object.keys(fields))}`);
  for (const [field, { optional, fault }] of Object.entries(fields)) {
    const value = entry[field] ?? undefined;
    const what = value === undefined ? !optional && "is missing" : fault(value);
    if (what) say(field, what);
  }
  const good = (...names: string[]): boolean => names.every((name) => !faults.some(({ field }) => field === name));
  if (good("owner", "approver") && samePerson(entry.owner as string, entry.approver as string))
    say("approver", "is the owner; somebody else has to approve");
  if (good("kind") && entry.kind === "compensating-control" && !entry.compensatingControl)
    say("compensatingControl", "is missing; this kind of waiver says what takes the control's place");
  if (!good("policies")) return faults;
  const worst = severities.find((severity) =>
    (entry.policies as string[]).some((policy) => severityOf.get(policy) === severity),
  );
  if (worst === undefined) return faults;
  if (good("approvedOn", "expiresOn")) faults.push(...tooLong(entry, worst, maximumDays[worst]));
  if (good("targets") && !mayHaveGlobs(worst) && (entry.targets as string[]).some((target) => target.includes("*")))
    say("targets", `name each resource; * is accepted below high severity, and one of the policies is ${worst}`);
  return faults;
}

function tooLong({ approvedOn, expiresOn }: Values, worst: Severity, most: number): Fault[] {
  const days = daysBetween(approvedOn as string, expiresOn as string);
  if (days < 0) return [{ field: "expiresOn", what: "lies before approvedOn" }];
  const what = `is ${days} days after approvedOn; what is ${worst} is waived for ${most} days at most`;
  return days > most ? [{ field: "expiresOn", what }] : [];
}

/** `Jane.Doe`, `jane.doe` and `jane.doe@example.com` are one person. */
export const samePerson = (one: string, other: string): boolean => plain(one) === plain(other);

const plain = (person: string): string =>
  person
    .trim()
    .toLowerCase()
    .replace(/^@|@[^@]*$/g, "")
    .replace(/[\s._-]+/g, ".");
