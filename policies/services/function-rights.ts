import { partial, supporting, type ControlLink } from "../frameworks/controls";
import { ruleArn } from "../detections/rule-role";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { accountOf, alarmArn, logGroupArn, nameOf, partitionOf, regionOf, roleArn } from "../iam/arns";
import { decide } from "../iam/decide";
import { text, type Text } from "../iam/text";
import {
  EventRule,
  EventTarget,
  LogGroup,
  LogSubscriptionFilter,
  MetricAlarm,
  type LogGroupProps,
} from "../kinds/cloudwatch";
import { Role } from "../kinds/iam";
import { LambdaFunction, type FunctionProps } from "../kinds/lambda";
import { Topic, TopicSubscription } from "../kinds/sns";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { topicArn } from "../topics/alarm-topics";
import { permissionsOf } from "../trail/role-permissions";
import { invocation, LAMBDA } from "./invocation";

const DELIVERED: readonly ControlLink[] = [partial("nist-800-53-r5/AU-12"), supporting("nist-800-53-r5/AU-5")];

/** Where the function writes what it says; Lambda names the group after it unless somebody names another one. */
function groupOf(lambda: Resource<FunctionProps>, graph: Graph): Text {
  const [group] = graph.follow(lambda, "loggingConfig.logGroup", LogGroup).known;
  const { logGroup } = lambda.props.loggingConfig ?? {};
  if (group) return text`${nameOf(group, "name")}`;
  return logGroup ? text`${logGroup}` : text`/aws/lambda/${nameOf(lambda, "name")}`;
}

/** The ARN that CloudWatch Logs calls a function in the name of ends with the streams of the group. */
const logGroupStreams = (group: Resource<LogGroupProps>, graph: Graph): Text => text`${logGroupArn(group, graph)}:*`;

/** What functions may do, and who may call them. */
export default [
  policy({
    id: "function-role-writes-logs",
    title: "The roles of functions may write their logs",
    severity: "medium",
    description:
      "Lambda writes what a function says in the name of its role. Without the permission the function runs, and leaves no trace of what it did.",
    remediation:
      "Attach `AWSLambdaBasicExecutionRole` to the role, or allow `logs:CreateLogStream` and `logs:PutLogEvents` on the streams of the group.",
    controls: [...DELIVERED, supporting("soc2-2017/CC7.2")],
    pages: [`${LAMBDA}/monitoring-cloudwatchlogs.html`],
    about: LambdaFunction,
    check(lambda, graph) {
      const [role] = graph.follow(lambda, "role", Role).known;
      if (!role || role.record.external) return notApplicable("its role is not part of this stack");
      const { documents, open } = permissionsOf(role, graph);
      if (open || documents.some((document) => document.open))
        return notApplicable("not all that its role may do is known here");
      const place = text`arn:${partitionOf(lambda, graph)}:logs:${regionOf(lambda, graph)}:${accountOf(graph, lambda)}`;
      const resource = text`${place}:log-group:${groupOf(lambda, graph)}:log-stream:2026/01/31/[$LATEST]0a1b2c3d4e5f`;
      const principal = { aws: roleArn(role, graph) };
      const decisions = ["logs:CreateLogStream", "logs:PutLogEvents"].map((action) =>
        decide(documents, { principal, action, resource }),
      );
      const refused = decisions.find(({ allowed }) => !allowed);
      return refused
        ? fail(`role ${role.name} may not write its logs: ${refused.why}`, evidence(role, "name"))
        : pass(evidence(lambda, "role", `role ${role.name}`));
    },
  }),
  invocation({
    id: "event-target-function-invocable",
    title: "Functions let in the event rules that call them",
    what: "EventBridge gives up",
    remediation:
      "Add a `lambda.Permission` with `action: lambda:InvokeFunction`, `principal: events.amazonaws.com` and the rule in `sourceArn`.",
    page: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html",
    about: EventTarget,
    services: () => ["events.amazonaws.com"],
    path: "arn",
    source: EventRule,
    sourceOf: (target, graph) => graph.follow(target, "rule", EventRule).known[0],
    arnOf: ruleArn,
  }),
  invocation({
    id: "subscription-function-invocable",
    title: "Functions let in the topics that call them",
    what: "SNS drops the message",
    remediation:
      "Add a `lambda.Permission` with `action: lambda:InvokeFunction`, `principal: sns.amazonaws.com` and the topic in `sourceArn`.",
    page: "https://docs.aws.amazon.com/sns/latest/dg/lambda-prereq.html",
    about: TopicSubscription,
    services: () => ["sns.amazonaws.com"],
    path: "endpoint",
    source: Topic,
    sourceOf: (subscription, graph) => graph.follow(subscription, "topic", Topic).known[0],
    arnOf: topicArn,
  }),
  invocation({
    id: "log-subscription-function-invocable",
    title: "Functions let in the log groups that call them",
    what: "CloudWatch Logs makes no subscription",
    remediation:
      "Add a `lambda.Permission` with `action: lambda:InvokeFunction`, `principal: logs.amazonaws.com` and the ARN of the log group, followed by `:*`, in `sourceArn`.",
    page: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html",
    about: LogSubscriptionFilter,
    // The service was once asked for by region.
    services: (group, graph) => ["logs.amazonaws.com", `logs.${regionOf(group, graph).shown}.amazonaws.com`],
    path: "destinationArn",
    source: LogGroup,
    sourceOf: (filter, graph) => graph.follow(filter, "logGroup", LogGroup).known[0],
    arnOf: logGroupStreams,
  }),
  invocation({
    id: "alarm-function-invocable",
    title: "Functions let in the alarms that call them",
    what: "CloudWatch notes in the alarm's history that the action failed",
    remediation:
      "Add a `lambda.Permission` with `action: lambda:InvokeFunction`, `principal: lambda.alarms.cloudwatch.amazonaws.com` and the alarm in `sourceArn`.",
    page: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html",
    about: MetricAlarm,
    services: () => ["lambda.alarms.cloudwatch.amazonaws.com"],
    path: "alarmActions",
    source: MetricAlarm,
    sourceOf: (alarm) => alarm,
    arnOf: (alarm, graph) => alarmArn(alarm, nameOf(alarm, "name"), graph),
  }),
];
