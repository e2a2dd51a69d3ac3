import { readFile } from 'node:fs/promises';

/** The text of a file that somebody named on the line; a file that cannot be read is said by its name, without a code of the system. */
export async function readInput(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') throw new Error(`There is no file ${path}.`);
    if (code === 'EISDIR' || code === 'EACCES') throw new Error(`The file ${path} cannot be read (${code}).`);
    throw error;
  }
}

/** A mapping file: JSON, or said by its name that it is none. */
export async function readJsonInput(path: string): Promise<unknown> {
  const text = await readInput(path);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Error(`${path} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
