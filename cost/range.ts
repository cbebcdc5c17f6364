/** From the least to the most that is to be expected. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

export const exactly = (value: number): Range => ({ low: value, high: value });

export const times = ({ low, high }: Range, by: Range | number): Range =>
  typeof by === "number" ? { low: low * by, high: high * by } : { low: low * by.low, high: high * by.high };

export const sum = (ranges: readonly Range[]): Range => ({
  low: ranges.reduce((total, { low }) => total + low, 0),
  high: ranges.reduce((total, { high }) => total + high, 0),
});

/** Less what is free each month; at the high end another stack of the account has used that up. */
export const lessFree = ({ low, high }: Range, free: number): Range => ({ low: Math.max(0, low - free), high });
