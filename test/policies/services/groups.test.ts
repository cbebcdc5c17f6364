import { UNKNOWN } from "../../../policies/graph/value";
import groups from "../../../policies/services/groups";
import { logGroup, other, ref, type Draft } from "../../resources";
import { judgeRows } from "./rows";

const lambda = (values: Record<string, unknown> = {}, extra = {}): Draft =>
  other("aws:lambda/function:Function", "resize", values, extra);
const api = (name = "api"): Draft => other("aws:apigateway/restApi:RestApi", name);
const stage = other("aws:apigateway/stage:Stage", "stage", { restApi: ref("api", "id"), stageName: "prod" });
const methods = (loggingLevel: string): Draft =>
  other("aws:apigateway/methodSettings:MethodSettings", "methods", {
    restApi: ref("api", "id"),
    stageName: "prod",
    methodPath: "*/*",
    settings: { loggingLevel },
  });
const execution = (of: string): Draft =>
  logGroup("group", { name: ref(of, "id", (id) => `API-Gateway-Execution-Logs_${id}/prod`), retentionInDays: 365 });

judgeRows(groups, {
  "function-log-group": {
    pass: {
      "both names are given": [lambda({ name: "resize" }), logGroup("group", { name: "/aws/lambda/resize" })],
      "the group's name is made of the function's": [
        lambda(),
        logGroup("group", { name: ref("resize", "name", (name) => `/aws/lambda/${name}`) }),
      ],
      "the function is told another group": [
        logGroup("group", { name: "workers" }),
        lambda({ loggingConfig: { logFormat: "JSON", logGroup: ref("group", "name") } }),
      ],
    },
    fail: {
      "left to the default": [[lambda({ name: "resize" })], "no log group /aws/lambda/resize is declared"],
      "the group of another function": [
        [lambda(), logGroup("group", { name: "/aws/lambda/other" })],
        "is declared, and Lambda makes one without retention",
      ],
      "a group that is named after another function": [
        [
          lambda(),
          other("aws:lambda/function:Function", "second", {
            loggingConfig: { logFormat: "Text", logGroup: "elsewhere" },
          }),
          logGroup("group", { name: ref("second", "name", (name) => `/aws/lambda/${name}`) }),
        ],
        "is declared, and Lambda makes one without retention",
      ],
    },
    unknown: {
      "a group whose name comes from nowhere": [[lambda(), logGroup("group", { name: UNKNOWN })], "group.name"],
      "told a group that nobody knows yet": [
        [lambda({ loggingConfig: { logGroup: UNKNOWN } })],
        "loggingConfig.logGroup",
      ],
    },
    notApplicable: {
      "told a group of another stack": [lambda({ loggingConfig: { logGroup: "/shared/workers" } })],
      "a function that the stack only reads": [lambda({}, { external: true })],
    },
  },
  "rest-stage-log-group": {
    pass: { "a group named after API and stage": [api(), stage, methods("INFO"), execution("api")] },
    fail: {
      "left to the default": [[api(), stage, methods("ERROR")], "API Gateway makes one without retention"],
      "the group of another API": [
        [api(), api("second"), stage, methods("ERROR"), execution("second")],
        "API Gateway makes one without retention",
      ],
    },
    unknown: {
      "a group whose name comes from nowhere": [
        [api(), stage, methods("ERROR"), logGroup("group", { name: UNKNOWN })],
        "group.name",
      ],
    },
    notApplicable: { "no execution log": [api(), stage, methods("OFF")] },
  },
});
