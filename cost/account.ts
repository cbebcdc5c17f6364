import type { Graph } from "../policies/graph/graph";
import type { Kind, Resource } from "../policies/graph/resource";
import { PRICED_REGION, PRICES, type PriceId } from "./prices";
import { times, type Range } from "./range";
import { regionalUsd } from "./regions";
import { ASSUMPTIONS, type AssumptionId, type Usage } from "./usage";

/** A part of the bill. */
export interface Line extends Range {
  readonly service: string;
  readonly item: string;
  /** How many units, in words. */
  readonly quantity: string;
  readonly prices: readonly PriceId[];
}

/** What is billed and cannot be told from a template, or has no price that could be looked up. */
export interface Unpriced {
  readonly what: string;
  readonly why: string;
}

/** The stacks of one account: what free tiers and the free copy of events are counted over. */
export class Account {
  readonly lines: Line[] = [];
  readonly unpriced: Unpriced[] = [];
  readonly assumptions = new Set<string>();
  /** The regions that the stacks are deployed to. */
  readonly regions: readonly string[];

  constructor(
    readonly graphs: readonly Graph[],
    readonly usage: Usage,
  ) {
    this.regions = [...new Set(graphs.flatMap(({ facts }) => facts.region ?? []))];
  }

  /** What so many units cost, from the cheapest of the regions to the dearest. */
  usd(price: PriceId, units: Range): Range {
    const regions = this.regions.length > 0 ? this.regions : [PRICED_REGION];
    const each = regions.map((region) => regionalUsd(price, region) / PRICES[price].per);
    return times(units, { low: Math.min(...each), high: Math.max(...each) });
  }

  all<P>(kind: Kind<P>): Resource<P>[] {
    return this.graphs.flatMap((graph) => graph.all(kind));
  }

  /** The range that stands for a number that nobody gave; the report will say so. */
  readonly assume = (id: AssumptionId): Range => {
    this.assumptions.add(ASSUMPTIONS[id].text);
    return ASSUMPTIONS[id];
  };

  /** A line of so many units of one price. */
  bill(service: string, item: string, price: PriceId, units: Range, quantity: string): void {
    this.add({ service, item, quantity, prices: [price], ...this.usd(price, units) });
  }

  add(line: Line): void {
    if (line.high > 0) this.lines.push(line);
  }

  leaveOut(what: string, why: string): void {
    this.unpriced.push({ what, why });
  }
}

const amount = (n: number): string => (n >= 100 ? thousands(Math.round(n)) : String(Number(n.toPrecision(2))));

export const thousands = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

/** `3 alarms`, `1 key`, `10 to 20 GiB`; the noun is given in the plural. */
export const amounts = ({ low, high }: Range, noun: string): string => {
  if (amount(low) !== amount(high)) return `${amount(low)} to ${amount(high)} ${noun}`;
  return `${amount(low)} ${low === 1 ? noun.replace(/s$/, "") : noun}`;
};
