import type { Resource } from "../graph/resource";
import { RestApi, RestStage } from "../kinds/apigateway";
import { LambdaFunction } from "../kinds/lambda";
import { isExecutionLogged, methodSettingsOf } from "./method-settings";
import { ownGroupPolicy } from "./own-group";

/** Groups that services make for themselves, of which the program should have made one before. */
export default [
  ownGroupPolicy({
    id: "function-log-group",
    title: "Functions write to a log group that the program declares",
    remediation:
      "Declare a `LogGroup` named `/aws/lambda/` and the function's name, with `retentionInDays`, or name another in `loggingConfig.logGroup`.",
    pages: ["https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html"],
    about: LambdaFunction,
    maker: "Lambda",
    chosen: "loggingConfig.logGroup",
    groups: ({ name }) => (name === undefined ? undefined : [`/aws/lambda/${name}`]),
  }),
  ownGroupPolicy({
    id: "rest-stage-log-group",
    title: "Stages of REST APIs write execution logs to a log group that the program declares",
    remediation:
      "Declare a `LogGroup` named `API-Gateway-Execution-Logs_`, the API's id, `/` and the stage's name, with `retentionInDays`.",
    pages: ["https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html"],
    about: RestStage,
    maker: "API Gateway",
    exempt: (stage, graph) =>
      methodSettingsOf(stage, graph).some(isExecutionLogged) ? undefined : "its execution logs are not switched on",
    named: (stage, graph) => graph.follow(stage, "restApi", RestApi).known[0] as Resource<unknown> | undefined,
    groups: ({ restApi, stageName }) => [`API-Gateway-Execution-Logs_${restApi}/${stageName}`],
  }),
];
