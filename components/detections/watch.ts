/** Calls to look for. From the same words come a filter pattern of CloudWatch Logs and an event pattern of EventBridge. */
export interface Watch {
  /**
   * Names of calls per service, or per services that have the same calls, by blanks; a name may begin or end with `*`: Lambda adds
   * versions of its API, as in `20150331v2`.
   */
  readonly calls: Readonly<Record<string, string>>;
  /** Whether a call that was refused counts too. @default false */
  readonly attempts?: boolean;
  /** Whether calls that a service makes on somebody's behalf are left out, such as those of CloudFormation. @default false */
  readonly byHand?: boolean;
  /** What the fields have to say, one of several where a list is given. @default anything */
  readonly where?: Where | readonly Where[];
  /** A further condition, where fields and values do not say it. @default none */
  readonly and?: string;
}

/** Fields of which one has to have one of the values; a text may begin or end with `*`, and `null` is a field that is not there. */
interface Where {
  readonly fields: readonly string[];
  readonly values: readonly Value[];
}

type Value = string | boolean | null;

/** In a policy document, the only principal that is a text by itself is `*`. */
export const EVERYBODY = ['*"Principal":"*', '*"Principal": "*'] as const;

/** What Terraform and Pulumi say that they are begins like this. */
export const NO_DEPLOYMENT = '(($.userAgent NOT EXISTS) || ($.userAgent != "APN/1.0 *"))';

const any = (terms: readonly string[]): string => (terms.length === 1 ? terms[0] : `(${terms.join(" || ")})`);
const equal = (field: string, value: Value): string => {
  if (value === null) return `($.${field} NOT EXISTS)`;
  if (typeof value === "boolean") return `($.${field} IS ${value ? "TRUE" : "FALSE"})`;
  return `($.${field} = "${value.replaceAll('"', '\\"')}")`;
};
const sources = (services: string): string[] => services.split(" ").map((service) => `${service}.amazonaws.com`);
const alternatives = (where: Watch["where"]): Where[] => (where === undefined ? [] : [where].flat());

/** What older records give as the service that made the call where somebody clicked in the console. */
const CONSOLE = "signin.amazonaws.com";

const LONGEST_FILTER = 1024;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html */
export function filterPattern(watches: readonly Watch[]): string {
  // To keep to the limit, what several calls have in common is said once.
  const groups = [...gathered(watches.map((watch) => [limitsOf(watch), [watch]]))].map(([limits, alike]) => {
    const terms = [...gathered(alike.flatMap(callsOf))].map(([source, calls]) => both([source, any(calls)]));
    return both([terms.length > 1 && limits !== "" ? `(${either(terms)})` : either(terms), limits]);
  });
  const text = `{ ${either(groups)} }`;
  // The blanks around signs are there for people.
  return text.length <= LONGEST_FILTER ? text : text.replace(/ (!?=|&&|\|\|) /g, "$1");
}

function gathered<T>(entries: readonly (readonly [key: string, values: readonly T[]])[]): Map<string, T[]> {
  const byKey = new Map<string, T[]>();
  for (const [key, values] of entries) byKey.set(key, [...(byKey.get(key) ?? []), ...values]);
  return byKey;
}

const either = (terms: readonly string[]): string =>
  terms.length === 1 ? terms[0] : terms.map((term) => `(${term})`).join(" || ");
const both = (terms: readonly string[]): string => terms.filter((term) => term !== "").join(" && ");

/** Of each service, the calls that are looked for. */
const callsOf = ({ calls, where, and = "" }: Watch): [source: string, calls: string[]][] =>
  Object.entries(calls).map(([service, names]) => {
    const source = any(sources(service).map((each) => equal("eventSource", each)));
    const named = names.split(" ").map((name) => equal("eventName", name));
    return [source, where || and ? [`(${both([any(named), anyWhere(where), and])})`] : named];
  });

function anyWhere(where: Watch["where"]): string {
  const terms = alternatives(where).flatMap(({ fields, values }) =>
    fields.flatMap((field) => values.map((value) => equal(field, value))),
  );
  return terms.length === 0 ? "" : any(terms);
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
        eventSource: sources(service),
        eventName: names.split(" ").map(matcher),
        ...(attempts ? {} : { errorCode: [absent] }),
        ...(byHand ? { userIdentity: { invokedBy: [absent, CONSOLE] } } : {}),
      };
      const limited = alternatives(where).flatMap(({ fields, values }) =>
        [...new Set(fields.map(unindexed))].map((field) => ({ ...call, ...nested(field, values.map(matcher)) })),
      );
      return where ? limited : [call];
    }),
  );

const matcher = (text: Value): string | boolean | object => {
  if (text === null) return absent;
  if (typeof text === "boolean" || !text.includes("*")) return text;
  if (!text.startsWith("*")) return { prefix: text.slice(0, -1) };
  return text.endsWith("*") ? { wildcard: text } : { suffix: text.slice(1) };
};

const unindexed = (field: string): string => field.replace(/\[(\d+|\*)\]/g, "");

const nested = (field: string, value: unknown): object =>
  field.split(".").reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as object;
