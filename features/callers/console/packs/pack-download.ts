import { ApiProblem, Unreachable, urlOf } from '#platform/web/api-client.ts';
import { type PackItem, packFilePath } from '../../pack-contract.ts';

/** A pack of many calls takes a second or two to set. */
const patienceMs = 60_000;

// Only the path of a route is read; this one speaks HTTP itself and has no contract.
const fileRoute = { path: packFilePath } as Parameters<typeof urlOf>[0];

/** The PDF onto this person's disk, for a reason that is logged; first into memory, so that it comes whole or not at all. */
export async function downloadPack(id: PackItem['id'], reason: string): Promise<void> {
  let response: Response;
  try {
    response = await fetch(urlOf(fileRoute, { id }, { reason }), {
      headers: { 'accept-language': document.documentElement.lang || 'id' },
      credentials: 'same-origin',
      signal: AbortSignal.timeout(patienceMs),
    });
  } catch (error) {
    throw new Unreachable('The file did not get through', { cause: error });
  }
  if (!response.ok) throw await problemIn(response);
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download =
    /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'berkas-bukti.pdf';
  link.click();
  URL.revokeObjectURL(address);
}

async function problemIn(response: Response): Promise<ApiProblem | Unreachable> {
  const problem: unknown = await response.json().catch(() => null);
  if (typeof problem !== 'object' || problem === null || !('title' in problem))
    return new Unreachable(`HTTP ${response.status}`);
  const code = 'code' in problem ? String(problem.code) : 'server.fault';
  return new ApiProblem({ code, title: String(problem.title), status: response.status, detail: {} });
}
