import type { Status } from "../../policies/evaluate";
import { frameworks, splitControl, type ControlId, type FrameworkId } from "../../policies/frameworks/controls";
import { unique } from "../grouping";
import type { Report } from "../report";
import { visible } from "../text";

const OSCAL = "1.2.1";

/** OSCAL has no place for a test of no control. */
export const NO_CONTROL = "no-control";

export const metadata = (title: string, { judgedAt, tool }: Report): object => ({
  ...{ title: line(title), "last-modified": judgedAt, version: tool.version, "oscal-version": OSCAL },
});

/** No list of OSCAL may be empty; one that would be is left out. */
export const listed = (key: string, list: readonly object[]): Record<string, readonly object[]> =>
  list.length > 0 ? { [key]: list } : {};

/** One line that is not empty, as most texts of OSCAL have to be. */
export const line = (text: string): string => visible(text).trim() || "not told";

/** NIST's own catalogue writes `AU-9(2)` as `au-9.2`; a control of any other framework has its framework before it. */
export function controlToken(id: ControlId): string {
  const { framework, control } = splitControl(id);
  const token = control.replace(/[^A-Za-z0-9._-]+/g, ".").replace(/\.+$/, "");
  return framework === "nist-800-53-r5" ? token.toLowerCase() : `${framework}_${token}`;
}

/** The controls that some policy says something about, by framework. */
export function controlSelections(controls: readonly ControlId[]): object[] {
  const byFramework = new Map<FrameworkId, ControlId[]>();
  for (const id of unique(controls)) {
    const { framework } = splitControl(id);
    byFramework.set(framework, [...(byFramework.get(framework) ?? []), id]);
  }
  if (byFramework.size === 0)
    return [{ description: "No policy refers to a control.", "include-controls": [{ "control-id": NO_CONTROL }] }];
  return [...byFramework].map(([framework, ids]) => ({
    description: frameworks[framework].title,
    "include-controls": ids.map((id) => ({ "control-id": controlToken(id) })),
  }));
}

export const decided = (status: Status): boolean => status === "pass" || status === "fail" || status === "waived";
