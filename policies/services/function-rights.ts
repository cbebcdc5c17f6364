import { partial, supporting, type ControlLink } from "../frameworks/controls";
import { ruleArn } from "../detections/rule-role";
import type { Graph } from "../graph/graph";
import type { Kind, Resource } from "../graph/resource";
import { accountOf, nameOf, partitionOf, regionOf, roleArn } from "../iam/arns";
import { decide } from "../iam/decide";
import { readDocument } from "../iam/document";
import { text, type Text } from "../iam/text";
import { EventRule, EventTarget, LogGroup } from "../kinds/cloudwatch";
import { Role } from "../kinds/iam";
import { FunctionPermission, LambdaFunction, type FunctionProps } from "../kinds/lambda";
import { Topic, TopicSubscription } from "../kinds/sns";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { topicArn } from "../topics/alarm-topics";
import { permissionsOf } from "../trail/role-permissions";

const LAMBDA = "https://docs.aws.amazon.com/lambda/latest/dg";
const DELIVERED: readonly ControlLink[] = [partial("nist-800-53-r5/AU-12"), supporting("nist-800-53-r5/AU-5")];

/** Where the function writes what it says; Lambda names the group after it unless somebody names another one. */
function groupOf(lambda: Resource<FunctionProps>, graph: Graph): Text {
  const [group] = graph.follow(lambda, "loggingConfig.logGroup", LogGroup).known;
  const { logGroup } = lambda.props.loggingConfig ?? {};
  if (group) return text`${nameOf(group, "name")}`;
  return logGroup ? text`${logGroup}` : text`/aws/lambda/${nameOf(lambda, "name")}`;
}

/** Whether a permission of the function lets the service in on behalf of the source. */
function letsIn<P>(
  permission: Resource<NonNullable<typeof FunctionPermission.props>>,
  service: string,
  source: Resource<P>,
  kind: Kind<P>,
  arn: Text,
  graph: Graph,
): boolean {
  const { action = "", principal = "", sourceAccount } = permission.props;
  // The edge says of which rule it is, before anybody knows an ARN.
  const { known } = permission.has("sourceArn") ? graph.follow(permission, "sourceArn", kind) : { known: [] };
  const isMeant = known.some((each) => (each as Resource<unknown>) === (source as Resource<unknown>));
  if (known.length > 0 && !isMeant) return false;
  const sourceArn = isMeant ? undefined : permission.record.values.sourceArn;
  const Condition = {
    ...(sourceArn === undefined ? {} : { ArnLike: { "aws:SourceArn": sourceArn } }),
    ...(sourceAccount === undefined ? {} : { StringEquals: { "aws:SourceAccount": sourceAccount } }),
  };
  const Statement = { Effect: "Allow", Principal: { Service: principal }, Action: action, Resource: "*", Condition };
  return decide([readDocument({ Version: "2012-10-17", Statement }, "resource")], {
    principal: { service },
    action: "lambda:InvokeFunction",
    resource: text`arn:aws:lambda`,
    context: { "aws:SourceArn": arn, "aws:SourceAccount": accountOf(graph, source) },
  }).allowed;
}

interface Invocation<P, S> {
  id: string;
  title: string;
  what: string;
  remediation: string;
  page: string;
  about: Kind<P>;
  service: string;
  /** The property that names the function, and the one that names whose events it takes. */
  path: string;
  from: string;
  source: Kind<S>;
  arnOf(source: Resource<S>, graph: Graph): Text;
}

const invocation = <P, S>({ what, page, path, from, source: kind, service, arnOf, ...about }: Invocation<P, S>) =>
  policy<P>({
    ...about,
    severity: "medium",
    description: `Without a permission Lambda refuses the call, ${what}, and the function looks as if nothing had happened.`,
    controls: [partial("nist-800-53-r5/SI-4(12)"), supporting("nist-800-53-r5/AU-5")],
    pages: [page, `${LAMBDA}/access-control-resource-based.html`],
    check(subject: Resource<P>, graph: Graph) {
      const [lambda] = graph.follow(subject, path, LambdaFunction).known;
      const [source] = graph.follow(subject, from, kind).known;
      if (!lambda || lambda.record.external || !source) return notApplicable("it calls no function of this stack");
      const permissions = graph.into(lambda, FunctionPermission, "function");
      const permission = permissions.find((each) => letsIn(each, service, source, kind, arnOf(source, graph), graph));
      if (permission) return pass(evidence(permission, "principal"));
      const [other] = permissions.known;
      return fail(
        other
          ? `no permission of function ${lambda.name} lets ${service} in on behalf of ${source.name}`
          : `function ${lambda.name} has no permission that lets ${service} in`,
        evidence(lambda, "name"),
      );
    },
  });

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
    service: "events.amazonaws.com",
    path: "arn",
    from: "rule",
    source: EventRule,
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
    service: "sns.amazonaws.com",
    path: "endpoint",
    from: "topic",
    source: Topic,
    arnOf: topicArn,
  }),
];
