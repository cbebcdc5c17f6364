import { READS, type CloudTrailRecord } from "../record";

/** What a call does to what it names. */
export type Deed = "read" | "change" | "delete";
export type Outcome = "allowed" | "denied" | "failed";

const DELETES = /^(Batch)?(Delete|Terminate|Purge|Destroy)|^ScheduleKeyDeletion$/;

/** By the verb of its name, and by what CloudTrail says about whether it only reads. */
export function deedOf({ eventName, readOnly }: CloudTrailRecord): Deed {
  if (DELETES.test(eventName)) return "delete";
  const reads = typeof readOnly === "boolean" ? readOnly : READS.test(eventName);
  return reads ? "read" : "change";
}

const DENIED = /denied|unauthorized|notauthorized|forbidden/i;

/** CloudTrail names the error of a call that did not succeed; a sign-in tells in its response. */
export function outcomeOf({ errorCode, eventName, responseElements }: CloudTrailRecord): Outcome {
  if (typeof errorCode === "string") return DENIED.test(errorCode) ? "denied" : "failed";
  const signIn = eventName === "ConsoleLogin" && (responseElements as { ConsoleLogin?: unknown } | null)?.ConsoleLogin;
  return signIn === "Failure" ? "denied" : "allowed";
}

/** Calls on single objects, by service; records since 2021 say of themselves that they are data events. */
const DATA_CALLS: Record<string, RegExp> = {
  s3: /Objects?(V2|Versions|Acl|Tagging|Attributes|Retention|LegalHold|Torrent)?$|MultipartUpload|UploadPart/,
  dynamodb: /Items?$|^(Query|Scan|GetRecords)$|^(Batch)?ExecuteStatement$|^ExecuteTransaction$/,
  lambda: /^Invoke/,
};

export function isDataEvent({ eventCategory, managementEvent, eventSource, eventName }: CloudTrailRecord): boolean {
  if (typeof eventCategory === "string") return eventCategory === "Data";
  if (typeof managementEvent === "boolean") return !managementEvent;
  return DATA_CALLS[serviceOf(eventSource)]?.test(eventName) ?? false;
}

export const serviceOf = (eventSource: string): string => eventSource.replace(/\.amazonaws\.com(\.cn)?$/, "");
