import type { PolicyDocument } from "../iam/document";
import { textOfTerm } from "../iam/term";

/**
 * The organization whose folder or log streams the policies name. A trail does not say which organization it belongs to,
 * so that a policy which names one is taken to name the right one.
 */
export const organizationIn = (documents: readonly PolicyDocument[]): string =>
  organizationNamed(documents) ?? "o-organization";

export function organizationNamed(documents: readonly PolicyDocument[]): string | undefined {
  const resources = documents.flatMap(({ statements }) =>
    statements.flatMap(({ resources }) => resources?.terms ?? []),
  );
  const ids = resources.flatMap(
    (term) => /(?<![\w-])o-[a-z0-9]{10,32}(?![a-z0-9-])/.exec(textOfTerm(term) ?? "") ?? [],
  );
  return ids[0];
}
