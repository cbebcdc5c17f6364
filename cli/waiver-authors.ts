import { samePerson } from "../policies/waivers/fields";
import { Problem } from "./problem";
import { git, type ReadFile } from "./waivers";

/** The waivers whose lines were written by the one who approved them, told in words. */
export function ownApprovals({ path, waivers, lines }: ReadFile): string[] {
  if (waivers.length === 0) return [];
  const blame = git(path, "blame", "--line-porcelain");
  if (blame === undefined)
    throw new Problem(`${path}: --authors asks git blame who wrote it, and git does not know the file`);
  const authors = authorsOf(blame);
  return waivers.flatMap(({ id, approver }, i) => {
    const own = authors.slice(lines[i] - 1, (lines[i + 1] ?? authors.length + 1) - 1);
    const author = own.find(({ name, mail }) => samePerson(approver, name) || samePerson(approver, mail));
    return author ? [`${id} was approved by ${approver} and committed by ${author.name} <${author.mail}>`] : [];
  });
}

/** Who wrote each line. */
function authorsOf(blame: string): { name: string; mail: string }[] {
  const names = blame.matchAll(/^author (.*)\nauthor-mail <(.*)>$/gm);
  return [...names].map(([, name, mail]) => ({ name, mail }));
}
