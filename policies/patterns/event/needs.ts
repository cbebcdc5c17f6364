import { parseRange } from "../../iam/addresses";
import { eitherNeeds, type Needs } from "../needs";
import type { EventPattern, Matcher } from "./ast";

/** The names of the fields directly below a path (`detail`; the event itself by default) that the pattern reads. */
export function eventFields(pattern: EventPattern, below = ""): ReadonlySet<string> {
  const prefix = below === "" ? "" : `${below}.`;
  const paths = pattern.branches.flatMap((branch) => [...branch.keys()]);
  const inside = paths.filter((path) => path.startsWith(prefix));
  return new Set(inside.map((path) => path.slice(prefix.length).split(".", 1)[0]));
}

/**
 * The texts of which the field at the path (`detail.eventName`) has one in every event that matches; `undefined` where the
 * pattern does not say.
 */
export function eventNeeds({ branches }: EventPattern, path: string): Needs {
  return branches.map((branch) => textsOf(branch.get(path) ?? [])).reduce(eitherNeeds);
}

function textsOf(matchers: readonly Matcher[]): Needs {
  const texts = matchers.flatMap((matcher) => {
    const text = matcher.op === "equals" ? matcher.value : matcher.op === "exactly" ? matcher.text : undefined;
    // An address can be written in more than one way.
    return typeof text === "string" && (matcher.op === "exactly" || !parseRange(text)) ? [text] : [];
  });
  return matchers.length > 0 && texts.length === matchers.length ? new Set(texts) : undefined;
}
