/** An account cannot be read: its role is not there, does not trust us, or an organisation's policy forbids it. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}
