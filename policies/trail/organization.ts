import type { PolicyDocument } from "../iam/document";
import type { Statement } from "../iam/statement";
import { textOfTerm, type Term } from "../iam/term";
import { Unknown } from "../graph/value";

/**
 * The organization whose folder or log streams the policies name. A trail does not say which organization it belongs to,
 * so that a policy which names one is taken to name the right one.
 */
export const organizationIn = (documents: readonly PolicyDocument[]): string =>
  organizationsIn(documents)[0] ?? "o-organization";

/** The organization that has a folder or streams of its own. */
export const organizationNamed = (documents: readonly PolicyDocument[]): string | undefined =>
  documents.flatMap(({ statements }) => statements.flatMap(inResources))[0];

/** All that are named, those with a folder or streams first. */
export const organizationsIn = (documents: readonly PolicyDocument[]): string[] => {
  const statements = documents.flatMap((document) => document.statements);
  return [...new Set([...statements.flatMap(inResources), ...statements.flatMap(inConditions)])];
};

const inResources = ({ resources }: Statement): string[] => (resources?.terms ?? []).flatMap(idIn);

const inConditions = ({ conditions }: Statement): string[] =>
  conditions.flatMap((condition) => (condition instanceof Unknown ? [] : condition.values.flatMap(idIn)));

const NONE: readonly string[] = [];

function idIn(term: Term): readonly string[] {
  const text = textOfTerm(term);
  // Hardly any text has one, and the pattern looks behind at every letter.
  return text?.includes("o-") ? (/(?<![\w-])o-[a-z0-9]{10,32}(?![a-z0-9-])/.exec(text) ?? NONE) : NONE;
}
