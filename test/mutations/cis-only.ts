import type { Edit, Stack } from "../mutate";
import type { Break, Breaks } from "./breaks";

/** The account stack watches most events more than once: by the text of the benchmark, by a quieter twin, and by a rule. */
const MORE = /^audit-detections-(?!cis-|.*undelivered)|-quiet$/;
const TYPES = [
  "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:cloudwatch/compositeAlarm:CompositeAlarm",
  "aws:cloudwatch/eventRule:EventRule",
  "aws:cloudwatch/eventTarget:EventTarget",
];

/** Breaks of the one detection that is left for each control. */
export function onCisOnly(breaks: Breaks): Breaks {
  const alone = (edit: Break): Break =>
    Object.assign(
      (stack: Stack) => {
        cisOnly(stack);
        edit(stack);
      },
      { message: edit.message },
    );
  const mapped = Object.entries(breaks).map(([policy, edits]): [string, Record<string, Break>] => [
    policy,
    Object.fromEntries(Object.entries(edits).map(([what, edit]) => [what, alone(edit)])),
  ]);
  return Object.fromEntries(mapped);
}

export const cisOnly: Edit = (stack) => {
  stack.records = stack.records.filter(({ type, name }) => !TYPES.includes(type) || !MORE.test(name));
};
