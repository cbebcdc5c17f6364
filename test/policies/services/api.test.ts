import { UNKNOWN } from "../../../policies/graph/value";
import api from "../../../policies/services/api";
import { logGroup, other, ref, type Draft } from "../../resources";
import { judgeRows } from "./rows";

const restApi = (name = "api"): Draft => other("aws:apigateway/restApi:RestApi", name);
const restStage = (values: Record<string, unknown> = {}): Draft =>
  other("aws:apigateway/stage:Stage", "stage", { restApi: ref("api", "id"), stageName: "prod", ...values });
const settings = (settings: unknown, values: Record<string, unknown> = {}): Draft =>
  other("aws:apigateway/methodSettings:MethodSettings", "methods", {
    restApi: ref("api", "id"),
    stageName: ref("stage", "stageName"),
    methodPath: "*/*",
    settings,
    ...values,
  });
const webApi = (protocolType: unknown): Draft => other("aws:apigatewayv2/api:Api", "api", { protocolType });
const webStage = (values: Record<string, unknown> = {}): Draft =>
  other("aws:apigatewayv2/stage:Stage", "stage", { apiId: ref("api", "id"), ...values });

const REST = '{"requestId":"$context.requestId","status":$context.status,"ip":"$context.identity.sourceIp"}';
const access = (format: unknown = REST) => ({ accessLogSettings: { destinationArn: ref("group"), format } });
const group = logGroup("group", { name: "api" });

const accessLogs = (api: Draft, stage: (values?: Record<string, unknown>) => Draft) => ({
  pass: { "into a log group": [group, api, stage(access())] },
  fail: { "left to the default": [[api, stage()], "no access log is set up"] as [Draft[], string] },
  unknown: {
    "settings that nobody knows yet": [[api, stage({ accessLogSettings: UNKNOWN })], "accessLogSettings"] as [
      Draft[],
      string,
    ],
  },
});
const formats = (api: Draft, stage: (values?: Record<string, unknown>) => Draft) => ({
  pass: { "an object, its values quoted or not": [group, api, stage(access())] },
  fail: {
    "the common log format": [
      [group, api, stage(access('$context.identity.sourceIp "$context.httpMethod" $context.status'))],
      "no JSON objects",
    ] as [Draft[], string],
  },
  unknown: {
    "a format that nobody knows yet": [[group, api, stage(access(UNKNOWN))], "format is not known"] as [
      Draft[],
      string,
    ],
  },
  notApplicable: { "left to the default": [api, stage()] },
});

const execution = (setting: string, on: unknown, off: unknown, message: string) => ({
  pass: {
    "settings for all methods": [restApi(), restStage(), settings({ [setting]: on })],
    "both name the stage": [restApi(), restStage(), settings({ [setting]: on }, { stageName: "prod" })],
  },
  fail: {
    "left to the default": [[restApi(), restStage()], message] as [Draft[], string],
    "switched off": [[restApi(), restStage(), settings({ [setting]: off })], message] as [Draft[], string],
    "for one method": [[restApi(), restStage(), settings({ [setting]: on }, { methodPath: "pets/GET" })], message] as [
      Draft[],
      string,
    ],
    "for the stage of this name of another API": [
      [
        restApi(),
        restApi("b"),
        restStage(),
        settings({ [setting]: on }, { restApi: ref("b", "id"), stageName: "prod" }),
      ],
      message,
    ] as [Draft[], string],
  },
  unknown: {
    "a setting that nobody knows yet": [[restApi(), restStage(), settings({ [setting]: UNKNOWN })], "is not known"] as [
      Draft[],
      string,
    ],
  },
});

judgeRows(api, {
  "rest-stage-access-logs": accessLogs(restApi(), restStage),
  "api-stage-access-logs": accessLogs(webApi("HTTP"), webStage),
  "rest-stage-access-log-format": formats(restApi(), restStage),
  "api-stage-access-log-format": formats(webApi("HTTP"), webStage),
  "rest-stage-execution-logs": execution("loggingLevel", "ERROR", "OFF", "switch execution logs on"),
  "rest-stage-detailed-metrics": execution("metricsEnabled", true, false, "switch detailed metrics on"),
  "websocket-stage-execution-logs": {
    pass: { "errors only": [webApi("WEBSOCKET"), webStage({ defaultRouteSettings: { loggingLevel: "ERROR" } })] },
    fail: { "left to the default": [[webApi("WEBSOCKET"), webStage()], "execution logs are not switched on"] },
    unknown: {
      "a protocol that nobody knows yet": [[webApi(UNKNOWN), webStage()], "protocolType is not known"],
      "an API of another stack": [[webStage({ apiId: "a1b2c3" })], "of an API that is not in this stack"],
    },
    notApplicable: { "an HTTP API": [webApi("HTTP"), webStage()] },
  },
  "rest-methods-no-data-trace": {
    pass: {
      "left to the default": [restApi(), restStage(), settings({})],
      "switched off": [restApi(), restStage(), settings({ dataTraceEnabled: false })],
    },
    fail: { "switched on": [[restApi(), restStage(), settings({ dataTraceEnabled: true })], "payloads"] },
    unknown: {
      "a setting that nobody knows yet": [
        [restApi(), restStage(), settings({ dataTraceEnabled: UNKNOWN })],
        "dataTrace",
      ],
    },
  },
  "websocket-stage-no-data-trace": {
    pass: { "left to the default": [webApi("WEBSOCKET"), webStage()] },
    fail: {
      "switched on": [
        [webApi("WEBSOCKET"), webStage({ defaultRouteSettings: { dataTraceEnabled: true } })],
        "payloads into the log",
      ],
    },
    unknown: {
      "a setting that nobody knows yet": [
        [webApi("WEBSOCKET"), webStage({ defaultRouteSettings: UNKNOWN })],
        "defaultRouteSettings",
      ],
    },
    notApplicable: { "an HTTP API": [webApi("HTTP"), webStage()] },
  },
  "rest-stage-tracing": {
    pass: { "switched on": [restApi(), restStage({ xrayTracingEnabled: true })] },
    fail: { "left to the default": [[restApi(), restStage()], "X-Ray tracing is not switched on"] },
    unknown: { "a switch that nobody knows yet": [[restApi(), restStage({ xrayTracingEnabled: UNKNOWN })], "xray"] },
  },
});
