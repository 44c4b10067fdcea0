const daysKept = 400;

/** When what ended then may be forgotten, to the second. */
export function afterRetention(time: string, daysMore = 0): string {
  const end = new Date(time);
  end.setUTCDate(end.getUTCDate() + daysKept + daysMore);
  end.setUTCMilliseconds(0);
  return end.toISOString();
}
