import type { Sighting } from "./counts";
import type { CloudTrailRecord } from "./record";

/** A record, or where one stands that nobody has parsed yet. */
export type Seen = CloudTrailRecord | Place;

/** Where a record stands. Most are the last one only until the next comes, so that copying each of them would be in vain. */
export class Place {
  constructor(
    private bytes: Buffer,
    private from: number,
    private to: number,
  ) {}

  /** Lets go of all other bytes. */
  keep(): void {
    if (this.bytes.length === this.to - this.from) return;
    this.bytes = Buffer.from(this.bytes.subarray(this.from, this.to));
    this.to -= this.from;
    this.from = 0;
  }

  get record(): CloudTrailRecord | undefined {
    try {
      return JSON.parse(this.bytes.toString("utf8", this.from, this.to)) as CloudTrailRecord;
    } catch {
      return undefined;
    }
  }
}

/** What people need to know of a record, to find it again. */
export function sightingOf(seen: Seen | undefined): Sighting | undefined {
  const record = seen instanceof Place ? seen.record : seen;
  if (!record) return undefined;
  const { eventTime, eventID, eventName, eventSource, errorCode, userIdentity, sourceIPAddress } = record;
  const { arn, invokedBy, type, principalId } = (userIdentity ?? {}) as Record<string, unknown>;
  const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
  return {
    eventTime: text(eventTime),
    eventID: text(eventID),
    eventName,
    eventSource,
    errorCode: text(errorCode),
    who: text(arn) ?? text(invokedBy) ?? text(principalId) ?? text(type),
    from: text(sourceIPAddress),
  };
}
