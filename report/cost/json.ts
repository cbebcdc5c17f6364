import { PRICED_REGION, PRICES, type PriceId } from "../../cost/prices";
import { REGIONS } from "../../cost/regions";
import type { CostReport } from "./report";

/** The estimate with the prices that it used. */
export function renderCostJson({ estimates, ...heading }: CostReport): string {
  const used = new Set(estimates.flatMap(({ lines }) => lines.flatMap(({ prices }) => prices)));
  const regions = new Set(estimates.flatMap((each) => each.regions));
  const document = {
    schema: "urn:trailwatch:cost",
    ...heading,
    currency: "USD",
    period: "month",
    priceRegion: PRICED_REGION,
    prices: Object.fromEntries([...used].map((id) => [id, { ...PRICES[id], ...elsewhere(id, regions) }])),
    estimates,
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** What differs in the regions that were asked about. */
function elsewhere(id: PriceId, regions: ReadonlySet<string>): { regions?: Record<string, number> } {
  const others = [...regions].flatMap((region) => {
    const usd = REGIONS[region]?.[id];
    return usd === undefined ? [] : [[region, usd] as const];
  });
  return others.length > 0 ? { regions: Object.fromEntries(others) } : {};
}
