import { PRICES } from "../../cost/prices";
import { renderCsv } from "../csv";
import type { CostReport } from "./report";

const COLUMNS = ["account", "stacks", "service", "item", "quantity", "lowUsd", "highUsd", "pricePage", "priceAsOf"];

/** A row for each line; what is not estimated has no amounts. */
export const renderCostCsv = ({ estimates }: CostReport): string =>
  renderCsv(
    COLUMNS,
    estimates.flatMap(({ account, stacks, lines, unpriced }) => [
      ...lines.map(({ service, item, quantity, low, high, prices }) => [
        ...[account, stacks.join(" "), service, item, quantity, low, high],
        ...[PRICES[prices[0]].page, PRICES[prices[0]].asOf],
      ]),
      ...unpriced.map(({ what, why }) => [account, stacks.join(" "), "", `${what}: not estimated`, why]),
    ]),
  );
