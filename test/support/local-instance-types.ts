import { EC2Client, paginateDescribeInstanceTypes } from '@aws-sdk/client-ec2';
import { instanceTypeOf } from '../../shared/aws/shapes/instances.ts';
import type { InstanceTypeRecord } from '../../shared/model/snapshot/compute.ts';
import { isUnobserved } from '../../shared/model/snapshot/known.ts';
import { localRegion, startLocalAws } from './local-aws.ts';

/** Every instance type that local AWS describes, with AWS's own answers, in the order of their names. */
export async function describeLocalInstanceTypes(): Promise<readonly InstanceTypeRecord[]> {
  const local = await startLocalAws();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new EC2Client({ endpoint: local.url, region: localRegion, credentials });
  try {
    const types: InstanceTypeRecord[] = [];
    for await (const { InstanceTypes = [] } of paginateDescribeInstanceTypes({ client }, {})) {
      for (const answer of InstanceTypes) {
        const type = instanceTypeOf(answer);
        if (!isUnobserved(type)) types.push(type as InstanceTypeRecord);
      }
    }
    return types.sort((a, b) => (a.id < b.id ? -1 : 1));
  } finally {
    client.destroy();
    await local.stop();
  }
}
