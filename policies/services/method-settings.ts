import type { Found } from "../graph/found";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { MethodSettings, RestApi, type MethodSettingsProps, type RestStageProps } from "../kinds/apigateway";

/** Levels at which API Gateway writes an execution log; the third is `OFF`. */
export const LOGGING_LEVELS = ["INFO", "ERROR"];

/** The settings of a stage that hold for all of its methods, or for single ones. */
export function methodSettingsOf(stage: Resource<RestStageProps>, graph: Graph): Found<Resource<MethodSettingsProps>> {
  const api = graph.follow(stage, "restApi", RestApi).known[0];
  return graph.into(stage, MethodSettings, "stageName").filter((settings) => {
    const apis = graph.follow(settings, "restApi", RestApi);
    // A stage's name says little: every API may have a stage of this name.
    return api ? apis.some((other) => other === api) : settings.props.restApi === stage.props.restApi;
  });
}

export const isExecutionLogged = ({ props: { settings } }: Resource<MethodSettingsProps>): boolean =>
  LOGGING_LEVELS.includes(settings?.loggingLevel ?? "OFF");
