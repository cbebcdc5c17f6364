/** What the scan knows of a record; `undefined` for what the record does not have. */
export interface Outline {
  eventName: string;
  eventSource: string;
  errorCode?: string;
  eventType?: string;
  readOnly?: boolean;
  userIdentity: { type?: string; invokedBy?: string };
}

/** The paths of what is in an outline. */
export const OUTLINE: ReadonlySet<string | undefined> = new Set([
  "eventName",
  "eventSource",
  "errorCode",
  "eventType",
  "readOnly",
  "userIdentity.type",
  "userIdentity.invokedBy",
]);
