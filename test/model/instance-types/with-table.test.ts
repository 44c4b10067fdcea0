import { describe, expect, it } from '@jest/globals';
import { instanceTypeInTable, instanceTypesInTable } from '../../../shared/model/instance-types/table.ts';
import { withInstanceTypeTable } from '../../../shared/model/instance-types/with-table.ts';
import { unread } from '../../../shared/model/snapshot/known.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const tableDate = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);

describe('the table of instance types', () => {
  it('has what AWS answers: the limits of the default network card', () => {
    expect(instanceTypeInTable('m5.large')).toEqual({
      id: 'm5.large',
      hypervisor: 'nitro',
      bareMetal: false,
      vcpus: 2,
      memoryMib: 8192,
      maximumInterfaces: 3,
      ipv4AddressesPerInterface: 10,
      tableDate,
    });
    // All four cards of this type together take 60.
    expect(instanceTypeInTable('p4d.24xlarge')?.maximumInterfaces).toBe(15);
    expect(instanceTypeInTable('m5.metal')).toMatchObject({ bareMetal: true });
    expect(instanceTypeInTable('m5.metal')).not.toHaveProperty('hypervisor');
    expect(instanceTypeInTable('t2.micro')?.hypervisor).toBe('xen');
    expect(instanceTypeInTable('m99.large')).toBeUndefined();
    expect(instanceTypeInTable('constructor')).toBeUndefined();
  });

  it('can be read for every type that it names', () => {
    const names = instanceTypesInTable();
    expect(names.length).toBeGreaterThan(1000);
    for (const name of names) expect(instanceTypeInTable(name)?.maximumInterfaces).toBeGreaterThan(0);
  });
});

describe('a snapshot with the table', () => {
  const fromTable = (name: string) => ({ ...instanceTypeInTable(name) });

  it('takes from it what nothing describes, and leaves what is in neither', () => {
    const { instanceTypes } = withInstanceTypeTable(without(aSnapshot(), 'instanceTypes'), [
      'm99.large',
      'm5.large',
      'm5.large',
    ]);
    expect(instanceTypes).toEqual([
      fromTable('m5.large'),
      {
        observed: false,
        kind: 'unread',
        of: 'm99.large',
        reason: expect.stringMatching(
          /^reading instanceTypes was denied; Plumbline’s own table of \d{4}-\d\d-\d\d does not have m99\.large either$/,
        ),
      },
    ]);
  });

  it('keeps the answers of AWS, whatever the table says', () => {
    const answered = { id: 'm5.large', bareMetal: false, maximumInterfaces: 99, ipv4AddressesPerInterface: 99 };
    const snapshot = {
      ...aSnapshot(),
      instanceTypes: [answered, { ...unread('nothing describes it'), of: 'm5.xlarge' }],
    };
    expect(withInstanceTypeTable(snapshot, ['m5.large', 'm5.xlarge']).instanceTypes).toEqual([
      answered,
      fromTable('m5.xlarge'),
    ]);
  });

  it('is the snapshot itself when AWS described every type', () => {
    const snapshot = aSnapshot();
    expect(withInstanceTypeTable(snapshot, ['m5.xlarge', 'm5.large'])).toBe(snapshot);
  });
});
