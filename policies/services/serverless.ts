import { partial, supporting } from "../frameworks/controls";
import { parseArn } from "../graph/resource";
import { GraphQLApi } from "../kinds/appsync";
import { EventBus, EventEndpoint } from "../kinds/eventbridge";
import { EventTarget } from "../kinds/cloudwatch";
import { LambdaFunction } from "../kinds/lambda";
import { StateMachine } from "../kinds/sfn";
import { Topic } from "../kinds/sns";
import { partnerPolicy, settingPolicy } from "./switch";

const LOGGED = [partial("nist-800-53-r5/AU-12"), supporting("soc2-2017/CC7.2"), supporting("iso-27001-2022/A.8.15")];
const OBSERVED = [supporting("nist-800-53-r5/SI-4"), supporting("soc2-2017/CC7.2")];
const TRACE = "A trace shows the way of one request through all services that took part, and where it was lost.";

/** Functions, workflows, GraphQL and events. */
export default [
  settingPolicy({
    id: "function-tracing",
    title: "Functions are traced",
    severity: "low",
    description: TRACE,
    remediation: 'Set `tracingConfig.mode: "Active"`; the function\'s role needs `AWSXRayDaemonWriteAccess`.',
    controls: OBSERVED,
    pages: ["https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html"],
    about: LambdaFunction,
    path: "tracingConfig.mode",
    on: ({ tracingConfig }) => tracingConfig?.mode === "Active",
    off: "X-Ray traces only what a caller traces",
  }),
  settingPolicy({
    id: "function-insights",
    title: "Functions have Lambda Insights",
    severity: "low",
    description: "Insights measures memory, CPU and network of each run, which the metrics of Lambda itself leave out.",
    remediation: "Add the layer `LambdaInsightsExtension` of the region to `layers`.",
    controls: OBSERVED,
    pages: ["https://docs.aws.amazon.com/lambda/latest/dg/monitoring-insights.html"],
    about: LambdaFunction,
    exempt: ({ props }) =>
      props.packageType === "Image"
        ? "a container image brings its extensions along, where no policy sees them"
        : undefined,
    path: "layers",
    on: ({ layers = [] }) => layers.some((layer) => layer.includes(":layer:LambdaInsightsExtension")),
    off: "none of its layers is the extension of Lambda Insights",
  }),
  settingPolicy({
    id: "graphql-api-logs",
    title: "GraphQL APIs log their resolvers",
    severity: "medium",
    description: "The log says which query reached which resolver and what it was refused.",
    remediation: 'Set `logConfig` with `fieldLogLevel: "ERROR"` and a role that may write to CloudWatch Logs.',
    controls: LOGGED,
    pages: ["https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html"],
    about: GraphQLApi,
    path: "logConfig.fieldLogLevel",
    on: ({ logConfig }) => logConfig && logConfig.fieldLogLevel !== "NONE",
    off: "field-level logs are not switched on",
  }),
  settingPolicy({
    id: "graphql-api-tracing",
    title: "GraphQL APIs are traced",
    severity: "low",
    description: TRACE,
    remediation: "Set `xrayEnabled: true`.",
    controls: OBSERVED,
    pages: ["https://docs.aws.amazon.com/appsync/latest/devguide/x-ray-tracing.html"],
    about: GraphQLApi,
    path: "xrayEnabled",
    on: ({ xrayEnabled }) => xrayEnabled,
    remediate: () => ({ xrayEnabled: true }),
    off: "X-Ray tracing is not switched on",
  }),
  settingPolicy({
    id: "state-machine-logs",
    title: "State machines log their executions",
    severity: "medium",
    description: "Express workflows keep no history but the log, and the history of others is gone after 90 days.",
    remediation:
      'Set `loggingConfiguration` with `level: "ALL"` and `logDestination`, the ARN of a log group and `:*`.',
    controls: LOGGED,
    pages: ["https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html"],
    about: StateMachine,
    path: "loggingConfiguration.level",
    on: ({ loggingConfiguration }) => (loggingConfiguration?.level ?? "OFF") !== "OFF",
    off: "executions are not logged",
  }),
  settingPolicy({
    id: "state-machine-tracing",
    title: "State machines are traced",
    severity: "low",
    description: TRACE,
    remediation: "Set `tracingConfiguration.enabled: true`.",
    controls: OBSERVED,
    pages: ["https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html"],
    about: StateMachine,
    path: "tracingConfiguration.enabled",
    on: ({ tracingConfiguration }) => tracingConfiguration?.enabled,
    remediate: () => ({ tracingConfiguration: { enabled: true } }),
    off: "X-Ray tracing is not switched on",
  }),
  partnerPolicy({
    id: "event-target-dead-letters",
    title: "Events that reach no target are kept",
    severity: "low",
    description:
      "EventBridge gives up after a day of retries. Without a queue for dead letters, the event is gone without a trace.",
    remediation: "Set `deadLetterConfig.arn` to a queue that `events.amazonaws.com` may send to.",
    controls: [supporting("nist-800-53-r5/AU-5"), supporting("soc2-2017/CC7.2")],
    pages: ["https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html"],
    about: EventTarget,
    exempt(target, graph) {
      const topics = graph.follow(target, "arn", Topic);
      if (topics.open && !target.has("deadLetterConfig")) throw topics.open;
      const takesAll =
        topics.known.length > 0 ||
        graph.follow(target, "arn", EventBus).known.length > 0 ||
        topics.elsewhere.some((arn) => /^(sns|events)$/.test(parseArn(arn)?.service ?? ""));
      return takesAll ? "a topic or bus refuses events only where its own policy or key does" : undefined;
    },
    inline: [{ path: "deadLetterConfig", on: ({ deadLetterConfig }) => deadLetterConfig && "arn" in deadLetterConfig }],
    off: "no queue takes the events that could not be delivered",
  }),
  settingPolicy({
    id: "event-endpoint-replication",
    title: "Global endpoints copy events to both regions",
    severity: "low",
    description:
      "Without replication the second region starts empty when the first fails, and may stay the one in use.",
    remediation: "Leave `replicationConfig.state` at `ENABLED`, and set `roleArn`.",
    controls: [supporting("nist-800-53-r5/AU-5"), supporting("soc2-2017/A1.2")],
    pages: ["https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-global-endpoints.html"],
    about: EventEndpoint,
    path: "replicationConfig.state",
    on: ({ replicationConfig }) => (replicationConfig?.state ?? "ENABLED") === "ENABLED",
    remediate: () => ({ replicationConfig: { state: "ENABLED" } }),
    off: "events are not replicated",
  }),
];
