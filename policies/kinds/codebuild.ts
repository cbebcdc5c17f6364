import type { Kind } from "../graph/resource";

export interface BuildProjectProps {
  arn?: string;
  name?: string;
  logsConfig?: {
    cloudwatchLogs?: { status?: string; groupName?: string };
    s3Logs?: { status?: string; location?: string; encryptionDisabled?: boolean };
  };
}

export const BuildProject: Kind<BuildProjectProps> = {
  noun: "build project",
  tokens: ["aws:codebuild/project:Project"],
};
