import { PRICED_REGION, PRICES } from "../../cost/prices";
import type { CostReport } from "./report";

/** The estimate with the prices that it used. */
export function renderCostJson({ estimates, ...heading }: CostReport): string {
  const used = new Set(estimates.flatMap(({ lines }) => lines.flatMap(({ prices }) => prices)));
  const document = {
    schema: "urn:trailwatch:cost",
    ...heading,
    currency: "USD",
    period: "month",
    prices: { region: PRICED_REGION, ...Object.fromEntries([...used].map((id) => [id, PRICES[id]])) },
    estimates,
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
