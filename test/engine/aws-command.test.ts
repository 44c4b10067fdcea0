import { expect, it } from '@jest/globals';
import { awsCommand } from '../../shared/engine/aws-command.ts';

const aws = awsCommand('us-east-1');

it('makes each value one word of the shell, and of a list one word each', () => {
  expect(aws`ec2 delete-route --route-table-id ${'rtb-x'}`).toBe(
    'aws ec2 delete-route --route-table-id rtb-x --region us-east-1',
  );
  expect(aws`x ${["it's", 'b c', 'Key=a/b,Value=1'] as const} ${3}`).toBe(
    String.raw`aws x 'it'\''s' 'b c' Key=a/b,Value=1 3 --region us-east-1`,
  );
  expect(aws`x ${'$(reboot); #'}`).toBe("aws x '$(reboot); #' --region us-east-1");
  expect(awsCommand('a b')`x ${''}`).toBe("aws x '' --region 'a b'");
});
