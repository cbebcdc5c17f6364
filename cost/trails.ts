import type { Resource } from "../policies/graph/resource";
import { attempt, UnknownValue } from "../policies/graph/value";
import { EventDataStore, Trail, type TrailProps } from "../policies/kinds/cloudtrail";
import { managementSelectors, dataEventTypes } from "../policies/trail/management-events";
import { amounts, thousands, type Account } from "./account";
import { PRICES, usd } from "./prices";
import { exactly, sum, times, type Range } from "./range";
import { managementEvents } from "./usage";

const SERVICE = "CloudTrail";

export function billTrails(account: Account): void {
  const trails = account.all(Trail).filter(({ props }) => attempt(() => props.enableLogging) !== false);
  billCopies(account, trails);
  billDataEvents(account, trails);
  billInsights(account, trails);
  billLake(account);
}

/**
 * The first copy of management events is free in each region, each further one is billed.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-manage-costs.html
 */
function billCopies(account: Account, trails: readonly Resource<TrailProps>[]): void {
  const recording = trails.filter((trail) => {
    const selectors = attempt(() => managementSelectors(trail));
    return selectors instanceof UnknownValue || selectors.length > 0;
  });
  if (recording.length > 0)
    account.assumptions.add(
      "no trail outside of what was read records the same account: a trail of the organization would make each copy here a billed one",
    );
  const everywhere = recording.filter(({ props }) => attempt(() => props.isMultiRegionTrail) === true);
  const [free, ...further] = [...everywhere, ...recording.filter((trail) => !everywhere.includes(trail))];
  if (free === undefined) return;
  const events = managementEvents(account.usage, account.assume);
  for (const trail of further) {
    // A copy of one region, or of one half of the events, is a part of all of them that nobody has told.
    const isWhole = everywhere.includes(trail) && recordsBothHalves(trail);
    const copied = isWhole ? events : { low: 0, high: events.high };
    const item = `${trail.name}: a further copy of management events`;
    account.bill(SERVICE, item, "managementEventCopy", copied, amounts(copied, "events"));
  }
}

function recordsBothHalves(trail: Resource<TrailProps>): boolean {
  const selectors = attempt(() => managementSelectors(trail).map(({ reads, writes }) => [reads, writes]));
  if (selectors instanceof UnknownValue) return false;
  return selectors.some(([reads]) => reads) && selectors.some(([, writes]) => writes);
}

function billDataEvents(account: Account, trails: readonly Resource<TrailProps>[]): void {
  const recording = trails.filter((trail) => recordsData(trail));
  if (recording.length === 0) return;
  const names = recording.map(({ name }) => name).join(", ");
  const { dataEvents } = account.usage;
  const { usd: price, per } = PRICES.dataEvent;
  if (dataEvents === undefined)
    return account.leaveOut(
      `data events recorded by ${names}`,
      `their number is not in the template; --events-per-month N prices them, at ${price} dollars for ${thousands(per)}`,
    );
  const delivered = { low: dataEvents, high: dataEvents * recording.length };
  account.bill(SERVICE, `data events of ${names}`, "dataEvent", delivered, amounts(delivered, "events"));
}

export function recordsData(trail: Resource<TrailProps>): boolean {
  const types = attempt(() => dataEventTypes(trail).size);
  return types instanceof UnknownValue || types > 0;
}

/**
 * Write events are analysed for unusual rates of calls, all events for unusual rates of errors.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/insights-events-costs.html
 */
function billInsights(account: Account, trails: readonly Resource<TrailProps>[]): void {
  for (const trail of trails) {
    const types = attempt(() => (trail.props.insightSelectors ?? []).map(({ insightType }) => insightType));
    if (types instanceof UnknownValue || types.length === 0) continue;
    const events = managementEvents(account.usage, account.assume);
    const analysed: Range[] = [
      ...(types.includes("ApiCallRateInsight") ? [times(events, account.assume("writeShare"))] : []),
      ...(types.includes("ApiErrorRateInsight") ? [events] : []),
    ];
    account.bill(
      SERVICE,
      `Insights of ${trail.name}`,
      "insightsEvent",
      sum(analysed),
      amounts(sum(analysed), "events"),
    );
  }
}

function billLake(account: Account): void {
  for (const store of account.all(EventDataStore)) {
    const gib = gibOf(account, managementEvents(account.usage, account.assume));
    account.add({
      service: SERVICE,
      item: `event data store ${store.name}: ingestion of management events`,
      quantity: amounts(gib, "GiB"),
      prices: ["lakeIngestionOneYear", "lakeIngestionSevenYears"],
      low: usd("lakeIngestionOneYear", gib.low),
      high: usd("lakeIngestionSevenYears", gib.high),
    });
  }
}

/** What so many records weigh. */
export const gibOf = (account: Account, events: Range): Range =>
  times(times(events, account.assume("eventKib")), 1 / (1024 * 1024));

/** Everything that a trail delivers in a month. */
export const recorded = (account: Account, trail: Resource<TrailProps>): Range =>
  sum([
    managementEvents(account.usage, account.assume),
    exactly(recordsData(trail) ? (account.usage.dataEvents ?? 0) : 0),
  ]);
