/** An account and one of its Regions. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

export const placeId = ({ account, region }: Place): string => `${account}#${region}`;

export const isSamePlace = (one: Place, other: Place): boolean => placeId(one) === placeId(other);

/** Each place once, in the order in which they came. */
export const distinctPlaces = (places: readonly Place[]): readonly Place[] => [
  ...new Map(places.map(({ account, region }) => [placeId({ account, region }), { account, region }])).values(),
];
