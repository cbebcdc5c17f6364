import type { Graph } from "../policies/graph/graph";
import type { Resource } from "../policies/graph/resource";
import { attempt, UnknownValue } from "../policies/graph/value";
import { currentDays } from "../policies/archive/lifecycle";
import { Trail, type TrailProps } from "../policies/kinds/cloudtrail";
import { Bucket, BucketLifecycleConfiguration, type BucketProps, type LifecycleRule } from "../policies/kinds/s3";
import { amounts, type Account } from "./account";
import { usd, type PriceId } from "./prices";
import { exactly, times, type Range } from "./range";
import { gibOf, recorded } from "./trails";
import { DAYS_IN_MONTH, ENDLESS_MONTHS } from "./usage";

const SERVICE = "S3";

/** What a file costs in a storage class, and to bring there. */
const CLASSES: Record<string, { storage: PriceId; transition: PriceId }> = {
  STANDARD_IA: { storage: "s3StandardInfrequent", transition: "transitionToInfrequent" },
  ONEZONE_IA: { storage: "s3OneZoneInfrequent", transition: "transitionToInfrequent" },
  GLACIER_IR: { storage: "s3GlacierInstant", transition: "transitionToGlacierInstant" },
  GLACIER: { storage: "s3Glacier", transition: "transitionToGlacier" },
  DEEP_ARCHIVE: { storage: "s3DeepArchive", transition: "transitionToDeepArchive" },
};

/** Where the trails deliver to: requests, storage over the lifecycle, and the key that each file is encrypted with. */
export function billArchives(account: Account): void {
  for (const graph of account.graphs)
    for (const trail of graph.all(Trail)) {
      const files = account.assume("logFiles");
      account.bill(SERVICE, `log files of ${trail.name}: requests`, "s3Put", files, amounts(files, "files"));
      const buckets = graph.follow(trail, "s3BucketName", Bucket).known;
      if (buckets.length === 0) {
        account.leaveOut(`storage of the log files of ${trail.name}`, "their bucket is not among what was read");
        continue;
      }
      billStorage(account, graph, trail, buckets[0], files);
    }
}

function billStorage(
  account: Account,
  graph: Graph,
  trail: Resource<TrailProps>,
  bucket: Resource<BucketProps>,
  files: Range,
): void {
  const gib = times(gibOf(account, recorded(account, trail)), account.assume("compression"));
  const { days, steps } = lifecycleOf(graph, bucket);
  if (days === undefined)
    account.assumptions.add(
      `bucket ${bucket.name} expires nothing: the storage shown is that of the first ${ENDLESS_MONTHS} months`,
    );
  const end = days ?? ENDLESS_MONTHS * DAYS_IN_MONTH;
  const bounds = [...steps.filter(({ from }) => from < end), { from: end, storage: undefined }];
  // S3 moves no file below 128 KB unless told to, and most log files are smaller: at most all of them stay where they are.
  const unmoved = usd("s3Standard", (gib.high * end) / DAYS_IN_MONTH);
  const moved = bounds.reduce(
    ({ total, from, storage }, step) => ({
      total: total + usd(storage, (gib.low * (step.from - from)) / DAYS_IN_MONTH),
      from: step.from,
      storage: step.storage ?? storage,
    }),
    { total: 0, from: 0, storage: "s3Standard" as PriceId },
  ).total;
  const prices: PriceId[] = ["s3Standard", ...bounds.flatMap(({ storage }) => storage ?? [])];
  account.add({
    service: SERVICE,
    item: `log files of ${trail.name}: storage once retention is full`,
    quantity: `${amounts(gib, "GiB a month")} for ${amounts(exactly(end / DAYS_IN_MONTH), "months")}`,
    prices,
    low: moved,
    high: unmoved,
  });
  for (const { transition, from } of steps)
    if (from < end) {
      const few = { low: 0, high: files.high };
      account.bill(SERVICE, `log files of ${trail.name}: transitions`, transition, few, amounts(few, "files"));
    }
  if (steps.length > 0)
    account.assumptions.add(
      "files below 128 KB stay in S3 Standard, as S3 leaves them there by default: none to all of them",
    );
}

interface Step {
  from: number;
  storage: PriceId;
  transition: PriceId;
}

/** When files change their class, and when they expire. Rules that are not known yet count as none. */
function lifecycleOf(graph: Graph, bucket: Resource<BucketProps>): { days?: number; steps: Step[] } {
  const configurations = graph
    .all(BucketLifecycleConfiguration)
    .filter((each) => graph.follow(each, "bucket", Bucket).known.some(({ urn }) => urn === bucket.urn));
  const read = attempt(() => configurations.flatMap(({ props }) => (props.rules ?? []).map((rule) => plainRule(rule))));
  const rules = read instanceof UnknownValue ? [] : read;
  const days = Math.min(...rules.map(({ days }) => days));
  return {
    days: Number.isFinite(days) ? days : undefined,
    steps: rules.flatMap(({ steps }) => steps).sort((a, b) => a.from - b.from),
  };
}

const plainRule = (rule: LifecycleRule): { days: number; steps: Step[] } => ({
  days: rule.status === "Disabled" ? Infinity : currentDays(rule),
  steps: (rule.transitions ?? []).flatMap(({ days = 0, storageClass }) =>
    CLASSES[storageClass] && rule.status !== "Disabled" ? [{ from: days, ...CLASSES[storageClass] }] : [],
  ),
});
