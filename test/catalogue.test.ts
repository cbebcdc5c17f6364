import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../policies/catalogue";
import cisControls from "../policies/detections/cis-controls";
import { policyIndex, policyPage } from "../report/policy-pages";

/** File name = id = page = test, for every policy; policies that are rows of one table share its file and its test. */

const ROOT = join(__dirname, "..");
const FAMILIES = ["trail", "archive", "log-groups", "filters", "detections", "alarms", "topics", "keys"];

/** Files of the families that export a policy, by their name without the ending. */
const files = FAMILIES.flatMap((family) =>
  readdirSync(join(ROOT, "policies", family))
    .filter((name) => name.endsWith(".ts"))
    .filter((name) => readFileSync(join(ROOT, "policies", family, name), "utf8").includes("export default policy("))
    .map((name) => ({ family, id: name.replace(/\.ts$/, "") })),
);
const rows = cisControls.map(({ id }) => ({ family: "detections", id, table: "cis-controls" }));

test("every policy file is in the catalogue, and nothing else is", () => {
  expect(catalogue.map(({ id }) => id).sort()).toEqual([...files, ...rows].map(({ id }) => id).sort());
});

test.each([...files.map(({ family, id }) => ({ family, id, table: id })), ...rows])(
  "$id has a test",
  ({ family, table }) => {
    expect(existsSync(join(ROOT, "test/policies", family, `${table}.test.ts`))).toBe(true);
  },
);

describe.each(catalogue)("$id", (policy) => {
  test("has a page that is up to date", () => {
    expect(readFileSync(join(ROOT, `docs/policies/${policy.id}.md`), "utf8")).toBe(policyPage(policy));
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
  test("names the subject first, and the page of AWS that it rests on", () => {
    expect(policy.id).toMatch(/^(trail|archive|log-group|filter|detection|event|alarm|topic|key)-[a-z0-9-]+$/);
    expect((policy.pages ?? []).every((page: string) => page.startsWith("https://"))).toBe(true);
  });
});

test("the index of the pages is up to date", () => {
  expect(readFileSync(join(ROOT, "docs/policies/README.md"), "utf8")).toBe(policyIndex(catalogue));
});
