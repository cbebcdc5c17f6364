import rows from "../../../policies/log-groups/log-group-limits";
import { judge } from "../../judge";
import { logGroup, metricFilter, other, ref, type Draft } from "../../resources";

const group = logGroup("events", { name: "events" });
const filters = (count: number): Draft[] =>
  Array.from({ length: count }, (_, index) => metricFilter(`filter-${index}`, { logGroupName: ref("events", "name") }));
const subscriptions = (count: number): Draft[] =>
  Array.from({ length: count }, (_, index) =>
    other("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", `forward-${index}`, {
      logGroup: ref("events", "name"),
    }),
  );

const [ofSubscriptions, ofFilters] = rows;
judge(ofSubscriptions, {
  pass: { "left to the default: none": [group], two: [group, ...subscriptions(2)] },
  fail: { three: [[group, ...subscriptions(3)], "3 subscription filters; CloudWatch Logs takes 2"] },
  unknown: "reads no value",
});
judge(ofFilters, {
  pass: { "left to the default: none": [group], "a hundred": [group, ...filters(100)] },
  fail: { "a hundred and one": [[group, ...filters(101)], "101 metric filters; CloudWatch Logs takes 100"] },
  unknown: "reads no value",
});
