import { describe, expect, it } from '@jest/globals';
import {
  endpointServiceName,
  endpointServiceOf,
  endpointServices,
  isEndpointServiceName,
} from '../../shared/model/endpoint-services.ts';

const aws = { partition: 'aws', region: 'us-east-1' };
const china = { partition: 'aws-cn', region: 'cn-north-1' };

describe('endpointServiceName', () => {
  it.each([
    [aws, 'ecr.dkr', 'com.amazonaws.us-east-1.ecr.dkr'],
    [aws, 'route53', 'com.amazonaws.route53'],
    [{ partition: 'aws-us-gov', region: 'us-gov-west-1' }, 'sts', 'com.amazonaws.us-gov-west-1.sts'],
    [china, 'ec2', 'cn.com.amazonaws.cn-north-1.ec2'],
    [china, 'ecr.api', 'cn.com.amazonaws.cn-north-1.ecr.api'],
    [china, 's3', 'com.amazonaws.cn-north-1.s3'],
    [china, 'logs', 'com.amazonaws.cn-north-1.logs'],
    [china, 'autoscaling', 'com.amazonaws.cn-north-1.autoscaling'],
    [{ partition: 'aws-iso', region: 'us-iso-east-1' }, 'ec2', 'gov.ic.c2s.us-iso-east-1.ec2'],
    [{ partition: 'aws-iso-b', region: 'us-isob-east-1' }, 'ec2', 'gov.sgov.sc2s.us-isob-east-1.ec2'],
    [{ partition: 'aws-eusc', region: 'eusc-de-east-1' }, 'sts', 'eu.amazonaws.eusc-de-east-1.sts'],
  ] as const)('%j %s is %s', (place, service, name) => {
    expect(endpointServiceName(place, service)).toBe(name);
  });

  it('is recognised as what it is, for every service', () => {
    for (const place of [aws, china]) {
      expect(endpointServices.map((service) => endpointServiceOf(place, endpointServiceName(place, service)))).toEqual([
        ...endpointServices,
      ]);
    }
  });
});

describe('isEndpointServiceName', () => {
  it.each([
    [china, 'ec2', 'com.amazonaws.cn-north-1.ec2', true],
    [china, 'eks', 'cn.com.amazonaws.cn-north-1.eks', true],
    [{ partition: 'aws-iso', region: 'us-iso-east-1' }, 's3', 'com.amazonaws.us-iso-east-1.s3', true],
    [aws, 'ec2', 'com.amazonaws.us-east-1.ec2-fips', true],
    [aws, 'ec2', 'cn.com.amazonaws.us-east-1.ec2', false],
    [aws, 'ec2', 'com.amazonaws.us-east-1.ec2messages', false],
    [aws, 'ec2', 'com.amazonaws.us-east-2.ec2', false],
    [aws, 's3', 'com.amazonaws.us-east-1.s3express', false],
    [aws, 's3', 'com.amazonaws.s3-global.accesspoint', false],
    [aws, 'eks', 'com.amazonaws.us-east-1.eks-auth', false],
    [aws, 'route53', 'com.amazonaws.us-east-1.route53', false],
    [aws, 'sts', 'com.amazonaws.vpce.us-east-1.vpce-svc-0123', false],
  ] as const)('%j %s: %s is %s', (place, service, name, expected) => {
    expect(isEndpointServiceName(place, service, name)).toBe(expected);
  });
});
