import type { Home } from '../../shared/app/check-clusters/work.ts';

/** The account and Region that the function runs in: those that it watches. Throws for an ARN that is none of a function. */
export function homeOf({ invokedFunctionArn }: { readonly invokedFunctionArn: string }): Home {
  const [, , , region = '', account = ''] = invokedFunctionArn.split(':');
  if (!/^\d{12}$/.test(account) || region === '') throw new Error(`${invokedFunctionArn} names no function.`);
  return { account, region };
}
