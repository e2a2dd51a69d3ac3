import { chmod, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { overflowNumber } from '#features/people/overflow.ts';
import type { AriClient } from '#platform/server/asterisk/ari/client.ts';
import type { AriEvent } from '#platform/server/asterisk/ari/types.generated.ts';
import { openSpeech } from '#platform/server/asterisk/speech.ts';
import type { Db } from '#platform/server/db/database.ts';
import type { Log } from '#platform/server/log/log.ts';
import type { Workplace } from '#platform/server/unit.ts';
import { type DutyKey, dutyKeys } from '../../duty-call.ts';
import { dutyCallOf, dutyChannel } from '../channel-names.ts';
import { dutyRole, emergencyNumber, wayOutName } from '../pbx/dialplan.ts';
import { dutyPrompts } from '../pbx/prompts.ts';
import { actFor } from '../telephony-actions.ts';
import { endDutyCall, pickUpDutyCall, pressDutyKey } from './duty-calls.ts';
import { needlessDutyCalls, type TakenDutyCall, takeDutyCalls } from './duty-store.ts';

export interface DutyLineOptions {
  readonly systemDb: Db;
  readonly place: () => Workplace;
  readonly log: Log;
  readonly systemName: string;
  /** Folder of the prompts, where Asterisk and we find the same files. */
  readonly prompts: string;
  /** Where a speech synthesiser is kept once it was fetched. */
  readonly voices: string;
  /** Whether calls of this regency can leave the centre. */
  readonly canDialOut: (slug: string) => Promise<boolean>;
}

/** Calls at once of one regency: the operator's lines have other work too. */
const lines = 8;
/** How often it is all said when no key comes; then we hang up. */
const tellings = 2;
/** Milliseconds after which thanks are over even if nobody says so. */
const thanksMs = 15_000;
/** No call of ours lasts longer, whatever becomes of this process. */
const longestSeconds = 300;

interface Live {
  readonly id: string;
  readonly tenantId: string;
  readonly pressSeconds: number;
  /** What is said, as addresses of Asterisk. */
  readonly media: readonly string[];
  readonly folder: string;
  told: number;
  /** Asterisk tells of a channel twice, as its application's and as its endpoint's. */
  lastKey: string;
  /** We hung up: no key came. */
  byUs: boolean;
  isOver: boolean;
  timer: NodeJS.Timeout | null;
  /** What is done about one call is done one after another. */
  turn: Promise<void>;
}

type Saying = 'ask' | 'thanks';
const sayingOf = (id: string, what: Saying, number: number) => `duty-${what}-${number}-${id}`;

/**
 * Rings telephones on duty: says what there is to do, and takes a key. What the tables ask for is dialled (`follow`); what is heard
 * becomes an action. A call that this process loses by its death ends by its deadline, and in Asterisk by its longest time.
 */
export class DutyLine {
  readonly #options: DutyLineOptions;
  readonly #calls = new Map<string, Live>();
  #ari: AriClient | null = null;
  #speech: ReturnType<typeof openSpeech> | null = null;

  constructor(options: DutyLineOptions) {
    this.#options = options;
  }

  connect(ari: AriClient): void {
    this.#ari = ari;
  }

  heard(event: AriEvent): void {
    if (event.type === 'StasisStart' && event.args[0] === dutyRole)
      this.#inTurn(event.args[1], (call) => this.#pickedUp(call, instantOf(event.timestamp)));
    else if (event.type === 'ChannelDtmfReceived')
      this.#inTurn(dutyCallOf(event.channel.id), (call) => this.#pressed(call, event.digit, event.timestamp));
    else if (event.type === 'PlaybackFinished') this.#said(event.playback.id);
    else if (event.type === 'ChannelDestroyed')
      this.#inTurn(dutyCallOf(event.channel.id), (call) =>
        this.#over(call, { cause: event.cause, at: instantOf(event.timestamp) }),
      );
  }

  /** Dial what was asked for, let go what is needed no more. Safe to repeat. */
  async follow(): Promise<void> {
    const { systemDb, systemName: pbxSystem } = this.#options;
    const ari = this.#ari;
    if (ari === null) return;
    for (const taken of await takeDutyCalls(systemDb, { app: ari.app, pbxSystem, lines }))
      this.#note(this.#dial(ari, taken));
    if (this.#calls.size === 0) return;
    for (const { id } of await needlessDutyCalls(systemDb, [...this.#calls.keys()])) await this.#hangUp(id);
  }

  #inTurn(id: string | null | undefined, work: (call: Live) => Promise<void>): void {
    const call = id === null || id === undefined ? undefined : this.#calls.get(id);
    if (call === undefined) return;
    call.turn = call.turn.then(() => work(call)).catch((error: unknown) => this.#failed(error));
  }

  async #dial(ari: AriClient, taken: TakenDutyCall): Promise<void> {
    const { id, tenant_id: tenantId, slug } = taken;
    const dialled = overflowNumber(taken.number);
    if (dialled === null || !(await this.#options.canDialOut(slug))) {
      const end = { byUs: true, cause: null, at: new Date().toISOString(), hasLine: false } as const;
      await actFor(this.#options.place, tenantId, (ctx) => endDutyCall(ctx, id, end));
      return;
    }
    const folder = join(this.#options.prompts, 'duty', id);
    const media = [...(await this.#speak(taken.text, folder)), this.#prompt(dutyPrompts.ask)];
    const call: Live = {
      ...{ id, tenantId, media, folder, pressSeconds: taken.press_seconds },
      ...{ told: 0, lastKey: '', byUs: false, isOver: false, timer: null, turn: Promise.resolve() },
    };
    this.#calls.set(id, call);
    const placed = await ari
      .call('channels.originateWithId', {
        channelId: dutyChannel(id),
        endpoint: `PJSIP/${dialled}@${wayOutName(slug)}`,
        app: ari.app,
        appArgs: `${dutyRole},${id}`,
        callerId: emergencyNumber,
        timeout: taken.ring_seconds,
        variables: { 'TIMEOUT(absolute)': String(longestSeconds) },
      })
      .then((answer) => answer.ok)
      .catch(() => false);
    if (!placed) this.#inTurn(id, () => this.#over(call, { cause: null, at: new Date().toISOString() }));
  }

  /** Without a synthesiser they hear in general words that there is a task: rather that than no call. */
  async #speak(text: string, folder: string): Promise<string[]> {
    try {
      this.#speech ??= openSpeech({ cache: this.#options.voices, log: (line) => this.#options.log.info(line) });
      const speech = await this.#speech;
      if (!speech.ok) {
        this.#speech = null;
        return [this.#prompt(dutyPrompts.general)];
      }
      const file = await speech.value.speak(text, { folder });
      await chmod(folder, 0o755);
      await chmod(file, 0o644);
      return [`sound:${file.replace(/\.wav$/, '')}`];
    } catch (error) {
      this.#failed(error);
      return [this.#prompt(dutyPrompts.general)];
    }
  }

  #prompt(name: string): string {
    return `sound:${join(this.#options.prompts, name)}`;
  }

  async #pickedUp(call: Live, at: string): Promise<void> {
    const picked = await actFor(this.#options.place, call.tenantId, (ctx) => pickUpDutyCall(ctx, call.id, at));
    if (picked.ok) await this.#tell(call);
    else await this.#hangUp(call.id);
  }

  async #tell(call: Live): Promise<void> {
    if (call.timer !== null) clearTimeout(call.timer);
    call.timer = null;
    call.told++;
    await this.#play(call, sayingOf(call.id, 'ask', call.told), call.media);
  }

  /** A saying is over: the time for a key runs, or the call is done. */
  #said(playbackId: string): void {
    const [, what, number, id] = /^duty-(ask|thanks)-(\d+)-(.+)$/.exec(playbackId) ?? [];
    this.#inTurn(id, async (call) => {
      if (what === 'thanks') return this.#hangUp(call.id);
      if (Number(number) !== call.told) return;
      if (call.timer !== null) clearTimeout(call.timer);
      call.timer = setTimeout(() => this.#inTurn(call.id, () => this.#unpressed(call)), call.pressSeconds * 1000);
      call.timer.unref();
    });
  }

  async #unpressed(call: Live): Promise<void> {
    if (call.isOver) return;
    if (call.told < tellings) return this.#tell(call);
    call.byUs = true;
    await this.#hangUp(call.id);
  }

  async #pressed(call: Live, digit: string, at: string): Promise<void> {
    const key = `${digit} ${at}`;
    if (!isKey(digit) || call.isOver || call.lastKey === key) return;
    call.lastKey = key;
    const said = await actFor(this.#options.place, call.tenantId, (ctx) => pressDutyKey(ctx, call.id, digit));
    if (!said.ok) return;
    await this.#stop(sayingOf(call.id, 'ask', call.told));
    if (said.value === 'again') return this.#tell(call);
    if (call.timer !== null) clearTimeout(call.timer);
    call.timer = setTimeout(() => this.#note(this.#hangUp(call.id)), thanksMs);
    call.timer.unref();
    const name = said.value === 'accepted' ? dutyPrompts.accepted : dutyPrompts.rejected;
    await this.#play(call, sayingOf(call.id, 'thanks', 1), [this.#prompt(name)]);
  }

  async #over(call: Live, end: { readonly cause: number | null; readonly at: string }): Promise<void> {
    if (call.isOver) return;
    call.isOver = true;
    if (call.timer !== null) clearTimeout(call.timer);
    this.#calls.delete(call.id);
    await rm(call.folder, { recursive: true, force: true });
    const told = { ...end, byUs: call.byUs };
    await actFor(this.#options.place, call.tenantId, (ctx) => endDutyCall(ctx, call.id, told));
  }

  async #play(call: Live, playbackId: string, media: readonly string[]): Promise<void> {
    const channelId = dutyChannel(call.id);
    await this.#ari?.call('channels.playWithId', { channelId, playbackId, media }).catch(() => undefined);
  }

  async #stop(playbackId: string): Promise<void> {
    await this.#ari?.call('playbacks.stop', { playbackId }).catch(() => undefined);
  }

  async #hangUp(id: string): Promise<void> {
    await this.#ari?.call('channels.hangup', { channelId: dutyChannel(id) }).catch(() => undefined);
  }

  #note(work: Promise<void>): void {
    void work.catch((error: unknown) => this.#failed(error));
  }

  #failed(error: unknown): void {
    this.#options.log.error({ error: String(error) }, 'a step of a duty call failed; its deadline leads on');
  }
}

const instantOf = (timestamp: string) => new Date(timestamp).toISOString();

function isKey(digit: string): digit is DutyKey {
  return Object.values<string>(dutyKeys).includes(digit);
}
