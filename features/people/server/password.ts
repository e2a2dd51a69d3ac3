import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** argon2id with 19 MiB and two passes: OWASP's first choice, 22 ms here. */
const strength = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password, strength);
}

export function isPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password);
}

const nobody = hashPassword(randomBytes(24).toString('base64url'));

/** Take as long over an unknown name as over a known one, so that the time of the answer does not tell them apart. */
export async function spendTime(password: string): Promise<void> {
  await isPassword(await nobody, password);
}
