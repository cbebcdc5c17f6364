import type { Policy } from "../../../policies/policy";
import { judge, type Cases } from "../../judge";

/** Judges the cases of each policy of a table; none may be without. */
export function judgeRows(table: readonly Policy[], cases: Record<string, Cases>): void {
  test("every row has its cases", () => {
    expect(Object.keys(cases).sort()).toEqual(table.map(({ id }) => id).sort());
  });
  for (const policy of table) judge(policy, cases[policy.id]);
}
