import type { Step } from "../../policies/patterns/filter/ast";
import { Inexpressible, literal, type Field } from "./dialect";

export const TEXTS = new Set(
  (
    "eventVersion eventTime eventSource eventName awsRegion sourceIPAddress userAgent errorCode errorMessage requestID " +
    "eventID eventType apiVersion readOnly recipientAccountId sharedEventID vpcEndpointId eventCategory"
  ).split(" "),
);
export const JSON_TEXTS = new Set([
  "requestParameters",
  "responseElements",
  "additionalEventData",
  "serviceEventDetails",
]);
export const IDENTITY = new Set(
  (
    "type principalId arn accountId invokedBy accessKeyId userName sessionContext.attributes.mfaAuthenticated " +
    "sessionContext.attributes.creationDate sessionContext.sessionIssuer.type sessionContext.sessionIssuer.principalId " +
    "sessionContext.sessionIssuer.arn sessionContext.sessionIssuer.accountId sessionContext.sessionIssuer.userName"
  ).split(" "),
);
export const RESOURCE = new Set(["ARN", "accountId", "type"]);

/** A column of texts: what is missing and what is null are both NULL in it. */
export const textField = (column: string): Field => ({
  text: column,
  isText: `${column} IS NOT NULL`,
  number: "NULL",
  exists: `${column} IS NOT NULL`,
  is: { "IS NULL": `${column} IS NULL`, "IS TRUE": `${column} = 'true'`, "IS FALSE": `${column} = 'false'` },
});

export function jsonField(json: string, path: string): Field {
  const shown = `json_format(json_extract(${json}, ${path}))`;
  return {
    text: `json_extract_scalar(${json}, ${path})`,
    isText: `${shown} LIKE '"%'`,
    isNumber: `TRY_CAST(${shown} AS double) IS NOT NULL`,
    number: `TRY_CAST(${shown} AS double)`,
    exists: `${shown} IS NOT NULL`,
    is: { "IS NULL": `${shown} = 'null'`, "IS TRUE": `${shown} = 'true'`, "IS FALSE": `${shown} = 'false'` },
  };
}

export function pathOf(steps: readonly Step[]): string {
  const names = steps.map((step) => {
    if ("index" in step) return `[${step.index}]`;
    if (!("name" in step) || /["\\]/.test(step.name))
      throw new Inexpressible("a path of Athena has no way to write a name with quotes");
    return `["${step.name}"]`;
  });
  return literal(`$${names.join("")}`);
}
