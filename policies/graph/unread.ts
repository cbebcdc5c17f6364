import type { ResourceRecord } from "./resource";
import { Unknown } from "./value";

/** Of what a resource that is only read was never asked for. */
export const UNREAD = new Unknown("only read by this stack, and AWS was not asked for it");

/** What a resource may lack whether or not AWS was asked: its provider says the region. */
const OPTIONAL = ["region"];

/** The property that `.get` is given as the id. */
const ID: Record<string, string> = {
  "aws:cloudwatch/logGroup:LogGroup": "name",
  "aws:s3/bucket:Bucket": "bucket",
  "aws:s3/bucketV2:BucketV2": "bucket",
  "aws:iam/role:Role": "name",
};

/** A record whose values answer "not known" for what was never read, instead of "not given". */
export function withUnread(record: ResourceRecord): ResourceRecord {
  if (!record.unread) return record;
  const name = ID[record.type];
  const given = name === undefined ? record.values : { [name]: record.values.id, ...record.values };
  const values = new Proxy(given, {
    get: (_, property) =>
      typeof property !== "string" || property in given || OPTIONAL.includes(property)
        ? Reflect.get(given, property)
        : UNREAD,
  });
  return { ...record, values };
}
