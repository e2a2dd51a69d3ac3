import { attachmentLimits, photoTypes } from '#features/dispatch/field.ts';
import { newId } from '#platform/shared/ids.ts';
import { ApiProblem, Unreachable, urlOf } from '#platform/web/api-client.ts';
import type { CampaignId, CampaignPhotoId, PhotoConsent } from '../campaign.ts';
import { addPhotoPath, photoContentPath } from '../contract.ts';

/** A photo of a telephone over a thin network takes its time. */
const patienceMs = 120_000;

// Only the path of a route is read; these speak HTTP themselves and have no contract.
const routeAt = (path: string) => ({ path }) as Parameters<typeof urlOf>[0];

async function ask(url: string, init: RequestInit): Promise<Response> {
  const language = document.documentElement.lang || 'id';
  let response: Response;
  try {
    response = await fetch(url, {
      ...init,
      headers: { ...init.headers, 'accept-language': language },
      credentials: 'same-origin',
      signal: AbortSignal.timeout(patienceMs),
    });
  } catch (error) {
    throw new Unreachable('The photo did not get through', { cause: error });
  }
  if (response.ok) return response;
  const problem: unknown = await response.json().catch(() => null);
  if (typeof problem !== 'object' || problem === null || !('title' in problem))
    throw new Unreachable(`HTTP ${response.status}`);
  const code = 'code' in problem ? String(problem.code) : 'server.fault';
  throw new ApiProblem({ code, title: String(problem.title), status: response.status, detail: {} });
}

/** The photo itself; each look is logged. */
export async function openPhoto(id: CampaignPhotoId): Promise<Blob> {
  return (await ask(urlOf(routeAt(photoContentPath), { id }), {})).blob();
}

/** What the server would refuse is said before it is sent. */
export const isPhoto = (file: Pick<File, 'type' | 'size'>): boolean =>
  photoTypes.some((type) => type === file.type) && file.size <= attachmentLimits.photo;

/** Sent once more under the same id it is kept once. */
export async function sendPhoto(id: CampaignId, file: File, consent: PhotoConsent, note: string): Promise<void> {
  const url = urlOf(routeAt(addPhotoPath), { id, photoId: newId() }, { consent, note });
  const send = () => ask(url, { method: 'PUT', body: file, headers: { 'content-type': file.type } });
  try {
    await send();
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    await send();
  }
}
