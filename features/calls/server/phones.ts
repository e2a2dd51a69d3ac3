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
  /** The SIP user of the telephone at which a person takes calls, known before they ever signed in. */
  sipUserOf(userId: string): Promise<string>;
  /** All telephones that may register, by SIP user. */
  owners(): Promise<ReadonlyMap<string, PhoneOwner>>;
  /** A SIP telephone on the desk of a person, by its SIP user; an earlier password stops working. Of this one a digest is kept. */
  issueDevice(userId: string, slug: string, password: string): Promise<string>;
  revokeDevice(userId: string): Promise<void>;
  /** Whether `sipUserOf` names the one on the desk. */
  isAtDevice(userId: string): boolean;
  /** Read anew who uses the telephone on the desk; whose telephone is another one since. */
  refresh(): Promise<readonly string[]>;
}

export interface PhoneOwner {
  readonly userId: string;
  readonly slug: string;
  /** On the desk; else in the browser. */
  readonly isDevice: boolean;
}

export interface PhoneOptions {
  readonly credentials: EndpointCredentials;
  readonly wsUrl: () => string;
  readonly sipDomain: string;
  /** Who takes calls at a SIP telephone on the desk; absent: nobody. */
  readonly usersOfDevices?: () => Promise<ReadonlySet<string>>;
}

const deviceName = (userId: string) => `device:${userId}`;

/**
 * A password lives as long as the session it was issued for and is kept in this process only; Asterisk holds its digest.
 * After a restart of this process the next asking gives a new one, while telephones that are registered go on.
 */
export function createPhones(options: PhoneOptions): Phones {
  const issued = new Map<string, { sessionId: string; phone: Promise<Phone> }>();
  const users = new Map<string, Promise<string>>();
  let atDevices: ReadonlySet<string> = new Set();
  const { credentials } = options;

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
      const name = atDevices.has(userId) ? deviceName(userId) : userId;
      const known = users.get(name) ?? credentials.userOf(name);
      users.set(name, known);
      return known;
    },
    owners: async () => {
      const all = await credentials.list();
      return new Map(
        all.map(({ user, name, group, kind }) => {
          const isDevice = kind === 'device';
          return [user, { userId: isDevice ? name.slice(deviceName('').length) : name, slug: group, isDevice }];
        }),
      );
    },
    issueDevice: async (userId, slug, password) =>
      (await credentials.issue(deviceName(userId), slug, { password })).user,
    revokeDevice: (userId) => credentials.revoke(deviceName(userId)),
    isAtDevice: (userId) => atDevices.has(userId),
    refresh: async () => {
      const before = atDevices;
      atDevices = (await options.usersOfDevices?.()) ?? atDevices;
      return [...new Set([...before, ...atDevices])].filter((userId) => before.has(userId) !== atDevices.has(userId));
    },
  };
}
