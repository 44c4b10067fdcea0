import { readFile, stat, writeFile } from 'node:fs/promises';
import { UsageError } from './errors.ts';

const megabyte = 1024 * 1024;
/** The largest file that is read: the most that fits into one JavaScript string. */
const maximumBytes = 512 * megabyte;

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EISDIR: 'this is a folder, not a file',
  ENOTDIR: 'a part of the path is not a folder',
};

const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
};

/** The text of a file. Throws `UsageError` when it cannot be read or is too large. */
export async function readText(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > maximumBytes) {
      throw new UsageError(
        `${file}: ${Math.ceil(size / megabyte)} MB are more than the ${maximumBytes / megabyte} MB that can be read`,
      );
    }
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file}: ${reasonOf(error)}`, { cause: error });
  }
}

/** The value of a JSON file. Throws `UsageError` when it is none. */
export async function readJson(file: string): Promise<unknown> {
  const text = await readText(file);
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${file}: not valid JSON: ${problem}`, { cause: error });
  }
}

export async function writeText(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new UsageError(`${file}: ${reasonOf(error)}`, { cause: error });
  }
}

export const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
