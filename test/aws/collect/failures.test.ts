import { describe, expect, it } from '@jest/globals';
import { type Failure, failureOf } from '../../../shared/aws/collect/failures.ts';

const named = (name: string, more: object = {}): Error => Object.assign(new Error('as AWS says it'), { name, ...more });

describe('what an error means', () => {
  const cases: readonly (readonly [string, Error, Failure | undefined])[] = [
    ['EC2 denies', named('UnauthorizedOperation'), 'denied'],
    ['EKS denies', named('AccessDeniedException'), 'denied'],
    ['Auto Scaling denies', named('AccessDenied'), 'denied'],
    ['EC2 throttles', named('RequestLimitExceeded'), 'throttled'],
    ['EKS throttles', named('TooManyRequestsException'), 'throttled'],
    ['Auto Scaling throttles', named('Throttling'), 'throttled'],
    ['EKS is down', named('ServerException'), 'unavailable'],
    ['EC2 is down', named('Unavailable'), 'unavailable'],
    ['nobody listens', named('Error', { code: 'ECONNREFUSED' }), 'unavailable'],
    ['nobody answers in time', named('TimeoutError'), 'unavailable'],
    ['the Region lacks the operation', named('UnsupportedOperation'), 'unavailable'],
    ['EKS has no such cluster', named('ResourceNotFoundException'), 'gone'],
    ['EC2 has no such template', named('InvalidLaunchTemplateId.NotFound'), 'gone'],
    ['EC2 has no such version', named('InvalidLaunchTemplateId.VersionNotFound'), 'gone'],
    ['HTML with the status 403', named('SyntaxError', { $metadata: { httpStatusCode: 403 } }), undefined],
    ['HTML with the status 503', named('SyntaxError', { $metadata: { httpStatusCode: 503 } }), undefined],
    ['credentials that AWS does not know', named('AuthFailure'), undefined],
    ['credentials that ran out', named('ExpiredTokenException'), undefined],
    ['no credentials', named('CredentialsProviderError'), undefined],
    ['a request that is wrong', named('InvalidParameterValue'), undefined],
  ];

  it.each(cases)('%s', (_name, error, expected) => {
    expect(failureOf(error)).toBe(expected);
  });

  it('is nothing for what is no error', () => {
    expect(failureOf('AccessDenied')).toBeUndefined();
  });
});
