import { getRegencies } from 'idn-area-data';

/** All regencies and cities of Indonesia with their Kemendagri codes, for the choice before anything is loaded. */
export async function listRegencies(): Promise<{ code: string; name: string }[]> {
  const regencies = await getRegencies();
  return regencies.map(({ code, name }) => ({ code, name })).sort((a, b) => a.name.localeCompare(b.name, 'id'));
}
