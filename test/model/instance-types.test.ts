import { expect, it } from '@jest/globals';
import { isNitro, takesTrunkInterface } from '../../shared/model/instance-types.ts';

const type = (id: string, hypervisor: string | undefined, bareMetal = false) => ({
  id,
  bareMetal,
  maximumInterfaces: 3,
  ipv4AddressesPerInterface: 10,
  ...(hypervisor === undefined ? {} : { hypervisor }),
});

it.each([
  [type('m5.large', 'nitro'), true, true],
  [type('a1.metal', undefined, true), true, true],
  [type('t3.large', 'nitro'), true, false],
  [type('t4g.nano', 'nitro'), true, false],
  [type('trn1.2xlarge', 'nitro'), true, true],
  [type('u-6tb1.56xlarge', 'nitro'), true, false],
  [type('u-6tb1.metal', undefined, true), true, true],
  [type('t2.large', 'xen'), false, false],
  [type('m4.large', 'xen'), false, false],
])('$id', (given, nitro, trunk) => {
  expect([isNitro(given), takesTrunkInterface(given)]).toEqual([nitro, trunk]);
});
