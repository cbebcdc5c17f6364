import policy from "../../../policies/filters/filter-has-alarm";
import { UNKNOWN } from "../../../policies/graph/value";
import { evaluate } from "../../../policies/evaluate";
import { judge } from "../../judge";
import { alarm, logGroup, metricFilter, ref, stack, trail, type Draft } from "../../resources";

const ROOT = '{ $.userIdentity.type = "Root" }';
const filter = (name: string, metric: string, change: Record<string, unknown> = {}): Draft =>
  metricFilter(name, {
    pattern: ROOT,
    metricTransformation: { namespace: "TrailWatch", name: metric, value: "1" },
    ...change,
  });
/** On the group of a trail. */
const onTrail = (pattern: string): Draft[] => [
  logGroup("logs"),
  trail("audit", { cloudWatchLogsGroupArn: ref("logs") }),
  filter("f", "Counted", { pattern, logGroupName: ref("logs", "name") }),
];
const reading = (name: string, metricName: unknown, namespace: unknown = "TrailWatch"): Draft =>
  alarm(name, { namespace, metricName });
/** One member of a metric-math alarm. */
const member = (metricName: string, namespace = "TrailWatch") => ({ id: "m1", metric: { metricName, namespace } });

judge(policy, {
  pass: {
    "an alarm reads the metric": [filter("root", "RootUsage"), reading("alarm", "RootUsage")],
    "two alarms do": [filter("root", "RootUsage"), reading("a", "RootUsage"), reading("b", "RootUsage")],
    "a metric-math alarm does": [
      filter("root", "RootUsage"),
      alarm("alarm", { metricQueries: [{ id: "e", expression: "m1", returnData: true }, member("RootUsage")] }),
    ],
    "one metric of two filters": [filter("a", "Changes"), filter("b", "Changes"), reading("alarm", "Changes")],
    "an alarm nearly reads it, which is a finding of that alarm": [
      filter("root", "RootUsage"),
      reading("alarm", "rootUsage"),
    ],
    "an alarm reads what the filter emitted under another name": [
      filter("root", "UsageOfRoot"),
      filter("kms", "KeyDeleted"),
      reading("root-alarm", "RootUsage"),
      reading("kms-alarm", "KeyDeleted"),
    ],
    "a filter of an application with an alarm": [
      filter("errors", "Errors", { pattern: "ERROR" }),
      reading("alarm", "Errors"),
    ],
  },
  fail: {
    "no alarm at all": [[filter("root", "RootUsage")], "no alarm reads TrailWatch/RootUsage"],
    "alarms on other things": [
      [filter("root", "RootUsage"), reading("cpu", "CPUUtilization", "AWS/EC2"), reading("shop", "Orders", "Shop")],
      "no alarm reads TrailWatch/RootUsage",
    ],
    "the filter's alarm is gone, others of the namespace are there": [
      [filter("root", "RootUsage"), filter("kms", "KeyDeleted"), reading("alarm", "KeyDeleted")],
      "no alarm reads TrailWatch/RootUsage",
    ],
    "words that are the names of calls, where a trail delivers": [
      onTrail("?StopLogging ?DeleteTrail"),
      "no alarm reads TrailWatch/Counted",
    ],
    "left to the default, an alarm on nothing": [[filter("root", "RootUsage"), alarm("alarm")], "no alarm reads"],
  },
  unknown: {
    "the metric's name is decided elsewhere": [
      [filter("root", "", { metricTransformation: { namespace: "TrailWatch", name: UNKNOWN } })],
      "root.metricTransformation.name",
    ],
    "what an alarm reads is decided elsewhere": [
      [filter("root", "RootUsage"), reading("alarm", UNKNOWN)],
      "alarm.metricName",
    ],
    "the queries of an alarm are decided elsewhere": [
      [filter("root", "RootUsage"), alarm("alarm", { metricQueries: UNKNOWN })],
      "alarm.metricQueries",
    ],
    "an alarm searches for its metrics": [
      [
        filter("root", "RootUsage"),
        alarm("alarm", { metricQueries: [{ id: "e", expression: "SUM(SEARCH('TrailWatch', 'Sum', 300))" }] }),
      ],
      "alarm is reading whatever its search will find",
    ],
  },
  notApplicable: {
    "a filter that counts whatever comes, where a trail delivers": onTrail(""),
    "words of an application, where a trail delivers": onTrail("timeout"),
    "a filter of an application that is only drawn": [filter("errors", "Errors", { pattern: "ERROR" })],
    "a filter of an application beside an alarm on its own metric": [
      filter("latency", "Latency", { pattern: "{ $.latency = * }" }),
      reading("alarm", "Orders", "Shop"),
    ],
  },
});

test("a finding draws the chain up to the metric that nobody reads", () => {
  const drafts = [
    logGroup("audit-logs"),
    trail("audit", { cloudWatchLogsGroupArn: ref("audit-logs") }),
    filter("root", "RootUsage", { logGroupName: ref("audit-logs", "name") }),
  ];
  const [verdict] = evaluate([policy], stack(drafts, false));
  expect(verdict.chain?.map(({ noun, name }) => `${noun} ${name}`)).toEqual([
    "trail audit",
    "log group audit-logs",
    "metric filter root",
    "metric TrailWatch/RootUsage",
  ]);
  expect(verdict.chain?.at(-1)?.broken).toBe("no alarm reads TrailWatch/RootUsage");
});
