export { type CollectOptions, collectSnapshot, type Progress } from './collect-snapshot.ts';
export { CollectionError } from './failures.ts';
export { evenRates, interactiveRates, politeRates, type Rates } from './rates.ts';
