import type { Edit } from "../mutate";
import type { Breaks } from "./breaks";
import { aRuleInPlaceOfAFilter } from "./chain";

/** What Pulumi is told about a resource besides its properties. */

const ignoring =
  (type: string, path: string, name?: RegExp): Edit =>
  (stack) =>
    stack.find(type, name).forEach((record) => (record.ignoreChanges = [path]));

export const options: Breaks = {
  "log-group-changes-applied": {
    "of the retention": ignoring("cloudwatch/logGroup:LogGroup", "retentionInDays"),
    "of everything": ignoring("cloudwatch/logGroup:LogGroup", "*"),
  },
  "key-changes-applied": { "of its policy": ignoring("kms/key:Key", "policy") },
  "filter-changes-applied": { "of the pattern": ignoring("cloudwatch/logMetricFilter:LogMetricFilter", "pattern") },
  "alarm-changes-applied": {
    "of whether it acts": ignoring("cloudwatch/metricAlarm:MetricAlarm", "actionsEnabled"),
  },
  "event-rule-changes-applied": {
    "of whether it is on": (stack) => {
      aRuleInPlaceOfAFilter(stack);
      ignoring("cloudwatch/eventRule:EventRule", "state")(stack);
    },
  },
};
