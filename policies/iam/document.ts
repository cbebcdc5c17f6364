import { Secret, Unknown, isGuarded, isRecord } from "../graph/value";
import { readStatement, type PolicyKind, type Statement } from "./statement";
import { sealed, shownTerm, termsOf, textOfTerm } from "./term";

export interface PolicyDocument {
  kind: PolicyKind;
  /** `false` when there is no policy: AWS then applies the default of the resource, if it has one. */
  given: boolean;
  statements: readonly Statement[];
  /** Present when there may be more statements than were read. */
  open?: Unknown;
  /** What AWS would refuse the document for, in words for people. */
  malformed: readonly string[];
}

/**
 * Reads a policy as a resource carries it: JSON text or an object, with unknown and secret values in any place. Take the
 * raw value (`resource.record.values.policy`), so that one unknown statement does not hide the others.
 */
export function readDocument(value: unknown, kind: PolicyKind): PolicyDocument {
  if (typeof value !== "string") return read(value, kind);
  const ofKind = remembered[kind];
  let document = ofKind.get(value);
  if (!document) {
    if (ofKind.size >= REMEMBERED) ofKind.clear();
    ofKind.set(value, (document = read(value, kind)));
  }
  return document;
}

/** Several policies ask the same document; it is read once. */
const remembered: Record<PolicyKind, Map<string, PolicyDocument>> = {
  resource: new Map(),
  trust: new Map(),
  identity: new Map(),
};
const REMEMBERED = 10_000;

/** What the SDKs of Node and Python make of an output that a program puts into a text. */
const OUTPUT_AS_TEXT = /Calling (\[to(String|JSON)\] on an \[Output<T>\]|__str__ on an Output\[T\]) is not supported/;

function read(value: unknown, kind: PolicyKind): PolicyDocument {
  const malformed = (problem: string) => ({ kind, given: true, statements: [], malformed: [problem] });
  const secret = value instanceof Secret;
  let raw = value instanceof Secret ? value.value : value;
  // The provider takes an empty text for a policy that is not given.
  if (raw === undefined || raw === null || raw === "") return { kind, given: false, statements: [], malformed: [] };
  if (typeof raw === "string" && OUTPUT_AS_TEXT.test(raw))
    return malformed("an output of the program stands in it as text, in place of its value");
  try {
    if (typeof raw === "string") raw = JSON.parse(raw);
  } catch {
    return malformed("the policy is not valid JSON");
  }
  const document = secret || isGuarded(raw) ? sealed(raw, secret) : raw;
  const open = (why: Unknown) => ({ kind, given: true, statements: [], open: why, malformed: [] });
  if (document instanceof Unknown) return open(document);
  if (!isRecord(document) || document instanceof Secret) return malformed("the policy is not a JSON object");
  // Without the version nobody knows whether `${…}` is a variable.
  if (document.Version instanceof Unknown) return open(document.Version);

  const problems: string[] = [];
  const version = termsOf(document.Version ?? "2008-10-17")?.[0] ?? "";
  const language = textOfTerm(version);
  if (language !== "2012-10-17" && language !== "2008-10-17") {
    problems.push(`Version is ${shownTerm(version)}, expected 2012-10-17 or 2008-10-17`);
  }
  if (document.Statement === undefined) problems.push("Statement is missing");
  const elements = [document.Statement ?? []].flat();
  const statements = elements.flatMap((element, index) => {
    if (element instanceof Unknown) return [];
    if (isRecord(element) && !(element instanceof Secret)) {
      return [readStatement(element, index + 1, kind, language === "2012-10-17", problems)];
    }
    problems.push(`statement ${index + 1} is not an object`);
    return [];
  });
  return {
    kind,
    given: true,
    statements: problems.length > 0 ? [] : statements,
    open: elements.find((element) => element instanceof Unknown),
    malformed: problems,
  };
}
