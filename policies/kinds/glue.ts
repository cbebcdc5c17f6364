import type { Kind } from "../graph/resource";

export interface JobProps {
  arn?: string;
  name?: string;
  command?: { name?: string };
  glueVersion?: string;
  defaultArguments?: Record<string, string>;
  securityConfiguration?: string;
}

export const Job: Kind<JobProps> = { noun: "Glue job", tokens: ["aws:glue/job:Job"], decidedByAws: ["glueVersion"] };

export const SecurityConfiguration: Kind<{
  name?: string;
  encryptionConfiguration?: { cloudwatchEncryption?: { cloudwatchEncryptionMode?: string } };
}> = { noun: "security configuration", tokens: ["aws:glue/securityConfiguration:SecurityConfiguration"] };
