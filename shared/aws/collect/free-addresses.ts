import { DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import type { FreeAddresses } from '../../app/headroom/free-addresses.ts';
import { allItems } from './pages.ts';
import { openSession, type SessionOptions } from './session.ts';

/** Of every subnet of the account and Region, those that others share with it too. Throws where they cannot all be read. */
export async function freeAddresses(options: SessionOptions = {}): Promise<FreeAddresses> {
  const session = openSession(options);
  try {
    const subnets = await allItems({
      ask: (NextToken) =>
        session.ec2.send(new DescribeSubnetsCommand({ MaxResults: 1000, NextToken }), session.options),
      items: ({ Subnets }) => Subnets,
    });
    return new Map(
      subnets.flatMap(({ SubnetId: id, AvailableIpAddressCount: free }) =>
        id === undefined || free === undefined ? [] : [[id, free] as const],
      ),
    );
  } finally {
    session.close();
  }
}
