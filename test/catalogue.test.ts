import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { catalogue } from "../policies/catalogue";
import * as kinds from "../policies/kinds";
import type { Policy } from "../policies/policy";
import { sections } from "../policies/requirements";
import { frameworkIds, frameworkIndex, frameworkPage } from "../report/framework-pages";
import { policyIndex, policyPage, type Example } from "../report/policy-pages";
import { requirementPage } from "../report/requirement-page";

/** File name = id = page = test, for every policy; policies that are rows of one table share its file and its test. */

const ROOT = join(__dirname, "..");
const page = (name: string): string => readFileSync(join(ROOT, "docs/policies", name), "utf8");
const examples: Record<string, Example> = JSON.parse(page("examples.json"));

/** Files of the families whose default export is a policy, or a table of them. */
const files = readdirSync(join(ROOT, "policies"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
  .flatMap(({ name: family }) =>
    readdirSync(join(ROOT, "policies", family))
      .filter((name) => name.endsWith(".ts"))
      .map((name) => ({ family, name: basename(name, ".ts"), path: join(ROOT, "policies", family, name) })),
  )
  .filter(({ path }) => /^export default /m.test(readFileSync(path, "utf8")));

const policiesOf = ({ path }: { path: string }): readonly Policy[] => {
  const { default: exported } = jest.requireActual<{ default: Policy | readonly Policy[] }>(path);
  return [exported].flat() as readonly Policy[];
};

test("every policy file is in the catalogue, and nothing else is", () => {
  expect(catalogue.map(({ id }) => id).sort()).toEqual(
    files
      .flatMap(policiesOf)
      .map(({ id }) => id)
      .sort(),
  );
});

test("a file with one policy has its name", () => {
  const alone = files.filter((file) => readFileSync(file.path, "utf8").includes("export default policy("));
  expect(alone.map(({ name }) => name)).toEqual(alone.flatMap(policiesOf).map(({ id }) => id));
});

test.each(files)("$family/$name has a test", ({ family, name }) => {
  expect(existsSync(join(ROOT, "test/policies", family, `${name}.test.ts`))).toBe(true);
});

describe.each(catalogue)("$id", (policy) => {
  test("has a page that is up to date", () => {
    expect(page(`${policy.id}.md`)).toBe(policyPage(policy, examples[policy.id]));
  });
  test("says what holds, why, how to mend it, and which control it evidences", () => {
    expect(policy.title).toMatch(/^[A-Z].*[^.]$/);
    expect(policy.description).toMatch(/^[A-Z].*\.$/s);
    expect(policy.remediation).toMatch(/^[A-Z].*\.$/s);
    expect(policy.remediation).toContain("`");
    expect(policy.controls.length).toBeGreaterThan(0);
    const controls = policy.controls.map(({ control }: { control: string }) => control);
    expect(new Set(controls).size).toBe(controls.length);
  });
  test("has a name in kebab case, and the page of AWS that it rests on", () => {
    expect(policy.id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/);
    expect((policy.pages ?? []).every((page: string) => page.startsWith("https://"))).toBe(true);
  });
});

test("every file of kinds is in their index", () => {
  const indexes = ["index.ts", "all.ts"];
  const files = readdirSync(join(ROOT, "policies/kinds")).filter((name) => !indexes.includes(name));
  const names = files.map((name) => basename(name, ".ts"));
  const camelCase = names.map((name) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()));
  expect(Object.keys(kinds).sort()).toEqual(camelCase.sort());
});

test("the index of the pages is up to date", () => {
  expect(page("README.md")).toBe(policyIndex(catalogue));
});

test.each(frameworkIds)("the page of %s is up to date", (id) => {
  expect(page(`frameworks/${id}.md`)).toBe(frameworkPage(id, catalogue, (policy) => `../${policy}.md`));
});

test("the pages of the frameworks and of the requirements are up to date", () => {
  expect(page("frameworks/README.md")).toBe(frameworkIndex(catalogue));
  expect(page("requirements.md")).toBe(requirementPage(sections));
});
