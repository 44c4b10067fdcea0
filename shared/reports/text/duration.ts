const units: readonly (readonly [unit: string, minutes: number])[] = [
  ['d', 24 * 60],
  ['h', 60],
  ['min', 1],
];

/** The time between two times (ISO 8601) in its two largest units: `2 h 5 min`. */
export function durationBetween(from: string, to: string): string {
  let rest = Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 60_000));
  const parts = units.map(([unit, minutes]) => {
    const count = Math.floor(rest / minutes);
    rest -= count * minutes;
    return { count, text: `${count} ${unit}` };
  });
  const first = parts.findIndex(({ count }) => count > 0);
  if (first === -1) return 'less than a minute';
  const [largest, next] = parts.slice(first);
  return next && next.count > 0 ? `${largest?.text} ${next.text}` : `${largest?.text}`;
}
