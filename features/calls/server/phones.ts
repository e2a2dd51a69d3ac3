import type { EndpointCredentials } from '#platform/server/asterisk/credentials.ts';

/** What a browser needs to be a telephone of the exchange. */
export interface Phone {
  readonly wsUrl: string;
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly iceServers: readonly { readonly urls: string; readonly username?: string; readonly credential?: string }[];
}

export interface Phones {
  /** The telephone of a session; asking again in the same session gives the same password. */
  issue(userId: string, sessionId: string, slug: string): Promise<Phone>;
  revoke(userId: string): Promise<void>;
  /** The SIP user of a person, known before they ever signed in. */
  sipUserOf(userId: string): Promise<string>;
  /** All telephones that may register, by SIP user. */
  owners(): Promise<ReadonlyMap<string, { readonly userId: string; readonly slug: string }>>;
}

export interface PhoneOptions {
  readonly credentials: EndpointCredentials;
  readonly wsUrl: () => string;
  readonly sipDomain: string;
}

/**
 * A password lives as long as the session it was issued for and is kept in this process only; Asterisk holds its digest.
 * After a restart of this process the next asking gives a new one, while telephones that are registered go on.
 */
export function createPhones(options: PhoneOptions): Phones {
  const issued = new Map<string, { sessionId: string; phone: Promise<Phone> }>();
  const users = new Map<string, Promise<string>>();

  async function make(userId: string, slug: string): Promise<Phone> {
    const { user, password } = await options.credentials.issue(userId, slug);
    return { wsUrl: options.wsUrl(), uri: `sip:${user}@${options.sipDomain}`, user, password, iceServers: [] };
  }

  return {
    issue: (userId, sessionId, slug) => {
      const before = issued.get(userId);
      if (before?.sessionId === sessionId) return before.phone;
      const phone = make(userId, slug);
      issued.set(userId, { sessionId, phone });
      // A failure must not be kept: the next asking tries again.
      phone.catch(() => issued.delete(userId));
      return phone;
    },
    revoke: async (userId) => {
      issued.delete(userId);
      await options.credentials.revoke(userId);
    },
    sipUserOf: (userId) => {
      const known = users.get(userId) ?? options.credentials.userOf(userId);
      users.set(userId, known);
      return known;
    },
    owners: async () => {
      const all = await options.credentials.list();
      return new Map(all.map((each) => [each.user, { userId: each.name, slug: each.group }]));
    },
  };
}
