import { channelPlan, subscriptionsFor } from '#features/agencies/server/channels/channel-store.ts';
import { type MessageToQueue, queueMessage } from '#features/agencies/server/channels/queue-message.ts';
import { askForDutyCall } from '#features/calls/server/duty/duty-calls.ts';
import { audience } from '#features/people/audience.ts';
import type { ActionContext } from '#platform/server/action.ts';
import type { Channel } from '#platform/shared/message.ts';
import { msBetween, plusMs } from '#platform/shared/time.ts';
import type { AlertSkip, LadderAct } from '../../ladder.ts';
import { onDuty, type Rung } from '../../ladder-rules.ts';
import { lateTask, pushedTask, remindedTask, spokenTask, writtenTask } from '../../ladder-words.ts';
import { appendAssignmentEvent } from '../assignment-event.ts';
import { makeResponseLink } from '../response/make-link.ts';
import type { AssignmentRow } from '../store.ts';
import {
  type ContactRow,
  contactsOf,
  insertAlert,
  type LadderRow,
  type NewAlert,
  type Surroundings,
} from './ladder-store.ts';

interface Taking {
  readonly assignment: AssignmentRow;
  /** With this rung taken. */
  readonly ladder: LadderRow;
  readonly around: Surroundings;
  readonly rung: Rung;
  /** Where people reach this installation: a body without accounts answers there. */
  readonly publicUrl: string | null;
}

/** A message about a task is of no use after this long; the next rung has come by then. */
const usefulMs = 5 * 60_000;

/** Do what a rung says. Each attempt is a row, also one that could not be made; what comes of the others is heard later. */
export async function takeRung(ctx: ActionContext, taking: Taking): Promise<void> {
  const teller = await Teller.of(ctx, taking);
  const { rung, assignment } = taking;
  if (rung.kind === 'remind') {
    await teller.push('push', { agencyId: assignment.agencyId });
    await teller.text('whatsapp', ['whatsapp', 'sms', 'email'], teller.contacts);
  } else await byAct[rung.act](teller);
  const name = rung.kind === 'remind' ? 'assignment.reminded' : 'assignment.alerted';
  const act = rung.kind === 'remind' ? 'remind' : rung.act;
  const number = rung.kind === 'remind' ? rung.number : rung.index;
  await appendAssignmentEvent(ctx, name, assignment, { act, number, attempts: teller.made });
}

const byAct: Readonly<Record<LadderAct, (teller: Teller) => Promise<void>>> = {
  push: (teller) => teller.push('push', { agencyId: teller.taking.assignment.agencyId }),
  email: (teller) => teller.text('email', ['email'], teller.contacts),
  whatsapp: (teller) => teller.text('whatsapp', ['whatsapp'], teller.contacts),
  sms: (teller) => teller.text('sms', ['sms'], teller.contacts),
  call: (teller) => teller.ring('call', teller.nextToRing()),
  superior: async (teller) => {
    const { superiors } = teller;
    await teller.text('superior', ['whatsapp', 'sms', 'email'], superiors);
    const first = superiors.find(({ phone }) => phone !== null);
    if (first !== undefined) await teller.ring('superior', first);
  },
  supervisor: async (teller) => {
    await teller.note({ act: 'supervisor', way: 'screen', result: 'told' });
    await teller.push('supervisor', { role: 'SUPERVISOR' });
  },
};

class Teller {
  /** Attempts that were made, without those that could not be. */
  made = 0;
  readonly taking: Taking;
  /** On duty at this moment, in their order. */
  readonly contacts: readonly ContactRow[];
  readonly superiors: readonly ContactRow[];
  readonly #ctx: ActionContext;
  readonly #active: ReadonlySet<Channel>;

  private constructor(ctx: ActionContext, taking: Taking, known: { contacts: ContactRow[]; active: Set<Channel> }) {
    this.#ctx = ctx;
    this.taking = taking;
    this.#active = known.active;
    this.contacts = onDuty(known.contacts, ctx.now, taking.around.zone);
    this.superiors = known.contacts.filter(({ superior }) => superior);
  }

  static async of(ctx: ActionContext, taking: Taking): Promise<Teller> {
    const { content } = await channelPlan(ctx);
    const all = ['email', 'sms', 'whatsapp', 'push'] as const;
    const active = new Set<Channel>(all.filter((channel) => content[channel].active));
    return new Teller(ctx, taking, { active, contacts: await contactsOf(ctx, taking.assignment.agencyId) });
  }

  /** The first `call` rings the first contact, the next the next; a body without contacts is rung at its own number. */
  nextToRing(): ContactRow | null {
    const reachable = this.contacts.filter(({ phone }) => phone !== null);
    const { content, taken } = this.taking.ladder;
    const calls = taken.filter((index) => content.steps[index]?.act === 'call').length;
    return reachable[(calls - 1) % Math.max(1, reachable.length)] ?? null;
  }

  async push(act: LadderAct, whose: Parameters<typeof subscriptionsFor>[1]): Promise<void> {
    if (!this.#active.has('push')) return this.skip(act, 'push', 'channel_off');
    const browsers = await subscriptionsFor(this.#ctx, whose);
    if (browsers.length === 0) return this.skip(act, 'push', 'no_browser');
    const path = act === 'supervisor' ? '/board' : '/tasks';
    for (const { id } of browsers)
      await this.#send(act, { channel: 'push', to: id, path, ...pushedTask(this.taking.around) }, null);
  }

  /** By the first of these channels that is on and for which the person has an address. */
  async text(
    act: LadderAct,
    ways: readonly ('email' | 'whatsapp' | 'sms')[],
    people: readonly ContactRow[],
  ): Promise<void> {
    const first = ways[0] ?? 'email';
    if (people.length === 0) return this.skip(act, first, 'no_contact');
    const on = ways.filter((way) => this.#active.has(way));
    if (on.length === 0) return this.skip(act, first, 'channel_off');
    let reached = 0;
    for (const person of people) {
      const channel = on.find((way) => addressOf(person, way) !== null);
      if (channel === undefined) continue;
      reached++;
      const to = addressOf(person, channel) ?? '';
      const words = this.#words(act, await this.#linkFor(person));
      await this.#send(act, { channel, to, ...words }, person.id);
    }
    if (reached === 0) await this.skip(act, first, first === 'email' ? 'no_address' : 'no_number');
  }

  async ring(act: LadderAct, person: ContactRow | null): Promise<void> {
    const { assignment, around } = this.taking;
    const number = person?.phone ?? around.agencyPhone;
    if (number === null) return this.skip(act, 'telephone', 'no_number');
    const dutyCallId = await askForDutyCall(this.#ctx, {
      subject: { type: 'assignment', id: assignment.id },
      agencyId: assignment.agencyId,
      contactId: person?.id ?? null,
      number,
      text: spokenTask(around),
      topics: this.#topics(),
    });
    this.made++;
    await this.note({ act, way: 'telephone', contactId: person?.id ?? null, dutyCallId });
  }

  skip(act: LadderAct, way: NewAlert['way'], code: AlertSkip): Promise<void> {
    return this.note({ act, way, result: 'skipped', code });
  }

  async note(alert: Pick<NewAlert, 'act' | 'way'> & Partial<NewAlert>): Promise<void> {
    const { rung, assignment } = this.taking;
    await insertAlert(this.#ctx, {
      ...{ assignmentId: assignment.id, kind: rung.kind },
      number: rung.kind === 'remind' ? rung.number : rung.index,
      ...{ contactId: null, messageId: null, dutyCallId: null, result: null, code: null },
      ...alert,
    });
  }

  async #send(
    act: LadderAct,
    message: Pick<MessageToQueue, 'channel' | 'to' | 'title' | 'text'> & { readonly path?: string },
    contactId: string | null,
  ): Promise<void> {
    const { assignment, rung } = this.taking;
    const purpose =
      rung.kind === 'remind' ? 'assignment_reminder' : act === 'superior' ? 'assignment_superior' : 'assignment_alert';
    const messageId = await queueMessage(this.#ctx, {
      ...message,
      purpose,
      subject: { type: 'assignment', id: assignment.id },
      agencyId: assignment.agencyId,
      giveUpAt: plusMs(this.#ctx.now, usefulMs),
      topics: this.#topics(),
    });
    this.made++;
    await this.note({ act, way: message.channel, contactId, messageId });
  }

  #topics(): readonly [string, ...string[]] {
    return [audience.tenant(), audience.agency(this.taking.assignment.agencyId)];
  }

  /** Every message has a link of its own, so that it is known who opened it; none for who has a screen. */
  async #linkFor(person: ContactRow): Promise<string | null> {
    const { around, assignment, publicUrl } = this.taking;
    if (around.hasAccounts) return null;
    const link = await makeResponseLink(this.#ctx, { assignment, contactId: person.id, publicUrl });
    return link?.address ?? null;
  }

  #words(act: LadderAct, link: string | null): { readonly title: string; readonly text: string } {
    const { around, assignment, rung } = this.taking;
    if (rung.kind === 'remind') return remindedTask(around, link);
    const minutes = Math.max(1, Math.round(msBetween(assignment.sentAt, this.#ctx.now) / 60_000));
    return act === 'superior' ? lateTask(around, minutes, link) : writtenTask(around, link);
  }
}

function addressOf(person: ContactRow, way: 'email' | 'whatsapp' | 'sms'): string | null {
  return way === 'email' ? person.email : person.phone;
}
