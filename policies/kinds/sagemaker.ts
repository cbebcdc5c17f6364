import type { Kind } from "../graph/resource";

export const Endpoint: Kind<{ arn?: string; name?: string }> = {
  noun: "SageMaker endpoint",
  tokens: ["aws:sagemaker/endpoint:Endpoint"],
};

export const DataQualityJob: Kind<{
  arn?: string;
  name?: string;
  dataQualityJobInput?: { endpointInput?: { endpointName?: string } };
}> = {
  noun: "data quality job definition",
  tokens: ["aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition"],
};

export const MonitoringSchedule: Kind<{
  arn?: string;
  name?: string;
  monitoringScheduleConfig?: {
    monitoringJobDefinitionName?: string;
    monitoringJobDefinition?: { monitoringInputs?: { endpointInput?: { endpointName?: string } } };
  };
}> = { noun: "monitoring schedule", tokens: ["aws:sagemaker/monitoringSchedule:MonitoringSchedule"] };
