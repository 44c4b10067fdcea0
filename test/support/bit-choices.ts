import fc from 'fast-check';
import type { BitChoice } from '../../shared/model/snapshot/anonymise/address-map.ts';

export const flipAll: BitChoice = () => true;

/** Any choice; the same one for the same prefix. */
export const choices: fc.Arbitrary<BitChoice> = fc
  .integer()
  .map(
    (seed) => (prefix) =>
      ([...prefix].reduce((hash, char) => Math.imul(hash ^ char.charCodeAt(0), 0x01000193), seed) & 64) !== 0,
  );
