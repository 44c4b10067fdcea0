import type { Entry } from './entry.ts';
import type { Member } from './kinds.ts';

/** What one file holds: the output of one AWS CLI command. */
export interface Output {
  readonly file: string;
  readonly member: Member;
  /** What it is restricted to (a VPC, a cluster) or about (a subnet, a prefix list); undefined: everything. */
  readonly subject: string | undefined;
  /** More would have followed: the command was made to stop before the end. */
  readonly truncated: boolean;
  readonly entries: readonly Entry[];
}
