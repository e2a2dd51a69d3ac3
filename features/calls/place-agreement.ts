import { z } from 'zod';
import { carrierHeaders } from './caller-place-mapping.ts';

/** A host name that a caller's place may be fetched from; no address and no port, so that nothing inside the house can be meant. */
const hostName = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?=.*[a-z])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/);

/**
 * What a regency agreed on with operators and others about where callers are. What needs no agreement (a body in the call, the
 * radio cell) is read from every call.
 */
export const placeAgreement = z.object({
  headers: carrierHeaders,
  /** Servers of operators that a `Geolocation` reference may point to; a reference to any other is shown, not followed. */
  hosts: z.array(hostName).max(20),
  /** SHA-256 of the key in the address that telephones' places are delivered to (AML); null: off. */
  amlKeySha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
});
export type PlaceAgreement = z.output<typeof placeAgreement>;

export const noAgreement: PlaceAgreement = { headers: [], hosts: [], amlKeySha256: null };

/** Whether a reference may be fetched: `https`, on its usual port, without a name and password in it, at a host that is agreed on. */
export function mayFetch(uri: string, { hosts }: Pick<PlaceAgreement, 'hosts'>): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, port, username, password, hostname } = new URL(uri);
  return protocol === 'https:' && port === '' && username === '' && password === '' && hosts.includes(hostname);
}
