import { direct, partial, supporting } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import {
  HttpApi,
  HttpStage,
  MethodSettings,
  RestStage,
  type HttpStageProps,
  type MethodSettingsProps,
  type RestStageProps,
} from "../kinds/apigateway";
import { LOGGING_LEVELS, methodSettingsOf } from "./method-settings";
import { partnerPolicy, settingPolicy } from "./switch";

const ACCESS_LOGS = {
  severity: "medium",
  description:
    "Access logs say who called which operation and what came of it; the execution log leaves the caller out.",
  path: "accessLogSettings",
  on: ({ accessLogSettings }: RestStageProps | HttpStageProps) => accessLogSettings,
  off: "no access log is set up",
} as const;

const REQUESTS = [
  partial("nist-800-53-r5/AU-12"),
  supporting("pci-dss-4.0.1/10.2.1"),
  supporting("soc2-2017/CC7.2"),
  supporting("iso-27001-2022/A.8.15"),
];

const OBSERVED = [supporting("nist-800-53-r5/SI-4"), supporting("soc2-2017/CC7.2")];

/** One JSON object a line: values are variables, quoted or not. */
const FORMAT = {
  severity: "low",
  description:
    "Logs Insights, metric filters and every other reader finds fields by name where each line is a JSON object.",
  remediation: 'Write `accessLogSettings.format` as a JSON object, such as `{"requestId":"$context.requestId"}`.',
  controls: [supporting("nist-800-53-r5/AU-3")],
  path: "accessLogSettings.format",
  exempt: ({ props }: Resource<RestStageProps> | Resource<HttpStageProps>) =>
    props.accessLogSettings ? undefined : "no access log is set up",
  on({ accessLogSettings }: RestStageProps | HttpStageProps) {
    const text = (accessLogSettings?.format ?? "").replace(/\$context[\w.-]+/g, "0");
    try {
      return typeof JSON.parse(text) === "object";
    } catch {
      return false;
    }
  },
  off: "the lines of its access log are no JSON objects",
} as const;

/** A switch in the settings for all methods. */
const ofAllMethods = (path: string, on: (settings: NonNullable<MethodSettingsProps["settings"]>) => unknown) => ({
  find: (stage: Resource<never>, graph: Graph) =>
    methodSettingsOf(stage, graph).filter(({ props }) => props.methodPath === "*/*"),
  path: `settings.${path}`,
  on: ({ settings }: MethodSettingsProps) => settings && on(settings),
});

/** HTTP APIs have access logs only. */
function withoutExecutionLogs(stage: Resource<HttpStageProps>, graph: Graph): string | undefined {
  const api = graph.follow(stage, "apiId", HttpApi).first ?? stage.undecided("of an API that is not in this stack");
  return api.props.protocolType === "WEBSOCKET" ? undefined : "an HTTP API has neither execution logs nor data tracing";
}

export default [
  settingPolicy({
    ...ACCESS_LOGS,
    id: "rest-stage-access-logs",
    title: "Stages of REST APIs keep access logs",
    remediation: "Set `accessLogSettings` with the ARN of a log group or Firehose stream, and a format.",
    controls: REQUESTS,
    pages: ["https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html"],
    about: RestStage,
  }),
  settingPolicy({
    ...ACCESS_LOGS,
    id: "api-stage-access-logs",
    title: "Stages of HTTP and WebSocket APIs keep access logs",
    remediation: "Set `accessLogSettings` with the ARN of a log group, and a format.",
    controls: [direct("aws-security-hub/APIGateway.9"), ...REQUESTS],
    pages: [
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html",
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html",
    ],
    about: HttpStage,
  }),
  settingPolicy({
    ...FORMAT,
    id: "rest-stage-access-log-format",
    title: "Access logs of REST APIs are lines of JSON",
    pages: ["https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html"],
    about: RestStage,
  }),
  settingPolicy({
    ...FORMAT,
    id: "api-stage-access-log-format",
    title: "Access logs of HTTP and WebSocket APIs are lines of JSON",
    pages: ["https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html"],
    about: HttpStage,
  }),
  partnerPolicy({
    id: "rest-stage-execution-logs",
    title: "Stages of REST APIs log how requests are executed",
    severity: "medium",
    description:
      "The execution log says what authorizers, validators and integrations answered, and why a call failed.",
    remediation: 'Make a `MethodSettings` for the stage with `methodPath: "*/*"` and `settings.loggingLevel: "ERROR"`.',
    controls: [direct("aws-security-hub/APIGateway.1"), partial("nist-800-53-r5/AU-12"), supporting("soc2-2017/CC7.2")],
    pages: ["https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html"],
    about: RestStage,
    partners: [ofAllMethods("loggingLevel", ({ loggingLevel }) => LOGGING_LEVELS.includes(loggingLevel ?? "OFF"))],
    off: "no settings for all of its methods switch execution logs on",
  }),
  partnerPolicy({
    id: "websocket-stage-execution-logs",
    title: "Stages of WebSocket APIs log how requests are executed",
    severity: "medium",
    description: "The execution log says what authorizers, routes and integrations answered, and why a call failed.",
    remediation: "Set `defaultRouteSettings.loggingLevel` to `ERROR` or `INFO`.",
    controls: [direct("aws-security-hub/APIGateway.1"), partial("nist-800-53-r5/AU-12"), supporting("soc2-2017/CC7.2")],
    pages: ["https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html"],
    about: HttpStage,
    exempt: withoutExecutionLogs,
    inline: [
      {
        path: "defaultRouteSettings.loggingLevel",
        on: ({ defaultRouteSettings }) => LOGGING_LEVELS.includes(defaultRouteSettings?.loggingLevel ?? "OFF"),
      },
    ],
    off: "execution logs are not switched on",
  }),
  settingPolicy({
    id: "rest-methods-no-data-trace",
    title: "Methods of REST APIs keep payloads out of their logs",
    severity: "medium",
    description:
      "Data tracing writes whole requests and answers, with the personal data and tokens in them, into the log.",
    remediation: "Leave `settings.dataTraceEnabled` out, or set it to `false`.",
    controls: [supporting("pci-dss-4.0.1/10.3.1"), supporting("nist-800-53-r5/AU-9")],
    pages: ["https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html"],
    about: MethodSettings,
    path: "settings.dataTraceEnabled",
    on: ({ settings }) => !settings?.dataTraceEnabled,
    remediate: ({ props: { settings } }) => ({ settings: { ...settings, dataTraceEnabled: false } }),
    off: "data tracing writes payloads into the log",
  }),
  partnerPolicy({
    id: "websocket-stage-no-data-trace",
    title: "Stages of WebSocket APIs keep payloads out of their logs",
    severity: "medium",
    description: "Data tracing writes whole messages, with the personal data and tokens in them, into the log.",
    remediation: "Leave `defaultRouteSettings.dataTraceEnabled` out, or set it to `false`.",
    controls: [supporting("pci-dss-4.0.1/10.3.1"), supporting("nist-800-53-r5/AU-9")],
    pages: ["https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html"],
    about: HttpStage,
    exempt: withoutExecutionLogs,
    inline: [
      {
        path: "defaultRouteSettings.dataTraceEnabled",
        on: ({ defaultRouteSettings }) => !defaultRouteSettings?.dataTraceEnabled,
      },
    ],
    off: "data tracing writes payloads into the log",
  }),
  partnerPolicy({
    id: "rest-stage-detailed-metrics",
    title: "Stages of REST APIs count calls and errors of each method",
    severity: "low",
    description: "Metrics of the whole stage hide the one method that fails, or that somebody tries passwords on.",
    remediation: 'Make a `MethodSettings` for the stage with `methodPath: "*/*"` and `settings.metricsEnabled: true`.',
    controls: OBSERVED,
    pages: ["https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html"],
    about: RestStage,
    partners: [ofAllMethods("metricsEnabled", ({ metricsEnabled }) => metricsEnabled)],
    off: "no settings for all of its methods switch detailed metrics on",
  }),
  settingPolicy({
    id: "rest-stage-tracing",
    title: "Stages of REST APIs are traced",
    severity: "low",
    description: "A trace shows the way of one request through all services that took part, and where it was lost.",
    remediation: "Set `xrayTracingEnabled: true`.",
    controls: OBSERVED,
    pages: ["https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-xray.html"],
    about: RestStage,
    path: "xrayTracingEnabled",
    on: ({ xrayTracingEnabled }) => xrayTracingEnabled,
    remediate: () => ({ xrayTracingEnabled: true }),
    off: "X-Ray tracing is not switched on",
  }),
];
