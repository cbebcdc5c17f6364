import type { Range } from "../../cost/range";

/** Dollars with no more figures than an estimate can have. */
const dollars = (usd: number): string =>
  usd === 0
    ? "0"
    : usd < 0.01
      ? "<0.01"
      : usd < 10
        ? usd.toFixed(2)
        : String(Math.round(usd)).replace(/\B(?=(\d{3})+$)/g, ",");

export const shownRange = ({ low, high }: Range): string =>
  dollars(low) === dollars(high) ? dollars(high) : `${dollars(low)} to ${dollars(high)}`;
