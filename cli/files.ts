import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
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

const folderReasons: typeof reasons = {
  ...reasons,
  ENOENT: 'there is no such folder',
  ENOTDIR: 'this is a file, not a folder',
};

const reasonOf = (error: unknown, known = reasons): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return known[code] ?? (error instanceof Error ? error.message : String(error));
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

export interface FileInFolder {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** The files directly in a folder whose names end so, in order of their names. Throws `UsageError` for what cannot be read. */
export async function filesIn(folder: string, ending: string): Promise<readonly FileInFolder[]> {
  const names = (await namesIn(folder)).filter((name) => name.endsWith(ending) && !name.startsWith('.')).sort();
  const files = await Promise.all(names.map((name) => fileAt(path.join(folder, name), name)));
  return files.filter((file) => file !== undefined);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw new UsageError(`${folder}: ${reasonOf(error, folderReasons)}`, { cause: error });
  }
}

async function fileAt(location: string, name: string): Promise<FileInFolder | undefined> {
  try {
    const found = await stat(location);
    return found.isFile() ? { name, path: location, bytes: found.size, modified: found.mtimeMs } : undefined;
  } catch (error) {
    throw new UsageError(`${location}: ${reasonOf(error)}`, { cause: error });
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
