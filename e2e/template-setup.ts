import { startWorld, templateVariable } from './world.ts';

/** Once per run of the stories: an installation with the demo regencies in it, started once and stopped, which each world copies. */
export default async function makeTemplate(): Promise<() => Promise<void>> {
  const world = await startWorld();
  await world.halt();
  process.env[templateVariable] = world.data;
  return world.stop;
}
