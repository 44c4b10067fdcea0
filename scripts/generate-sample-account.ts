import { collectionNames, snapshotFormat, snapshotSchema } from '../shared/model/snapshot/snapshot.ts';
import { writeGenerated } from './generated-files.ts';
import { analytics } from './sample/analytics.ts';
import { account, id, region } from './sample/kit.ts';
import { merge, type Part } from './sample/part.ts';
import { plant } from './sample/plant.ts';
import { shop } from './sample/shop.ts';

const type = (
  name: string,
  maximumInterfaces: number,
  ipv4AddressesPerInterface: number,
  vcpus: number,
  memoryMib: number,
) => ({
  id: name,
  hypervisor: 'nitro',
  bareMetal: false,
  vcpus,
  memoryMib,
  maximumInterfaces,
  ipv4AddressesPerInterface,
});

const common: Part = {
  dhcpOptions: [
    { id: id('dopt', 'amazon'), domainNameServers: ['AmazonProvidedDNS'], domainName: `${region}.compute.internal` },
  ],
  prefixLists: [
    {
      id: 'pl-6ea54007',
      name: `com.amazonaws.${region}.s3`,
      ownerId: 'AWS',
      addressFamily: 'IPv4',
      entries: ['3.5.136.0/22', '52.219.170.0/23'],
    },
  ],
  instanceTypes: [type('m6i.large', 3, 10, 2, 8192), type('m5.xlarge', 4, 15, 4, 16384)],
  serviceQuotas: [{ id: 'vpc/L-0EA8095F', value: 60 }],
  availabilityZones: [
    { id: 'euc1-az2', name: `${region}a`, type: 'availability-zone' },
    { id: 'euc1-az3', name: `${region}b`, type: 'availability-zone' },
    { id: 'euc1-az1', name: `${region}c`, type: 'availability-zone' },
  ],
};

/** The account that the demo looks at: a healthy cluster, one that runs out of addresses, and a private one with hybrid nodes. */
const sample = snapshotSchema.parse({
  format: snapshotFormat,
  source: 'sample',
  account,
  region,
  partition: 'aws',
  observedAt: '2026-11-21T09:00:00Z',
  ...merge([shop(), analytics(), plant(), common], collectionNames),
});

const files = new Map([['sample-account.json', `${JSON.stringify(sample, null, 1)}\n`]]);
await writeGenerated({ folder: 'examples', owns: /^sample-account\.json$/, files }, '`npm run docs`');
