import type { Kind } from "../graph/resource";

interface ModuleLogs {
  enabled?: boolean;
  logLevel?: string;
}

export interface AirflowProps {
  arn?: string;
  name?: string;
  loggingConfiguration?: {
    dagProcessingLogs?: ModuleLogs;
    schedulerLogs?: ModuleLogs;
    taskLogs?: ModuleLogs;
    webserverLogs?: ModuleLogs;
    workerLogs?: ModuleLogs;
  };
}

export const AirflowEnvironment: Kind<AirflowProps> = {
  noun: "Airflow environment",
  tokens: ["aws:mwaa/environment:Environment"],
  decidedByAws: ["loggingConfiguration"],
};
