const daysKept = 400;

/** When what ended then may be forgotten. */
export const afterRetention = (time: string, daysMore = 0): string => {
  const end = new Date(time);
  end.setUTCDate(end.getUTCDate() + daysKept + daysMore);
  return end.toISOString();
};
