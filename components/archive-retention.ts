import type { types } from "@pulumi/aws";
import { outside, problem, type Problem } from "./problems";

type Rule = types.input.s3.BucketLifecycleConfigurationRule;

/** Moves log files to cheaper storage. */
export interface Tiering {
  /** `GLACIER_IR` answers in milliseconds, `GLACIER` in minutes to hours, `DEEP_ARCHIVE` within half a day. */
  readonly storageClass: "GLACIER_IR" | "GLACIER" | "DEEP_ARCHIVE";
  /** Days after delivery. */
  readonly afterDays: number;
  /**
   * Moves files under 128 KB too. Most files of CloudTrail are smaller, and every moved object is billed: for them the move
   * often costs more than it saves. @default false
   */
  readonly smallObjects?: boolean;
}

/** Keeps every object version from being deleted or overwritten for a while. */
export interface ObjectLock {
  /** `GOVERNANCE` can be lifted by who holds `s3:BypassGovernanceRetention`; `COMPLIANCE` by nobody, the root user included. */
  readonly mode: "GOVERNANCE" | "COMPLIANCE";
  /** Days after delivery. */
  readonly days: number;
}

export interface RetentionArgs {
  /** Days after which log files expire. @default 2557, seven years */
  readonly retentionDays?: number;
  /** Cheaper storage for older files; `false` for none. @default GLACIER_IR after 90 days for files over 128 KB that are kept for 180 days or more */
  readonly tiering?: Tiering | false;
  /** Days for which an overwritten or deleted file can be restored. @default 365, or as long as files are locked */
  readonly noncurrentRetentionDays?: number;
  /** Write-once protection; `false` for none. @default GOVERNANCE for 365 days */
  readonly objectLock?: ObjectLock | false;
  /** Must be `true` for the lock mode `COMPLIANCE`: nobody can undo it, and the bucket cannot be destroyed. @default false */
  readonly acknowledgeComplianceMode?: boolean;
}

export interface Retention {
  readonly retentionDays: number;
  readonly noncurrentDays: number;
  readonly tiering?: Tiering;
  readonly lock?: ObjectLock;
}

export function resolveRetention(args: RetentionArgs): Retention {
  const { retentionDays = 2557, objectLock = { mode: "GOVERNANCE", days: 365 } } = args;
  const { tiering = retentionDays >= 180 && ({ storageClass: "GLACIER_IR", afterDays: 90 } as const) } = args;
  const lock = objectLock || undefined;
  return {
    retentionDays,
    noncurrentDays: args.noncurrentRetentionDays ?? Math.max(Math.min(retentionDays, 365), lock?.days ?? 0),
    tiering: tiering || undefined,
    lock,
  };
}

export function retentionProblems(args: RetentionArgs): Problem[] {
  const { retentionDays, noncurrentDays, tiering, lock } = resolveRetention(args);
  return [
    ...outside("retentionDays", retentionDays, 1, Infinity, "days"),
    ...outside("noncurrentRetentionDays", noncurrentDays, 1, Infinity, "days"),
    ...outside("tiering.afterDays", tiering?.afterDays, 0, Infinity, "days"),
    ...outside("objectLock.days", lock?.days, 1, 36_500, "days"),
    ...problem(
      tiering !== undefined && tiering.afterDays >= retentionDays,
      "tiering.afterDays",
      `${tiering?.afterDays} days is not before files expire (retentionDays ${retentionDays})`,
    ),
    ...problem(
      lock !== undefined && lock.days > retentionDays,
      "retentionDays",
      `${retentionDays} expires files that are locked for ${lock?.days} days; expected at least ${lock?.days}`,
    ),
    // An expired object of a versioned bucket only becomes noncurrent: what is deleted in the end are noncurrent versions.
    ...problem(
      lock !== undefined && lock.days > noncurrentDays,
      "noncurrentRetentionDays",
      `${noncurrentDays} deletes versions that are locked for ${lock?.days} days; expected at least ${lock?.days}`,
    ),
    ...problem(
      lock !== undefined && !["GOVERNANCE", "COMPLIANCE"].includes(lock.mode),
      "objectLock.mode",
      `"${lock?.mode}" is not a mode; expected GOVERNANCE or COMPLIANCE`,
    ),
    ...problem(
      lock?.mode === "COMPLIANCE" && args.acknowledgeComplianceMode !== true,
      "objectLock.mode",
      "COMPLIANCE cannot be undone by anybody; set acknowledgeComplianceMode to true, or use GOVERNANCE",
    ),
  ];
}

/** Days that S3 bills for at least, per storage class. https://aws.amazon.com/s3/storage-classes/ */
const MINIMUM_BILLED_DAYS = { GLACIER_IR: 90, GLACIER: 90, DEEP_ARCHIVE: 180 };

/** Settings that work and cost more than they save. */
export function retentionWarnings({ retentionDays, tiering }: Retention): string[] {
  if (tiering === undefined) return [];
  const billed = MINIMUM_BILLED_DAYS[tiering.storageClass];
  const stored = retentionDays - tiering.afterDays;
  return stored >= billed
    ? []
    : [`files stay in ${tiering.storageClass} for ${stored} days and are billed for ${billed}; leave the tiering out`];
}

export const lifecycleRules = ({ retentionDays, noncurrentDays, tiering }: Retention): Rule[] => [
  {
    id: "retention",
    status: "Enabled",
    filter: { prefix: "" },
    expiration: { days: retentionDays },
    noncurrentVersionExpiration: { noncurrentDays },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    transitions: tiering && [{ days: tiering.afterDays, storageClass: tiering.storageClass }],
  },
  // S3 refuses `expiredObjectDeleteMarker` beside `days`, so the markers that expiry leaves behind need their own rule.
  { id: "delete-markers", status: "Enabled", filter: { prefix: "" }, expiration: { expiredObjectDeleteMarker: true } },
];
