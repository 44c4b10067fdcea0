/** A number that lies between two ends, both included; known exactly when they are equal. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

export function exactly(value: number): Bounds {
  return { low: value, high: value };
}

/** The bounds of `f(x)` for an `f` that never falls as `x` grows. */
export function mapBounds({ low, high }: Bounds, f: (value: number) => number): Bounds {
  return { low: f(low), high: f(high) };
}

/** The bounds of a sum whose terms rise and fall together. */
export function sumOf(...terms: readonly Bounds[]): Bounds {
  return {
    low: terms.reduce((sum, { low }) => sum + low, 0),
    high: terms.reduce((sum, { high }) => sum + high, 0),
  };
}

/** The narrowest bounds around all of them. */
export function hullOf(first: Bounds, ...others: readonly Bounds[]): Bounds {
  return {
    low: Math.min(first.low, ...others.map(({ low }) => low)),
    high: Math.max(first.high, ...others.map(({ high }) => high)),
  };
}
