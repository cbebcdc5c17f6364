import { partial, supporting } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import type { Kind, Resource } from "../graph/resource";
import { CompositeAlarm, EventRule, EventTarget, LogSubscriptionFilter, MetricAlarm } from "../kinds/cloudwatch";
import { LambdaFunction, type FunctionProps } from "../kinds/lambda";
import { TopicSubscription } from "../kinds/sns";
import { evidence, fail, notApplicable, pass, policy } from "../policy";

/** What hands alerts and logs to functions, and the property that names the function. */
const CALLERS: readonly [Kind<unknown>, string][] = [
  [MetricAlarm, "alarmActions"],
  [CompositeAlarm, "alarmActions"],
  [TopicSubscription, "endpoint"],
  [LogSubscriptionFilter, "destinationArn"],
];

function callerOf(lambda: Resource<FunctionProps>, graph: Graph): Resource<unknown> | undefined {
  const target = graph
    .into(lambda, EventTarget, "arn")
    .known.find((target) =>
      graph
        .follow(target, "rule", EventRule)
        .known.some(
          ({ record: { values } }) => values.eventPattern && values.state !== "DISABLED" && values.isEnabled !== false,
        ),
    );
  return target ?? CALLERS.flatMap(([kind, path]) => graph.into(lambda, kind, path).known)[0];
}

export default policy({
  id: "function-not-throttled",
  title: "Functions that are told of events may run",
  severity: "medium",
  description:
    "Lambda takes no call for a function that has 0 executions reserved. What an alarm, a rule, a topic or a log group tells it is retried for some hours at most and then dropped.",
  remediation: "Set `reservedConcurrentExecutions` to what the function needs, or leave it out.",
  controls: [partial("nist-800-53-r5/SI-4(12)"), supporting("nist-800-53-r5/AU-5")],
  pages: [
    "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
    "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html",
  ],
  about: LambdaFunction,
  check(lambda, graph) {
    const caller = callerOf(lambda, graph);
    if (!caller) return notApplicable("no alarm, event, topic or log group calls it");
    const seen = evidence(lambda, "reservedConcurrentExecutions");
    return lambda.props.reservedConcurrentExecutions === 0
      ? fail(`it may not run at all, and ${caller.kind?.noun} ${caller.name} calls it`, seen)
      : pass(seen);
  },
});
