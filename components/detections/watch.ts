/** Calls to look for. From the same words come a filter pattern of CloudWatch Logs and an event pattern of EventBridge. */
export interface Watch {
  /** Names of calls per service, by blanks; a name may end with `*`: Lambda adds versions of its API, as in `20150331v2`. */
  readonly calls: Readonly<Record<string, string>>;
  /** Whether a call that was refused counts too. @default false */
  readonly attempts?: boolean;
  /** Whether calls that a service makes on somebody's behalf are left out, such as those of CloudFormation. @default false */
  readonly byHand?: boolean;
  /** Fields of which one has to have one of the values; a text may begin or end with `*`. @default anything */
  readonly where?: Where;
  /** A further condition, where fields and values do not say it. @default none */
  readonly and?: string;
}

interface Where {
  readonly fields: readonly string[];
  readonly values: readonly (string | boolean)[];
}

const any = (terms: readonly string[]): string => (terms.length === 1 ? terms[0] : `(${terms.join(" || ")})`);
const equal = (field: string, value: string | boolean): string =>
  typeof value === "string" ? `($.${field} = "${value}")` : `($.${field} IS ${value ? "TRUE" : "FALSE"})`;

/** What older records give as the service that made the call where somebody clicked in the console. */
const CONSOLE = "signin.amazonaws.com";

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html */
export function filterPattern(watches: readonly Watch[]): string {
  // What limits several watches is said once: a pattern has 1024 characters.
  const byLimits = new Map<string, string[]>();
  for (const watch of watches) byLimits.set(limitsOf(watch), [...(byLimits.get(limitsOf(watch)) ?? []), termOf(watch)]);
  const groups = [...byLimits].map(([limits, terms]) =>
    both([terms.length > 1 && limits !== "" ? `(${either(terms)})` : either(terms), limits]),
  );
  return `{ ${either(groups)} }`;
}

const either = (terms: readonly string[]): string =>
  terms.length === 1 ? terms[0] : terms.map((term) => `(${term})`).join(" || ");
const both = (terms: readonly string[]): string => terms.filter((term) => term !== "").join(" && ");

function termOf({ calls, where, and = "" }: Watch): string {
  const services = Object.entries(calls).map(([service, names]) => {
    const named = any(names.split(" ").map((name) => equal("eventName", name)));
    return `${equal("eventSource", `${service}.amazonaws.com`)} && ${named}`;
  });
  return both([
    services.length === 1 ? services[0] : `(${either(services)})`,
    where ? any(where.fields.flatMap((field) => where.values.map((value) => equal(field, value)))) : "",
    and,
  ]);
}

/** Who made a call, and how it ended. */
const limitsOf = ({ attempts, byHand }: Watch): string =>
  both([
    attempts ? "" : "($.errorCode NOT EXISTS)",
    byHand ? `(($.userIdentity.invokedBy NOT EXISTS) || ${equal("userIdentity.invokedBy", CONSOLE)})` : "",
  ]);

const absent = { exists: false };

/**
 * The `detail` of each event that a watch is about. EventBridge sees every element of an array, so indexes fall away.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export const eventDetails = (watches: readonly Watch[]): object[] =>
  watches.flatMap(({ calls, attempts, byHand, where }) =>
    Object.entries(calls).flatMap(([service, names]) => {
      const call = {
        eventSource: [`${service}.amazonaws.com`],
        eventName: names.split(" ").map(matcher),
        ...(attempts ? {} : { errorCode: [absent] }),
        ...(byHand ? { userIdentity: { invokedBy: [absent, CONSOLE] } } : {}),
      };
      return where ? where.fields.map((field) => ({ ...call, ...nested(field, where.values.map(matcher)) })) : [call];
    }),
  );

const matcher = (text: string | boolean): string | boolean | object => {
  if (typeof text === "boolean" || !text.includes("*")) return text;
  if (!text.startsWith("*")) return { prefix: text.slice(0, -1) };
  return text.endsWith("*") ? { wildcard: text } : { suffix: text.slice(1) };
};

const nested = (field: string, value: unknown): object =>
  field
    .replace(/\[(\d+|\*)\]/g, "")
    .split(".")
    .reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as object;
