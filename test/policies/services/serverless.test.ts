import { UNKNOWN } from "../../../policies/graph/value";
import serverless from "../../../policies/services/serverless";
import { other, ref, topic, type Draft } from "../../resources";
import { judgeRows, switchCases as cases } from "./rows";

const FUNCTION = "lambda/function:Function";
const GRAPHQL = "appsync/graphQLApi:GraphQLApi";
const MACHINE = "sfn/stateMachine:StateMachine";
const queue = other("aws:sqs/queue:Queue", "queue");
const worker = other(`aws:${FUNCTION}`, "worker");
const target = (values: Record<string, unknown>): Draft =>
  other("aws:cloudwatch/eventTarget:EventTarget", "target", values);
const INSIGHTS = "arn:aws:lambda:eu-west-1:580247275435:layer:LambdaInsightsExtension:53";

judgeRows(serverless, {
  "function-tracing": cases(
    FUNCTION,
    { active: { tracingConfig: { mode: "Active" } } },
    { "left to the default": {}, "passed through": { tracingConfig: { mode: "PassThrough" } } },
    "traces only what a caller traces",
    { tracingConfig: { mode: UNKNOWN } },
  ),
  "function-insights": {
    ...cases(
      FUNCTION,
      { "the extension among its layers": { layers: ["arn:aws:lambda:eu-west-1:1:layer:mine:1", INSIGHTS] } },
      { "left to the default": {}, "another layer": { layers: ["arn:aws:lambda:eu-west-1:1:layer:mine:1"] } },
      "none of its layers",
      { layers: [UNKNOWN] },
    ),
    notApplicable: { "a container image": [other(`aws:${FUNCTION}`, "it", { packageType: "Image" })] },
  },
  "graphql-api-logs": cases(
    GRAPHQL,
    { errors: { logConfig: { fieldLogLevel: "ERROR" } } },
    { "left to the default": {}, none: { logConfig: { fieldLogLevel: "NONE" } } },
    "field-level logs are not switched on",
    { logConfig: { fieldLogLevel: UNKNOWN } },
  ),
  "graphql-api-tracing": cases(
    GRAPHQL,
    { "switched on": { xrayEnabled: true } },
    { "left to the default": {} },
    "not switched on",
    { xrayEnabled: UNKNOWN },
  ),
  "state-machine-logs": cases(
    MACHINE,
    { everything: { loggingConfiguration: { level: "ALL" } }, errors: { loggingConfiguration: { level: "ERROR" } } },
    {
      "left to the default": {},
      off: { loggingConfiguration: { level: "OFF" } },
      "a group without a level": { loggingConfiguration: { logDestination: "arn:aws:logs:eu-west-1:1:log-group:a:*" } },
    },
    "executions are not logged",
    { loggingConfiguration: { level: UNKNOWN } },
  ),
  "state-machine-tracing": cases(
    MACHINE,
    { "switched on": { tracingConfiguration: { enabled: true } } },
    { "left to the default": {} },
    "not switched on",
    { tracingConfiguration: UNKNOWN },
  ),
  "event-target-dead-letters": {
    pass: { "a queue": [queue, target({ arn: ref("worker"), deadLetterConfig: { arn: ref("queue") } }), worker] },
    fail: {
      "left to the default": [[worker, target({ arn: ref("worker") })], "no queue takes the events"],
      "a function of another stack": [
        [target({ arn: "arn:aws:lambda:eu-west-1:111122223333:function:other" })],
        "no queue takes the events",
      ],
    },
    unknown: { "a target that nobody knows yet": [[target({ arn: UNKNOWN })], "target.arn is not known"] },
    notApplicable: {
      "a topic": [topic("alerts"), target({ arn: ref("alerts") })],
      "the bus of another account": [target({ arn: "arn:aws:events:eu-west-1:999999999999:event-bus/security" })],
    },
  },
  "event-endpoint-replication": cases(
    "cloudwatch/eventEndpoint:EventEndpoint",
    { "left to the default": {}, enabled: { replicationConfig: { state: "ENABLED" } } },
    { disabled: { replicationConfig: { state: "DISABLED" } } },
    "events are not replicated",
    { replicationConfig: { state: UNKNOWN } },
  ),
});
