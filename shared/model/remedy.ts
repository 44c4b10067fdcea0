/** What repairs something. */
export interface Remedy {
  /** One or two sentences. */
  readonly text: string;
  /** The words of a command of the AWS CLI, without `aws` and the Region; absent where a person has to decide. */
  readonly command?: readonly string[];
}
