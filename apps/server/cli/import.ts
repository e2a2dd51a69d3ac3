import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { historyKinds } from '#features/openness/history.ts';
import { regencies } from '#features/people/server/regency-store.ts';
import { type LayerPreview, type LayerSpec, layerSpec } from '#features/places/import-contract.ts';
import { rowProblemTexts } from '#features/places/import-problems.ts';
import { importRefusals } from '#features/places/import-texts.ts';
import type { LayerKind } from '#features/places/layer.ts';
import { readLayer } from '#features/places/server/layers/read-layer.ts';
import { takeLayer } from '#features/places/server/layers/take-layer.ts';
import { systemActor } from '#platform/server/action.ts';
import { runAction } from '#platform/server/unit.ts';
import { fill, type RefusalText } from '#platform/shared/texts.ts';
import { readConfig } from '../config.ts';
import type { Command } from './command.ts';
import { historyUsage, importHistory } from './import-history.ts';
import { withHouse } from './open-house.ts';
import { readJsonInput } from './read-input.ts';

const usage = `Usage: import boundaries|landmarks|tiles FILE [--map MAP] [--tenant SLUG] [--yes]
  --title TEXT --source TEXT --licence TEXT --vintage 2024[-06[-30]]   what must be said of every layer
  --status definitif|indikatif   of boundaries          --level regency|district|village   if the codes do not tell
  --slug NAME   the layer it becomes or replaces        --reason TEXT   kept with it
  MAP is JSON with any of these and "mapping": {"code": "KDEPUM", "name": "WADMKD", …}. Without --yes nothing is changed.`;

const kinds: Readonly<Record<string, LayerKind>> = { boundaries: 'boundary', landmarks: 'landmark', tiles: 'tiles' };

const options = {
  map: { type: 'string' },
  tenant: { type: 'string' },
  title: { type: 'string' },
  source: { type: 'string' },
  licence: { type: 'string' },
  vintage: { type: 'string' },
  status: { type: 'string' },
  level: { type: 'string' },
  slug: { type: 'string' },
  reason: { type: 'string' },
  yes: { type: 'boolean' },
} as const;

/** Boundaries and landmarks into the tables, tiles into the data folder: what matches is shown first, `--yes` takes it. */
export const importCommand: Command = {
  summary:
    'bring in boundaries|landmarks|tiles FILE --map MAP: shows what matches, --yes takes it; or incidents|assignments of another system',
  run: async (args) => {
    const history = historyKinds.find((one) => one === args[0]);
    if (history !== undefined) return importHistory(history, args.slice(1));
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const [what = '', path] = positionals;
    const kind = kinds[what];
    if (kind === undefined || path === undefined) throw new Error(`${usage}\n${historyUsage}`);
    const spec = await specOf(values, values.map);
    await access(path).catch(() => {
      throw new Error(`There is no file ${path}.`);
    });
    const config = readConfig(process.env, []);
    return withHouse(config, async ({ house }) => {
      const chosen = await regencies(house.installation.systemDb, values.tenant ?? config.defaultTenant);
      const [regency] = chosen;
      if (regency === undefined) throw new Error('There is no such regency; name it by --tenant SLUG.');
      const who = { tenantId: regency.id, actor: systemActor };
      const read = await runAction(house.place(), who, (ctx) => readLayer(ctx, { kind, path, spec }));
      if (!read.ok) throw new Error(refusalIn(read.refusal));
      const { preview } = read.value;
      say(preview, spec, `${regency.slug}: ${basename(path)}`);
      if (preview.isSame) return 0;
      if (values.yes !== true) {
        console.log('Nothing was changed. Add --yes to take it.');
        return 0;
      }
      const reason = values.reason ?? `sigap import ${what}`;
      const taken = await runAction(house.place(), who, (ctx) =>
        takeLayer(ctx, { kind, path, spec, reason, fileName: basename(path), dataFolder: config.data }),
      );
      if (!taken.ok) throw new Error(refusalIn(taken.refusal));
      console.log(`Taken: ${taken.value.items} ${what}. A server that runs uses them from the next search on.`);
      return 0;
    });
  },
};

/** The mapping file first, what is said on the line over it. */
async function specOf(
  {
    yes: _yes,
    map: _map,
    tenant: _tenant,
    reason: _reason,
    ...said
  }: Readonly<Record<string, string | boolean | undefined>>,
  map: string | undefined,
): Promise<LayerSpec> {
  const kept: unknown = map === undefined ? {} : await readJsonInput(map);
  const read = layerSpec.safeParse({ ...(typeof kept === 'object' ? kept : {}), ...said });
  if (read.success) return read.data;
  const wrong = [...new Set(read.error.issues.map((issue) => String(issue.path[0] ?? 'MAP')))];
  throw new Error(`Missing or wrong: ${wrong.join(', ')}\n${usage}`);
}

function say(preview: LayerPreview, spec: LayerSpec, heading: string): void {
  const { kind, slug, level, items, byCode, byName, ofNeighbours, roads, tiles, replaces } = preview;
  const status = kind === 'boundary' ? `, status ${spec.status}` : '';
  console.log(`${heading}\n  ${spec.title}: ${spec.source}, ${spec.vintage}${status}\n  licence: ${spec.licence}`);
  if (kind === 'boundary')
    console.log(
      `  ${items} boundaries (${level}): ${byCode} by code, ${byName} by name; ${ofNeighbours} of neighbours besides`,
    );
  if (kind === 'landmark') console.log(`  ${items} landmarks, ${roads} of them roads`);
  if (tiles !== null) {
    const bounds = [tiles.west, tiles.south, tiles.east, tiles.north].map((one) => one.toFixed(3)).join(' ');
    console.log(
      `  ${items} tiles (${tiles.tileType}), zoom ${tiles.minZoom}-${tiles.maxZoom}, ${bounds}, ${(tiles.bytes / 1e6).toFixed(1)} MB`,
    );
  }
  const used = Object.entries(preview.mapping).map(([field, column]) => `${field}=${column}`);
  if (used.length > 0) console.log(`  columns used: ${used.join(', ')}`);
  for (const { problem, count } of preview.leftOut) console.log(`  left out, ${count}: ${rowProblemTexts[problem].en}`);
  for (const { at, problem, said } of preview.problems.slice(0, 20))
    console.log(`    ${at}. ${said || '–'}: ${rowProblemTexts[problem].en}`);
  if (preview.missingCount > 0) {
    const names = preview.missing.slice(0, 12).map(({ code, name }) => `${code} ${name}`);
    console.log(
      `  without a boundary, ${preview.missingCount}: ${names.join(', ')}${preview.missingCount > 12 ? ', …' : ''}`,
    );
  }
  if (preview.isSame) console.log(`  The layer ${slug} came from this very file: nothing to change.`);
  else if (replaces !== null)
    console.log(
      `  It replaces the layer ${slug}: ${replaces.title}, ${replaces.vintage}, ${replaces.items} rows, which can be brought back.`,
    );
}

const texts: Readonly<Record<string, RefusalText>> = importRefusals;

function refusalIn(refusal: { readonly code: string; readonly detail: Parameters<typeof fill>[2] }): string {
  const text = texts[refusal.code];
  return text === undefined ? refusal.code : fill(text, 'en', refusal.detail);
}
