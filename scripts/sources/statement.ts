/** What a founding document says, in one line of our own words. */
export interface Statement {
  readonly says: string;
  /** Codes of the rules that watch it. */
  readonly rules: readonly string[];
  /** What else answers it, or why it cannot be seen from AWS's APIs. */
  readonly remark?: string;
}

export interface Source {
  readonly title: string;
  readonly by: string;
  readonly url?: string;
  readonly statements: readonly Statement[];
}

export const watched = (says: string, rules: readonly [string, ...string[]], remark?: string): Statement => ({
  says,
  rules,
  ...(remark === undefined ? {} : { remark }),
});

export const unseen = (says: string, remark: string): Statement => ({ says, rules: [], remark });
