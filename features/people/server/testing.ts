import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { BoundRoute } from '#platform/server/action.ts';
import { systemActor } from '#platform/server/action.ts';
import type { Feature } from '#platform/server/feature.ts';
import { createHttp } from '#platform/server/http/server.ts';
import { silentLog } from '#platform/server/log/log.ts';
import type { TestDatabase } from '#platform/server/testing/test-database.ts';
import { unlimited } from '#platform/server/testing/test-http.ts';
import { runAction, type Workplace } from '#platform/server/unit.ts';
import { present } from '#platform/shared/result.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { TenantId, UserId } from '../person.ts';
import { createTenant, type TenantDescription } from './create-tenant.ts';
import { createUser, type NewUser } from './create-user.ts';
import { createPeople, type People } from './feature.ts';
import type { SettingKind } from './setting-versions.ts';

export const testPassword = 'kata-sandi-uji-112';

export interface TestCentre {
  readonly app: FastifyInstance;
  readonly place: Workplace;
  readonly people: People;
  readonly addTenant: (described: Partial<TenantDescription> & { slug: string }) => Promise<TenantId>;
  readonly addUser: (tenantId: string, user: Partial<NewUser> & Pick<NewUser, 'username' | 'roles'>) => Promise<UserId>;
  /** Sign in and return the cookie header; throws when it is refused. */
  readonly cookieOf: (username: string, password?: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

export interface TestCentreOptions {
  readonly features?: readonly Feature[];
  readonly routes?: readonly BoundRoute[];
  readonly settingKinds?: readonly SettingKind[];
  readonly clock?: () => Instant;
  /** A house that is already wired (apps/server); then `features` are all of its features. */
  readonly house?: { readonly people: People; readonly place: () => Workplace };
}

/** The real HTTP server over a test database, with people and whatever other features a test brings. */
export async function createTestCentre(database: TestDatabase, options: TestCentreOptions = {}): Promise<TestCentre> {
  const place = options.house?.place() ?? database.place(options.clock === undefined ? {} : { clock: options.clock });
  const people =
    options.house?.people ??
    createPeople({
      systemDb: database.systemDb,
      defaultTenant: 'sidoarjo',
      place: () => place,
      settingKinds: options.settingKinds ?? [],
    });
  const brought = options.features ?? [];
  const features = options.house === undefined ? [people.feature, ...brought] : brought;
  const app = await createHttp({
    place,
    routes: [...features.flatMap((feature) => feature.routes), ...(options.routes ?? [])],
    plugins: features.flatMap((feature) => feature.plugins ?? []),
    authenticate: people.authenticate,
    openWhileUnfinished: people.openWhileUnfinished,
    tenantOf: people.tenantOf,
    log: silentLog,
    title: 'test',
    version: '0',
    connectSources: () => [],
    limits: unlimited,
  });
  const work = { systemDb: database.systemDb, place, features };
  return {
    app,
    place,
    people,
    addTenant: async (described) => {
      const made = await createTenant(work, {
        name: `Kabupaten ${described.slug}`,
        shortName: described.slug,
        regionCode: '35.15',
        zone: 'Asia/Jakarta',
        ...described,
      });
      if (!made.ok) throw new Error(made.refusal.code);
      return made.value;
    },
    addUser: async (tenantId, user) => {
      const made = await runAction(place, { tenantId, actor: systemActor }, (ctx) =>
        createUser(ctx, { displayName: user.username, password: testPassword, mustChangePassword: false, ...user }),
      );
      if (!made.ok) throw new Error(made.refusal.code);
      return made.value.userId;
    },
    cookieOf: async (username, password = testPassword) => {
      const response = await app.inject({ method: 'POST', url: '/api/session', payload: { username, password } });
      if (response.statusCode !== 200) throw new Error(`${username} could not sign in: ${response.body}`);
      return cookieFrom(response);
    },
    close: () => app.close(),
  };
}

/** The session cookie an answer sets, as a request header. */
export function cookieFrom(response: LightMyRequestResponse): string {
  const cookie = present(response.cookies[0], 'the answer sets the session cookie');
  return `${cookie.name}=${cookie.value}`;
}
