import monitored from "../../../policies/monitoring/resource-monitored";
import { evaluate } from "../../../policies/evaluate";
import { Estate } from "../../../policies/graph/estate";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { alarm, compositeAlarm, FACTS, other, ref, stack, stackReference, subscription, topic } from "../../resources";
import type { Draft } from "../../resources";

/** The ways in which an alarm can read the metric of a resource, shown on functions. */

const policy = monitored.find(({ id }) => id === "function-monitored")!;
const told: Draft[] = [
  topic("alerts"),
  subscription("mail", { topic: ref("alerts"), protocol: "email", endpoint: "ops@example.org" }),
];
const fn = other("aws:lambda/function:Function", "orders");
const named = other("aws:lambda/function:Function", "orders", { name: "orders" });
const act = { alarmActions: [ref("alerts")] };
const of = (FunctionName: unknown, metricName = "Errors") => ({
  namespace: "AWS/Lambda",
  metricName,
  dimensions: { FunctionName },
});
const reads = (FunctionName: unknown, more: object = {}): Draft =>
  alarm("it", { ...of(FunctionName), ...act, ...more });
const queries = (...metricQueries: object[]): Draft => alarm("it", { metricQueries, ...act });
const select = (expression: unknown): Draft => queries({ id: "q", expression, returnData: true });
const ALL = 'SCHEMA("AWS/Lambda", FunctionName)';
const errors = { metrics: ["Errors"] };
const on = (...resources: Draft[]) => ({ resources: [...told, ...resources], settings: errors });

judge(policy, {
  pass: {
    "by the function's name": on(fn, reads(ref("orders", "name"))),
    "by a name that both know": on(named, reads("orders")),
    "a rate in metric math": on(
      fn,
      queries(
        { id: "rate", expression: "100 * errors / calls", returnData: true },
        { id: "errors", metric: of(ref("orders", "name")) },
        { id: "calls", metric: of(ref("orders", "name"), "Invocations") },
      ),
    ),
    "a band that CloudWatch learns": on(
      fn,
      queries(
        { id: "m", metric: of(ref("orders", "name")), returnData: true },
        { id: "band", expression: "ANOMALY_DETECTION_BAND(m, 2)" },
      ),
    ),
    "a composite alarm that acts in its place": on(
      fn,
      alarm("it", { name: "it", ...of(ref("orders", "name")) }),
      compositeAlarm("any", { alarmName: "any", alarmRule: "ALARM(it)", ...act }),
    ),
    "a query that groups by function": on(fn, select(`SELECT SUM(Errors) FROM ${ALL} GROUP BY FunctionName`)),
    "a query for the worst of all": on(fn, select(`SELECT MAX(Errors) FROM ${ALL}`)),
    "a query for this one": on(named, select(`SELECT SUM(Errors) FROM ${ALL} WHERE FunctionName = 'orders'`)),
    "all functions of the account, as one metric": on(
      fn,
      alarm("it", { namespace: "AWS/Lambda", metricName: "Errors", ...act }),
    ),
    "an incident instead of a topic": on(
      fn,
      reads(ref("orders", "name"), { alarmActions: ["arn:aws:ssm-incidents::111122223333:responseplan/ops"] }),
    ),
  },
  fail: {
    "an alarm that looks the other way": [
      on(fn, reads(ref("orders", "name"), { comparisonOperator: "LessThanThreshold", threshold: 1 })),
      "nobody hears of its Errors: it rings while it is low",
    ],
    "left to the default": [on(fn), "no alarm reads its Errors"],
    "an alarm on another metric": [on(fn, reads(ref("orders", "name"), { metricName: "Duration" })), "its Errors"],
    "an alarm on another function": [on(named, reads("payments")), "no alarm reads its Errors"],
    "a query for another one": [
      on(named, select(`SELECT SUM(Errors) FROM ${ALL} WHERE FunctionName = 'payments'`)),
      "no alarm reads its Errors",
    ],
    "the same metric of another account": [
      on(named, queries({ id: "m", accountId: "999988887777", metric: of("orders"), returnData: true })),
      "no alarm reads its Errors",
    ],
    "an alarm that only scales": [
      on(
        fn,
        reads(ref("orders", "name"), {
          alarmActions: ["arn:aws:autoscaling:eu-west-1:111122223333:scalingPolicy:1:autoScalingGroupName/a"],
        }),
      ),
      "nobody hears of its Errors",
    ],
  },
  unknown: {
    "a name from another stack": [on(fn, stackReference("o"), reads(ref("o", "outputs"))), "FunctionName is not known"],
    "a name in the alarm, and none in the program": [on(fn, reads("orders-1a2b")), "which resource has FunctionName"],
    "a metric that is decided elsewhere": [on(fn, reads(ref("orders", "name"), { metricName: UNKNOWN })), "metricName"],
    "queries that are decided elsewhere": [on(fn, alarm("it", { metricQueries: UNKNOWN, ...act })), "metricQueries"],
    "the average of all functions": [on(fn, select(`SELECT AVG(Errors) FROM ${ALL}`)), "AVG(Errors)"],
    "a query by tag": [
      on(fn, select(`SELECT SUM(Errors) FROM ${ALL} WHERE tag.team = 'shop' GROUP BY FunctionName`)),
      "is not worked out",
    ],
  },
  notApplicable: {
    "a threshold that always holds, which is another finding": on(
      fn,
      reads(ref("orders", "name"), {
        ...{ statistic: "Sum", comparisonOperator: "GreaterThanOrEqualToThreshold", threshold: 0 },
      }),
    ),
    "a misspelt metric, which is another finding": on(fn, reads(ref("orders", "name"), { metricName: "Error" })),
    "no subscriber, which is another finding": {
      resources: [topic("alerts"), fn, reads(ref("orders", "name"))],
      settings: errors,
    },
  },
});

test("an alarm of another stack of the estate counts", () => {
  const member = (name: string, drafts: Draft[]) => ({
    facts: { ...FACTS, stack: name },
    records: stack(drafts, true).records.map((record) => ({
      ...record,
      urn: record.urn.replace("urn:pulumi:prod::", `urn:pulumi:${name}::`),
    })),
  });
  const arn = "arn:aws:sns:eu-west-1:111122223333:alerts";
  const alerts = [
    topic("alerts"),
    subscription("mail", { topic: arn, protocol: "email", endpoint: "ops@example.org" }),
  ];
  const watching = member("watch", [...alerts, reads("orders", { alarmActions: [arn] })]);
  const [graph] = new Estate([member("shop", [named]), watching]).graphs;
  const verdicts = evaluate([policy], graph, { [policy.id]: errors });
  expect(verdicts.map(({ status, message }) => [status, message])).toEqual([["pass", undefined]]);
});
