type Argument = string | number | readonly string[];

const safe = /^[A-Za-z0-9_\-.,:/=@%+]+$/;

/** The text as one word of a POSIX shell. */
export function shellWord(text: string): string {
  return safe.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

const words = (value: Argument): string =>
  Array.isArray(value) ? value.map((word: string) => shellWord(word)).join(' ') : shellWord(String(value));

/**
 * Builds a command of the AWS CLI for a Region; every value put in becomes one word of the shell (a list: one word each), so that
 * names written by other people cannot break out. Write `aws` templates without the leading `aws`.
 */
export const awsCommand =
  (region: string) =>
  (parts: TemplateStringsArray, ...values: readonly Argument[]): string =>
    `aws ${String.raw({ raw: parts }, ...values.map(words))} --region ${shellWord(region)}`;

export type AwsCommand = ReturnType<typeof awsCommand>;
