import type { Section } from "../policies/requirements/requirement";
import { table } from "./markdown";

/** What is asked of audit logging, requirement by requirement, and which policy answers it or why none does. Markdown. */
export function requirementPage(sections: readonly Section[]): string {
  const tables = sections.map(({ title, requirements }) => {
    const rows = requirements.map(({ number, title, policies, instead }) => [
      String(number),
      title,
      [policies.map((id) => `[${id}](${id}.md)`).join(", "), instead && `not before deployment. ${instead}`]
        .filter(Boolean)
        .join("; ") || "nothing yet",
    ]);
    return `## ${title}\n\n${table(["", "Requirement", "Judged by"], rows)}`;
  });
  return `# Requirements\n\nWhat tools and standards ask of audit logging and monitoring on AWS, and what answers it here.\n\n${tables.join("\n\n")}\n`;
}
