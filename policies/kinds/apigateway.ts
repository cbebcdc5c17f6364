import type { Kind } from "../graph/resource";

interface AccessLogSettings {
  destinationArn?: string;
  format?: string;
}

export const RestApi: Kind<{ arn?: string; name?: string }> = {
  noun: "REST API",
  tokens: ["aws:apigateway/restApi:RestApi"],
  names: [],
};

export interface RestStageProps {
  arn?: string;
  restApi?: string;
  stageName?: string;
  accessLogSettings?: AccessLogSettings;
  xrayTracingEnabled?: boolean;
}

export const RestStage: Kind<RestStageProps> = {
  noun: "REST API stage",
  tokens: ["aws:apigateway/stage:Stage"],
  names: ["stageName"],
};

export interface MethodSettingsProps {
  restApi?: string;
  stageName?: string;
  methodPath?: string;
  settings?: { loggingLevel?: string; metricsEnabled?: boolean; dataTraceEnabled?: boolean };
}

export const MethodSettings: Kind<MethodSettingsProps> = {
  noun: "method settings",
  tokens: ["aws:apigateway/methodSettings:MethodSettings"],
  names: [],
};

/** The second generation: HTTP and WebSocket APIs. */
export const HttpApi: Kind<{ arn?: string; name?: string; protocolType?: string }> = {
  noun: "API",
  tokens: ["aws:apigatewayv2/api:Api"],
  names: [],
};

export interface HttpStageProps {
  arn?: string;
  apiId?: string;
  name?: string;
  accessLogSettings?: AccessLogSettings;
  defaultRouteSettings?: { loggingLevel?: string; dataTraceEnabled?: boolean; detailedMetricsEnabled?: boolean };
}

export const HttpStage: Kind<HttpStageProps> = {
  noun: "API stage",
  tokens: ["aws:apigatewayv2/stage:Stage"],
  names: [],
};
