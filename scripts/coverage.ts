/** Requirement by requirement: the policies that judge it and their tests, or why none does. Fails when a row is silently missing. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../policies/catalogue";
import { missing, sections } from "../policies/requirements";

const files = (readdirSync("test", { recursive: true }) as string[])
  .filter((path) => /^(policies\/.+|mutations)\/.*\.ts$/.test(path) || path === "mutations.ts")
  .map((path) => ({ path: join("test", path), text: readFileSync(join("test", path), "utf8") }));
/** Where each id is declared: a file of its own, or the table that it is a row of. */
const sources = (readdirSync("policies", { recursive: true }) as string[])
  .filter((path) => path.endsWith(".ts") && !/^(requirements|frameworks)\//.test(path))
  .map((path) => ({ name: path.replace(/^.*\//, ""), text: readFileSync(join("policies", path), "utf8") }));

/** The tests of the policy's file, and those that name the policy. */
function testsOf(id: string): string[] {
  const tables = sources.filter(({ text }) => text.includes(`"${id}"`)).map(({ name }) => name.replace(/\.ts$/, ""));
  const named = new RegExp(`"${id}[" ]`);
  const own = files.filter(
    ({ path, text }) => named.test(text) || [id, ...tables].some((name) => path.endsWith(`/${name}.test.ts`)),
  );
  return own.map(({ path }) => path);
}

const problems: string[] = [];
const known = new Set(catalogue.map(({ id }) => id));
for (const { title, requirements } of sections) {
  console.log(`\n${title}`);
  for (const { number, title, policies, instead } of requirements) {
    console.log(`${String(number).padStart(4)}  ${title}`);
    for (const id of policies) {
      const tests = testsOf(id);
      console.log(`        ${id}: ${tests.join(", ") || "no test"}`);
      if (!known.has(id)) problems.push(`${number} ${title}: there is no policy ${id}`);
      if (tests.length === 0) problems.push(`${number} ${title}: ${id} has no test`);
    }
    if (instead) console.log(`        not before deployment. ${instead}`);
  }
}
problems.push(...missing().map(({ number, title }) => `${number} ${title}: no policy, and no reason`));
const total = sections.flatMap(({ requirements }) => requirements).length;
console.log(`\n${total} requirements, ${catalogue.length} policies, ${problems.length} problems`);
for (const problem of problems) console.error(`  ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;
