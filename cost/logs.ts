import type { Resource } from "../policies/graph/resource";
import { attempt, UnknownValue } from "../policies/graph/value";
import { Trail } from "../policies/kinds/cloudtrail";
import { LogGroup, type LogGroupProps } from "../policies/kinds/cloudwatch";
import { amounts, type Account } from "./account";
import type { PriceId } from "./prices";
import { exactly, lessFree, sum, times, type Range } from "./range";
import { gibOf, recorded } from "./trails";
import { DAYS_IN_MONTH, ENDLESS_MONTHS } from "./usage";

const SERVICE = "CloudWatch Logs";

/** GB of ingestion that each account has free. */
const FREE_GB = 5;

export function billLogs(account: Account): void {
  const groups = account.all(LogGroup);
  const ofTrails = new Map<Resource<LogGroupProps>, Range>();
  for (const graph of account.graphs)
    for (const trail of graph.all(Trail))
      for (const group of graph.follow(trail, "cloudWatchLogsGroupArn", LogGroup).known)
        ofTrails.set(group, sum([ofTrails.get(group) ?? exactly(0), gibOf(account, recorded(account, trail))]));
  for (const [group, gib] of ofTrails) billGroups(account, `${group.name}, from the trail`, [group], gib);

  const others = groups.filter((group) => !ofTrails.has(group));
  if (others.length === 0) return;
  const { logGib } = account.usage;
  if (logGib === undefined)
    return account.leaveOut(
      `log groups that no trail delivers to (${others.length})`,
      "how much is written to them is not in the template; --log-gib-per-month N prices it",
    );
  billGroups(account, "other log groups", others, exactly(logGib));
}

/** So many GiB a month, over all of the groups. */
function billGroups(account: Account, what: string, groups: readonly Resource<LogGroupProps>[], gib: Range): void {
  const prices = [...new Set(groups.map(ingestionPrice))];
  const ingested = lessFree(gib, FREE_GB);
  account.add({
    service: SERVICE,
    item: `${what}: ingestion`,
    quantity: amounts(ingested, "GiB"),
    prices,
    low: Math.min(...prices.map((price) => account.usd(price, ingested).low)),
    high: Math.max(...prices.map((price) => account.usd(price, ingested).high)),
  });
  const months = groups.map((group) => monthsOf(account, group));
  const kept = times(
    { low: Math.min(...months.map(({ low }) => low)), high: Math.max(...months.map(({ high }) => high)) },
    times(gib, account.assume("compression")),
  );
  account.bill(SERVICE, `${what}: storage once retention is full`, "logStorage", kept, amounts(kept, "GiB"));
}

function ingestionPrice({ props }: Resource<LogGroupProps>): PriceId {
  return attempt(() => props.logGroupClass) === "INFREQUENT_ACCESS" ? "infrequentLogIngestion" : "logIngestion";
}

function monthsOf(account: Account, { name, props }: Resource<LogGroupProps>): Range {
  const days = attempt(() => props.retentionInDays ?? 0);
  if (!(days instanceof UnknownValue) && days > 0) return exactly(days / DAYS_IN_MONTH);
  account.assumptions.add(
    `log group ${name} never expires: the storage shown is that of the first ${ENDLESS_MONTHS} months`,
  );
  return exactly(ENDLESS_MONTHS);
}
