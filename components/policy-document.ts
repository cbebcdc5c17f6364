import type { iam } from "@pulumi/aws";
import { jsonStringify, type Input, type Output } from "@pulumi/pulumi";

export type Statement = iam.PolicyStatement;

export const policyDocument = (statements: Statement[]): Output<string> =>
  jsonStringify({ Version: "2012-10-17", Statement: statements });

/** Refuses callers that do not use TLS. Services of AWS call with TLS, so none of them is hit. */
export const denyPlainHttp = (action: string, resources: Input<string>[]): Statement => ({
  Sid: "DenyPlainHttp",
  Effect: "Deny",
  Principal: "*",
  Action: action,
  Resource: resources,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});
