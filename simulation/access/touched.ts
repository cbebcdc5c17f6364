import { isRecord } from "../../policies/graph/value";
import { serviceOf } from "./call";
import type { CloudTrailRecord } from "../record";

/** Something that a record names. */
export interface Touched {
  service: string;
  arn: string;
  /** What people may call it: `bucket`, `bucket/key`, `table`. */
  names: readonly string[];
  /** It is only copied from. */
  source?: boolean;
}

/** Parameters that hold a name and no ARN: the service, and what stands before the name in its ARN. */
const NAMED: Record<string, [service: string, before: string]> = {
  tablename: ["dynamodb", "table/"],
  sourcetablename: ["dynamodb", "table/"],
  targettablename: ["dynamodb", "table/"],
  functionname: ["lambda", "function:"],
  keyid: ["kms", "key/"],
  targetkeyid: ["kms", "key/"],
  aliasname: ["kms", ""],
  dbinstanceidentifier: ["rds", "db:"],
  sourcedbinstanceidentifier: ["rds", "db:"],
  targetdbinstanceidentifier: ["rds", "db:"],
  dbclusteridentifier: ["rds", "cluster:"],
  dbsnapshotidentifier: ["rds", "snapshot:"],
  loggroupname: ["logs", "log-group:"],
  loggroupnames: ["logs", "log-group:"],
  loggroupidentifier: ["logs", "log-group:"],
  loggroupidentifiers: ["logs", "log-group:"],
  secretid: ["secretsmanager", "secret:"],
};
/** Maps whose property names are names of tables: BatchGetItem, BatchWriteItem. */
const TABLE_MAP = "requestItems";
/** Parameters of calls that nobody has seen are nested no deeper. */
const DEEPEST = 8;

/** The resources that a record names, in `resources` and in the parameters of the call. */
export function touchedBy(record: CloudTrailRecord): Touched[] {
  const found = new Map<string, Touched>();
  const add = (touched: Touched | undefined): void => {
    if (touched && !found.get(touched.arn)) found.set(touched.arn, touched);
  };
  const place = placeOf(record);
  for (const each of Array.isArray(record.resources) ? (record.resources as unknown[]) : []) {
    if (!isRecord(each)) continue;
    for (const arn of [each.ARN, each.arn, each.ARNPrefix]) if (typeof arn === "string") add(named(arn));
  }
  const parameters = record.requestParameters;
  if (isRecord(parameters) && serviceOf(record.eventSource).startsWith("s3")) addObjects(parameters, add);
  walk(parameters, "", DEEPEST, (key, value) => {
    if (value.startsWith("arn:")) return add(named(value));
    const [service, before] = NAMED[key.toLowerCase()] ?? [];
    if (!service) return;
    const alias = value.startsWith("alias/");
    add(named(`arn:${place.partition}:${service}:${place.region}:${place.account}:${alias ? "" : before}${value}`));
  });
  return [...found.values()];
}

function addObjects(parameters: Record<string, unknown>, add: (touched: Touched) => void): void {
  const { bucketName, key, "x-amz-copy-source": source } = parameters;
  const inBucket = typeof key === "string" ? `/${key}` : "";
  if (typeof bucketName === "string") add(named(`arn:aws:s3:::${bucketName}${inBucket}`));
  if (typeof source === "string") {
    const [path] = source.replace(/^\//, "").split("?");
    add({ ...named(`arn:aws:s3:::${decoded(path)}`), source: true });
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function walk(value: unknown, key: string, deep: number, take: (key: string, text: string) => void): void {
  if (typeof value === "string") take(key, value);
  else if (deep === 0 || typeof value !== "object" || value === null) return;
  else if (Array.isArray(value)) for (const each of value as unknown[]) walk(each, key, deep - 1, take);
  else
    for (const [name, each] of Object.entries(value)) {
      if (key === TABLE_MAP) take("tableName", name);
      walk(each, name, deep - 1, take);
    }
}

function placeOf({ awsRegion, recipientAccountId }: CloudTrailRecord) {
  const region = typeof awsRegion === "string" ? awsRegion : "";
  const partition = region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  return { region, partition, account: typeof recipientAccountId === "string" ? recipientAccountId : "" };
}

/** A resource by its ARN, and what else it may be called. */
export function named(arn: string): Touched {
  const [, , service = "", , , ...rest] = arn.split(":");
  const resource = rest.join(":").replace(/:\*$/, "");
  return { service, arn: arn.replace(/:\*$/, ""), names: [...new Set(namesIn(service, resource))] };
}

function namesIn(service: string, resource: string): string[] {
  if (service === "s3") return [resource, resource.split("/")[0]];
  if (service === "kms" && resource.startsWith("alias/")) return [resource];
  if (service === "logs") {
    const group = resource.replace(/^log-group:/, "");
    return [group, group.split(":")[0]];
  }
  // `table/NAME/index/…`, `function:NAME:alias`, `secret:NAME-a1b2c3`
  const [, name = resource] = /^[a-z-]+[/:](.+)$/i.exec(resource) ?? [];
  return [name, name.split(/[/:]/)[0], ...(service === "secretsmanager" ? [name.replace(/-\w{6}$/, "")] : [])];
}
