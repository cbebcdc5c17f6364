import { Secret, Unknown, isRecord } from "../graph/value";
import { shownTerm, termsOf, textOfTerm, type Term } from "./term";

/**
 * Where a document is attached, which decides what it must and must not name: a resource (bucket, topic, key), a role as
 * its trust policy, or an identity as its permissions.
 */
export type PolicyKind = "resource" | "trust" | "identity";

/** `Action`, `Resource` or their `Not…` forms. */
export interface Choice {
  terms: readonly Term[];
  /** `true` for the `Not…` form. */
  except: boolean;
}

/** One entry of `Principal`: its type, such as `AWS` or `Service`, and its name. The bare `"*"` has the type `*`. */
export interface PrincipalTerm {
  type: string;
  name: Term;
}

/** One line of `Condition`. */
export interface Condition {
  operator: string;
  key: string;
  values: readonly Term[];
}

export interface Statement {
  /** `statement AllowPut`, or `statement 2` where it has no sid that may be shown. */
  name: string;
  effect: "Allow" | "Deny" | Unknown;
  /** Missing in identity policies, which speak of whom they are attached to. */
  principals?: { terms: readonly PrincipalTerm[]; except: boolean };
  actions: Choice;
  /** Missing in trust policies, which speak of the role that they are attached to. */
  resources?: Choice;
  conditions: readonly (Condition | Unknown)[];
  /** Elements that the reader does not know, so that nobody can say what the statement means. */
  strange: readonly string[];
  /** Whether `${…}` names a variable, which only version 2012-10-17 of the language has. */
  variables: boolean;
}

const ELEMENTS = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

/** Reads one statement; what AWS would refuse it for is added to `problems`. */
export function readStatement(
  element: Record<string, unknown>,
  position: number,
  kind: PolicyKind,
  variables: boolean,
  problems: string[],
): Statement {
  const sid = typeof element.Sid === "string" && element.Sid !== "" ? element.Sid : position;
  const name = `statement ${sid}`;
  const problem = (what: string) => void problems.push(`${name} ${what}`);

  /** `Action`, `NotAction` and their like: exactly one of the two where it is required, neither where it has no place. */
  function either<T>(
    what: "Principal" | "Action" | "Resource",
    place: "required" | "forbidden",
    read: (value: unknown) => T[] | undefined,
  ): { terms: T[]; except: boolean } | undefined {
    const given = [what, `Not${what}`].filter((each) => element[each] !== undefined);
    if (place === "forbidden") {
      if (given.length > 0) problem(`has ${given[0]}, which a policy of this kind must not have`);
      return undefined;
    }
    if (given.length === 0) problem(`has no ${what}`);
    if (given.length > 1) problem(`has both ${given.join(" and ")}`);
    const terms = given.length === 1 ? read(element[given[0]]) : [];
    if (!terms) problem(`has a form of ${given[0]} that AWS does not accept`);
    return { terms: terms ?? [], except: given[0] !== what };
  }

  return {
    name,
    effect: readEffect(element.Effect, problem),
    principals: either("Principal", kind === "identity" ? "forbidden" : "required", principalTerms),
    actions: either("Action", "required", termsOf) as Choice,
    resources: either("Resource", kind === "trust" ? "forbidden" : "required", termsOf),
    conditions: readConditions(element.Condition, problem),
    strange: Object.keys(element).filter((each) => !ELEMENTS.includes(each)),
    variables,
  };
}

function readEffect(value: unknown, problem: (what: string) => void): Statement["effect"] {
  if (value instanceof Unknown) return value;
  const [term] = (!Array.isArray(value) && termsOf(value)) || [];
  const effect = term === undefined ? undefined : textOfTerm(term);
  if (effect === "Allow" || effect === "Deny") return effect;
  problem(term === undefined ? "has no Effect" : `has the Effect ${shownTerm(term)}, expected Allow or Deny`);
  return "Deny";
}

function principalTerms(value: unknown): PrincipalTerm[] | undefined {
  if (value instanceof Unknown) return [{ type: "*", name: value }];
  const bare = Array.isArray(value) || !isPlain(value) ? termsOf(value) : undefined;
  if (bare) return bare.length === 1 && textOfTerm(bare[0]) === "*" ? [{ type: "*", name: bare[0] }] : undefined;
  if (!isPlain(value)) return undefined;
  const terms = Object.entries(value).map(([type, names]) => termsOf(names)?.map((name) => ({ type, name })));
  return terms.every((each) => each !== undefined) ? terms.flat() : undefined;
}

function readConditions(value: unknown, problem: (what: string) => void): (Condition | Unknown)[] {
  if (value === undefined) return [];
  if (value instanceof Unknown) return [value];
  if (!isPlain(value)) {
    problem("has a Condition that is not an object");
    return [];
  }
  return Object.entries(value).flatMap(([operator, lines]): (Condition | Unknown)[] => {
    if (lines instanceof Unknown) return [lines];
    if (!isPlain(lines)) {
      problem(`has a Condition whose ${operator} is not an object`);
      return [];
    }
    return Object.entries(lines).map(([key, wanted]) => {
      const values = termsOf(wanted);
      if (!values) problem(`has a Condition whose ${operator} of ${key} is neither a text nor a list of texts`);
      return { operator, key, values: values ?? [] };
    });
  });
}

/** An object of the policy language, neither unknown nor a secret leaf. */
function isPlain(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && !(value instanceof Unknown) && !(value instanceof Secret);
}
