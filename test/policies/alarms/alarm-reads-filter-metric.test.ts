import policy from "../../../policies/alarms/alarm-reads-filter-metric";
import { UNKNOWN } from "../../../policies/graph/value";
import { evaluate } from "../../../policies/evaluate";
import { judge } from "../../judge";
import { alarm, logGroup, metricFilter, other, ref, stack, stackReference, trail, type Draft } from "../../resources";
import { byMath, counter, onRootUsage, ROOT } from "./counters";

const filter = (name: string, metric: string, namespace = "TrailWatch", pattern = ROOT): Draft =>
  metricFilter(name, { pattern, metricTransformation: { namespace, name: metric, value: "1" } });
const reading = (metricName: unknown, namespace: unknown = "TrailWatch", name = "alarm"): Draft =>
  alarm(name, { namespace, metricName });
const app = (metric: string, namespace = "Shop"): Draft => filter(`${metric}-lines`, metric, namespace, "ERROR");

const IN_AUDIT = { provider: "urn:pulumi:prod::shop::pulumi:providers:aws::audit::1" };
const IN_LOGS = { provider: "urn:pulumi:prod::shop::pulumi:providers:aws::logs::1" };
const accounts = [
  other("pulumi:providers:aws", "audit", { allowedAccountIds: ["999988887777"] }),
  other("pulumi:providers:aws", "logs", { allowedAccountIds: ["444455556666"] }),
];
const inAccount = (accountId: string) => ({
  ...{ namespace: undefined, metricName: undefined, statistic: undefined, period: undefined },
  metricQueries: [
    {
      ...{ id: "m1", accountId, returnData: true },
      metric: { namespace: "TrailWatch", metricName: "RootUsage", stat: "Sum", period: 300 },
    },
  ],
});
const unknownAccount = { facts: { account: undefined } };

judge(policy, {
  pass: {
    "of one account, where nobody tells the stack's own": {
      resources: [...accounts, { ...counter(), ...IN_AUDIT }, { ...onRootUsage(), ...IN_AUDIT }],
      ...unknownAccount,
    },
    "of the account that its query names": {
      resources: [
        ...accounts,
        { ...counter(), ...IN_AUDIT },
        { ...onRootUsage(inAccount("999988887777")), ...IN_LOGS },
      ],
      ...unknownAccount,
    },
    "perhaps of one account": {
      resources: [...accounts, { ...counter(), ...IN_AUDIT }, onRootUsage()],
      ...unknownAccount,
    },
    "namespace and name agree": [counter(), onRootUsage()],
    "the metric of the filter's own transformation": [counter(), onRootUsage({ namespace: "TrailWatch" })],
    "the filter is called like its metric": [counter({}, { name: "RootUsage" }), onRootUsage()],
    "its id names the metric, because the filter is called like it": [
      counter({}, { name: "RootUsage" }),
      onRootUsage({ metricName: ref("root-filter", "name") }),
    ],
    "one of the queries": [counter(), byMath("FILL(m1, 0)")],
    "two queries, two filters": [
      counter(),
      filter("kms", "KeyDeleted"),
      byMath("SUM(METRICS())", {}, { metricName: "KeyDeleted" }),
    ],
    "a query beside one on a metric of AWS": [
      counter(),
      byMath("m1 / m2", {}, { namespace: "AWS/Logs", metricName: "IncomingLogEvents" }),
    ],
    "the same dimensions": [
      counter({ defaultValue: undefined, dimensions: { User: "$.userIdentity.arn" } }),
      onRootUsage({ dimensions: { User: "root" } }),
    ],
    "the same unit": [counter({ unit: "Count" }), onRootUsage({ unit: "Count" })],
    "the unit left to the default": [counter({ unit: "Count" }), onRootUsage()],
    "the unit None, which is the default of a filter": [counter(), onRootUsage({ unit: "None" })],
    "the region left to the default of the provider": {
      resources: [counter(), onRootUsage()],
      facts: { region: undefined },
    },
    "the same metric in two regions, each with its alarm": [
      counter(),
      onRootUsage(),
      metricFilter("far", {
        pattern: ROOT,
        region: "us-east-1",
        metricTransformation: { namespace: "TrailWatch", name: "RootUsage", value: "1" },
      }),
      onRootUsage({ region: "us-east-1" }, "far-alarm"),
    ],
    "beside an alarm of an application": [counter(), onRootUsage(), reading("Orders", "Shop", "orders")],
  },
  fail: {
    "of two accounts, where nobody tells the stack's own": [
      { resources: [...accounts, { ...counter(), ...IN_AUDIT }, { ...onRootUsage(), ...IN_LOGS }], ...unknownAccount },
      "in eu-west-1 of account 444455556666; root-filter emits it in eu-west-1",
    ],
    "the namespace differs in case": [
      [counter(), onRootUsage({ namespace: "Trailwatch" })],
      "it reads Trailwatch/RootUsage; root-filter emits TrailWatch/RootUsage, and CloudWatch tells upper from lower case",
    ],
    "the name differs in case": [[counter(), onRootUsage({ metricName: "rootusage" })], "tells upper from lower case"],
    "the name differs in case although another alarm is right": [
      [counter(), onRootUsage(), onRootUsage({ metricName: "rootUsage" }, "second")],
      "it reads TrailWatch/rootUsage",
    ],
    "another namespace": [
      [counter(), onRootUsage({ namespace: "LogMetrics" })],
      "it reads LogMetrics/RootUsage; root-filter emits TrailWatch/RootUsage",
    ],
    "another namespace in a query": [[counter(), byMath("m1", { namespace: "LogMetrics" })], "it reads LogMetrics/"],
    "the id of the filter": [
      [counter(), onRootUsage({ metricName: ref("root-filter", "name") })],
      "it reads the name of the filter root-filter, which emits TrailWatch/RootUsage",
    ],
    "the name of the filter": [
      [counter({}, { name: "root-usage-filter" }), onRootUsage({ metricName: "root-usage-filter" })],
      "it reads the name of the filter",
    ],
    "the name of the filter in another namespace": [
      [counter({}, { name: "root-usage-filter" }), onRootUsage({ metricName: "root-usage-filter", namespace: "CIS" })],
      "it reads the name of the filter",
    ],
    "a letter is missing": [[counter(), onRootUsage({ metricName: "RootUsge" })], "it reads TrailWatch/RootUsge"],
    "two letters are swapped": [[counter(), onRootUsage({ metricName: "RootUsaeg" })], "it reads TrailWatch/RootUsaeg"],
    "a slip in the namespace of an application": [
      [app("CheckoutErrors"), reading("CheckoutError", "Shop")],
      "it reads Shop/CheckoutError; CheckoutErrors-lines emits Shop/CheckoutErrors",
    ],
    "the filter emits something else by now": [
      [counter({ name: "UsageOfRoot" }), filter("kms", "KeyDeleted"), onRootUsage(), reading("KeyDeleted")],
      "no filter of this stack emits TrailWatch/RootUsage",
    ],
    "the filter is gone and others of the namespace are there": [
      [filter("kms", "KeyDeleted"), filter("org", "OrgChanged"), onRootUsage()],
      "no filter of this stack emits TrailWatch/RootUsage",
    ],
    "a dimension that the filter does not emit": [
      [counter(), onRootUsage({ dimensions: { Account: "111122223333" } })],
      "it reads TrailWatch/RootUsage by Account; root-filter emits it without dimensions",
    ],
    "without the dimension that the filter emits": [
      [counter({ defaultValue: undefined, dimensions: { User: "$.user" } }), onRootUsage()],
      "it reads TrailWatch/RootUsage without dimensions; root-filter emits it by User",
    ],
    "another unit": [
      [counter(), onRootUsage({ unit: "Count" })],
      "it reads TrailWatch/RootUsage in Count; root-filter emits it in None",
    ],
    "another region": [
      [counter(), onRootUsage({ region: "us-east-1" })],
      "it reads TrailWatch/RootUsage in us-east-1; root-filter emits it in eu-west-1",
    ],
    "one query of two": [
      [counter(), filter("kms", "KeyDeleted"), byMath("m1 + m2", {}, { metricName: "KeyDeletd" })],
      "it reads TrailWatch/KeyDeletd",
    ],
  },
  unknown: {
    "the name is decided elsewhere": [[counter(), onRootUsage({ metricName: UNKNOWN })], "root-alarm.metricName"],
    "the namespace is decided elsewhere": [[counter(), onRootUsage({ namespace: UNKNOWN })], "root-alarm.namespace"],
    "both come from another stack": [
      [
        stackReference("names"),
        counter(),
        onRootUsage({ metricName: ref("names", "outputs"), namespace: ref("names", "outputs") }),
      ],
      "root-alarm",
    ],
    "the filter's namespace is decided elsewhere": [
      [counter({ namespace: UNKNOWN }), onRootUsage()],
      "root-filter.metricTransformation.namespace",
    ],
    "the filter's metric is decided elsewhere": [
      [metricFilter("root-filter", { metricTransformation: UNKNOWN }), onRootUsage()],
      "root-filter.metricTransformation",
    ],
    "the queries are decided elsewhere": [[counter(), alarm("math", { metricQueries: UNKNOWN })], "math.metricQueries"],
    "the metrics are searched for": [
      [counter(), alarm("math", { metricQueries: [{ id: "e", expression: 'SELECT SUM(x) FROM "TrailWatch"' }] })],
      "math is reading whatever its search will find",
    ],
    "the regions cannot be compared": [
      { resources: [counter(), onRootUsage({ region: "us-east-1" })], facts: { region: undefined } },
      "the region of the default provider",
    ],
    "the filter's dimensions are decided elsewhere": [
      [counter({ defaultValue: undefined, dimensions: UNKNOWN }), onRootUsage()],
      "root-filter.metricTransformation.dimensions",
    ],
  },
  notApplicable: {
    "a metric of AWS": [counter(), reading("CPUUtilization", "AWS/EC2")],
    "a metric of AWS that is called like a filter's": [counter(), reading("RootUsage", "AWS/Events")],
    "no filter in the stack": [reading("Orders", "Shop")],
    "a metric of an application in a namespace of its own": [counter(), reading("Orders", "Shop")],
    "a metric of an application beside its filters": [app("CheckoutErrors"), reading("OrdersPlaced", "Shop")],
    "numbered metrics of an application": [app("Lag1"), reading("Lag2", "Shop")],
    "a metric of another account": [
      counter(),
      alarm("remote", {
        metricQueries: [
          { id: "m1", accountId: "999988887777", metric: { namespace: "TrailWatch", metricName: "rootUsage" } },
        ],
      }),
    ],
    "a search over metrics of AWS": [
      counter(),
      alarm("math", { metricQueries: [{ id: "e", expression: "SUM(SEARCH('{AWS/Lambda,FunctionName}', 'Sum'))" }] }),
    ],
    "a name that is not known, in another namespace than the filters'": [counter(), reading(UNKNOWN, "Shop")],
    "a filter's metric that is not known, in another namespace": [
      counter({ name: UNKNOWN }),
      reading("Orders", "Shop"),
    ],
  },
});

describe.each([
  ["a filter's metric", reading("Errors", "Shop", "own")],
  ["a filter", reading("error-lines", "Shop", "own")],
])("an alarm on a metric of an application that is called like %s by chance", (_, own) => {
  const drafts = [counter({ name: "Errors" }, { name: "error-lines" }), onRootUsage({ metricName: "Errors" }), own];
  test.each([false, true])("is not accused where the filter has its alarm (deployed: %s)", (deployed) => {
    const verdicts = evaluate([policy], stack(drafts, deployed)).map(({ subject, status }) => [subject, status]);
    expect(verdicts).toEqual([
      ["root-alarm", "pass"],
      ["own", "not-applicable"],
    ]);
  });
});

test("a finding draws the chain from the trail to the alarm that misses", () => {
  const drafts = [
    logGroup("audit-logs"),
    trail("audit", { cloudWatchLogsGroupArn: ref("audit-logs") }),
    counter({}, { logGroupName: ref("audit-logs", "name") }),
    onRootUsage({ namespace: "Trailwatch" }),
  ];
  const [verdict] = evaluate([policy], stack(drafts, false));
  expect(verdict.chain?.map(({ noun, name, broken }) => `${noun} ${name}${broken ? " ⨯" : ""}`)).toEqual([
    "trail audit",
    "log group audit-logs",
    "metric filter root-filter",
    "metric TrailWatch/RootUsage",
    "alarm root-alarm ⨯",
  ]);
});
