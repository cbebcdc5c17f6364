import type { Policy } from "../../../policies/policy";
import { judge, type Cases } from "../../judge";
import { other, type Draft } from "../../resources";

/** Judges the cases of each policy of a table; none may be without. */
export function judgeRows(table: readonly Policy[], cases: Record<string, Cases>): void {
  test("every row has its cases", () => {
    expect(Object.keys(cases).sort()).toEqual(table.map(({ id }) => id).sort());
  });
  for (const policy of table) judge(policy, cases[policy.id]);
}

/** Cases of a switch by the values that are on and off. */
export function switchCases(
  type: string,
  on: Record<string, Record<string, unknown>>,
  off: Record<string, Record<string, unknown>>,
  message: string,
  unknown: Record<string, unknown>,
) {
  const make = (values: Record<string, unknown>): Draft => other(`aws:${type}`, "it", values);
  const titled = <T>(of: Record<string, Record<string, unknown>>, turn: (drafts: Draft[]) => T) =>
    Object.fromEntries(Object.entries(of).map(([title, values]) => [title, turn([make(values)])]));
  return {
    pass: titled(on, (drafts) => drafts),
    fail: titled(off, (drafts): [Draft[], string] => [drafts, message]),
    unknown: { "a switch that nobody knows yet": [[make(unknown)], "is not known"] as [Draft[], string] },
  };
}

/** Cases of groups that a service makes for itself: the resource while it logs, the names, and while it does not. */
export function groupCases(
  type: string,
  logs: Record<string, unknown>,
  names: readonly string[],
  silent: Record<string, unknown>,
  unknown: Record<string, unknown>,
): Cases {
  const make = (values: Record<string, unknown>, extra = {}): Draft => other(`aws:${type}`, "it", values, extra);
  const group = (name: string): Draft => other("aws:cloudwatch/logGroup:LogGroup", name, { name });
  return {
    pass: { "every group is declared": [make(logs), ...names.map(group)] },
    fail: {
      "left to the default": [[make(logs)], `no log group ${names.join(", ")} is declared`],
      "another group": [[make(logs), group("/aws/other")], "makes one without retention"],
      ...(names.length > 1 && { "one is missing": [[make(logs), group(names[0])], names[1]] as [Draft[], string] }),
    },
    unknown: { "a switch that nobody knows yet": [[make(unknown)], "is not known"] },
    notApplicable: {
      "nothing is logged there": [make(silent)],
      "only read by this stack": [make(logs, { external: true })],
    },
  };
}
