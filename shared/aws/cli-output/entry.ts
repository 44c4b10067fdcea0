/** One thing that an output tells. */
export interface Entry {
  /** What it is about, the same in every file that tells it. */
  readonly id: string;
  /** As AWS answered it, or reduced. */
  readonly answer: unknown;
  /** What is read of it, as text: two files must not differ in it. */
  readonly content: string;
}
