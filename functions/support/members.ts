import { type CredentialsProvider, memberCredentials } from '../../shared/aws/credentials/member-credentials.ts';
import { homeOf } from './home.ts';

export interface Invoked {
  readonly invokedFunctionArn: string;
}

/** The credentials of every watched account's role of a name; undefined for the account that the function runs in. */
export function rolesNamed(name: string, externalId: string) {
  let credentials: ((account: string) => CredentialsProvider | undefined) | undefined;
  return (context: Invoked, account: string): CredentialsProvider | undefined => {
    const [, partition = 'aws'] = context.invokedFunctionArn.split(':');
    const { account: ownAccount } = homeOf(context);
    credentials ??= memberCredentials({ ownAccount, partition, name, externalId, sessionName: 'plumbline' });
    return credentials(account);
  };
}
