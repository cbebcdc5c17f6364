import { catalogue } from "../../policies/catalogue";
import { sections } from "../../policies/requirements";

const numbers = sections.map(({ requirements }) => requirements.map(({ number }) => number));
const upTo = (last: number): number[] => Array.from({ length: last }, (_, i) => i + 1);

test("the 168 requirements and the 20 beyond stand in their order", () => {
  expect(numbers.slice(0, -1).flat()).toEqual(upTo(168));
  expect(numbers[numbers.length - 1]).toEqual(upTo(20));
});

test("every policy that answers a requirement is in the catalogue", () => {
  const known = new Set(catalogue.map(({ id }) => id));
  const named = sections.flatMap(({ requirements }) => requirements.flatMap(({ policies }) => policies));
  expect(named.filter((id) => !known.has(id))).toEqual([]);
});

test("what is not judged says what evidences it instead", () => {
  const reasons = sections.flatMap(({ requirements }) => requirements.flatMap(({ instead }) => instead ?? []));
  expect(reasons.length).toBeGreaterThan(0);
  for (const reason of reasons) expect(reason).toMatch(/^[A-Z].{40,}\.$/);
});
