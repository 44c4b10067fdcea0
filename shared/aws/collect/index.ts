export { collectSnapshot } from './collect-snapshot.ts';
export { CollectionError } from './failures.ts';
export { evenRates, interactiveRates } from './rates.ts';
