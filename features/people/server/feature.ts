import { bind } from '#platform/server/action.ts';
import { bindAll } from '#platform/server/bind-all.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Feature } from '#platform/server/feature.ts';
import type { Workplace } from '#platform/server/unit.ts';
import * as centreRoutes from '../centre-contract.ts';
import * as routes from '../contract.ts';
import * as settings from '../setting-contract.ts';
import * as userRoutes from '../user-contract.ts';
import { centreSetting, changeCentre, readCentre } from './centre.ts';
import { changePassword } from './change-password.ts';
import { keepCrest, readDoor, showCrest } from './crests.ts';
import type { Doorway } from './doorway.ts';
import { sessionDeadline } from './end-session.ts';
import { importUsers, previewImport } from './import-users.ts';
import { removeSecondFactor, setSecondFactor } from './own-second-factor.ts';
import { secondFactor } from './second-factor.ts';
import { authenticate, expireSession, keepAlive, readSession, signOut } from './sessions.ts';
import { type SettingKind, settingActions } from './setting-versions.ts';
import { signIn } from './sign-in.ts';
import { tenantOf } from './tenant-of.ts';
import { userSetting } from './user-setting.ts';
import * as users from './users.ts';

const { addUser, ...otherActions } = users;
const userActions = bindAll(userRoutes, { createUserRoute: addUser, ...otherActions, previewImport, importUsers });

export interface PeopleOptions {
  /** The machinery's database: a session is looked up before its tenant is known. */
  readonly systemDb: Db;
  /** The slug that answers where neither path nor host name says whose page it is. */
  readonly defaultTenant: string;
  /** The application's workplace; a function, because its listeners come from all features, this one among them. */
  readonly place: () => Workplace;
  /** What can be edited, from all features: history and undo are the same for each. */
  readonly settingKinds?: readonly SettingKind[];
}

/** The feature, and what the HTTP server needs of it to know who asks. */
export function createPeople(options: PeopleOptions) {
  const door: Doorway = { systemDb: options.systemDb, place: options.place };
  const { list, undo } = settingActions([userSetting, centreSetting, ...(options.settingKinds ?? [])]);
  const feature: Feature = {
    name: 'people',
    routes: [
      bind(routes.readSession, readSession),
      bind(settings.listSettingVersions, list),
      bind(settings.undoSetting, undo),
      bind(centreRoutes.readCentre, readCentre),
      bind(centreRoutes.changeCentre, changeCentre),
      bind(centreRoutes.keepCrest, keepCrest),
      bind(centreRoutes.readDoor, readDoor),
      ...userActions,
    ],
    plugins: [
      signIn(door),
      signOut(door),
      secondFactor(door),
      changePassword(door),
      setSecondFactor(door),
      removeSecondFactor(door),
      showCrest(options.systemDb),
    ],
    deadlines: { [sessionDeadline]: expireSession },
  };
  return {
    feature,
    authenticate: authenticate(door),
    tenantOf: tenantOf(options.systemDb, options.defaultTenant),
    openWhileUnfinished: [routes.openSession.path, routes.giveSecondFactor.path, routes.changePassword.path],
    /** Call it about once a minute with the sessions of the open live feeds. */
    keepAlive: keepAlive(door),
  };
}

export type People = ReturnType<typeof createPeople>;
