import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** The generated schema modules of the AWS SDK clients, wherever they are installed. */
export const schemaModule = /@aws-sdk[\\/]client-[^\\/]+[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/;

/**
 * Lets esbuild drop the SDK's unused schemas. They use computed keys (`[_xN]`) over thousands of string constants, which
 * esbuild takes for side effects and keeps; with the strings written in place they are pure. Halves bundle and start-up.
 */
export const inlineSdkSchemas: Plugin = {
  name: 'inline-sdk-schemas',
  setup(build) {
    build.onLoad({ filter: schemaModule }, async ({ path }) => ({
      contents: inlineStringConstants(await readFile(path, 'utf8')),
      loader: 'js',
    }));
  },
};

/** Replaces each use of `const _name = "text";` at the start of a line by the text. */
export function inlineStringConstants(source: string): string {
  const constants = new Map<string, string>();
  const rest = source.replace(
    /^const (_[A-Za-z0-9_]+) = ("(?:[^"\\]|\\.)*");\r?\n/gm,
    (_, name: string, text: string) => {
      constants.set(name, text);
      return '';
    },
  );
  return rest.replace(/(?<![\w$."])_[A-Za-z0-9_]+(?![\w$"])/g, (name) => constants.get(name) ?? name);
}
