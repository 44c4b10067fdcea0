import type { Place } from '../../shared/app/place.ts';

/** The account and Region that the function runs in. Throws for an ARN that is none of a function. */
export function homeOf({ invokedFunctionArn }: { readonly invokedFunctionArn: string }): Place {
  const [, , , region = '', account = ''] = invokedFunctionArn.split(':');
  if (!/^\d{12}$/.test(account) || region === '') throw new Error(`${invokedFunctionArn} names no function.`);
  return { account, region };
}
