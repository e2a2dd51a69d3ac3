import { channelPlan } from '#features/agencies/server/channels/channel-store.ts';
import { queueMessage } from '#features/agencies/server/channels/queue-message.ts';
import { centreOf } from '#features/calls/server/link/link-store.ts';
import { addressOf } from '#features/calls/server/link/make-link.ts';
import { priorityTexts } from '#features/incidents/texts.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import type { Channel } from '#platform/shared/message.ts';
import { ok, present, refuse } from '#platform/shared/result.ts';
import { fill } from '#platform/shared/texts.ts';
import type * as routes from '../../response-contract.ts';
import { responseMessageTexts as texts } from '../../response-texts.ts';
import { appendAssignmentEvent } from '../assignment-event.ts';
import { viewAssignment } from '../read-assignments.ts';
import { locateAssignment } from '../store.ts';
import { makeResponseLink } from './make-link.ts';
import { type Contact, contactsOf, linksOf, withdrawLink } from './response-store.ts';

/** `publicUrl`: where people reach this installation; null: nobody has said it. */
export function responseActions(publicUrl: string | null) {
  const listResponseLinks: Action<typeof routes.listResponseLinks> = async (ctx, { params }) => {
    const located = await locateAssignment(ctx, params.id);
    if (located === null) return refuse('assignment.not_found');
    const contacts = await contactsOf(ctx, located.agencyId);
    const isOn = await channelsOn(ctx);
    return ok({
      items: await linksOf(ctx, params.id),
      address: await addressOf(ctx, publicUrl),
      contacts: contacts.map((contact) => ({
        id: contact.id,
        name: contact.name,
        channels: reachable(contact).filter(isOn),
      })),
    });
  };

  const sendResponseLink: Action<typeof routes.sendResponseLink> = async (ctx, { params, body }) => {
    const located = await locateAssignment(ctx, params.id);
    if (located === null) return refuse('assignment.not_found');
    const contact = (await contactsOf(ctx, located.agencyId)).find(({ id }) => id === body.contactId);
    if (contact === undefined) return refuse('response.contact_unknown');
    const isOn = await channelsOn(ctx);
    if (!reachable(contact).includes(body.channel) || !isOn(body.channel)) return refuse('response.no_channel');
    const assignment = { id: params.id, ...located };
    if ((await viewAssignment(ctx, params.id)).endedAt !== null) return refuse('response.ended');
    const link = await makeResponseLink(ctx, { assignment, contactId: contact.id, publicUrl });
    if (link === null) return refuse('response.no_address');
    await queueMessage(ctx, {
      channel: body.channel,
      purpose: 'response_link',
      subject: { type: 'assignment', id: params.id },
      to: present(body.channel === 'email' ? contact.email : contact.phone, 'looked at by `reachable`'),
      ...(await wordsOf(ctx, params.id, link.address)),
      agencyId: located.agencyId,
    });
    return ok({ id: link.id });
  };

  return { listResponseLinks, sendResponseLink, withdrawResponseLink };
}

const withdrawResponseLink: Action<typeof routes.withdrawResponseLink> = async (ctx, { params }) => {
  const found = await withdrawLink(ctx, params.id);
  if (found === null) return refuse('response.gone');
  const located = present(await locateAssignment(ctx, found.assignment_id), 'a link has an assignment');
  await appendAssignmentEvent(
    ctx,
    'assignment.link_withdrawn',
    { id: found.assignment_id, ...located },
    { linkId: params.id },
  );
  return ok({});
};

async function channelsOn(ctx: ActionContext): Promise<(channel: Channel) => boolean> {
  const { content } = await channelPlan(ctx);
  return (channel) => content[channel].active;
}

/** By their addresses; a notification needs an account. */
function reachable(contact: Contact): Channel[] {
  return [
    ...(contact.phone === null ? [] : (['whatsapp', 'sms'] as const)),
    ...(contact.email === null ? [] : (['email'] as const)),
  ];
}

/** What goes out with the address: enough to hurry, nothing of the caller, and of a sensitive case not even what and where. */
export async function wordsOf(
  ctx: ActionContext,
  assignmentId: string,
  address: string,
): Promise<{ title: string; text: string }> {
  const { incident } = await viewAssignment(ctx, assignmentId);
  const { name } = await centreOf(ctx);
  const place = [incident.villageName, incident.districtName].filter((part) => part !== null).join(', ');
  const values = {
    centre: name,
    number: incident.number,
    type: incident.sensitive ? texts.sensitive.id : (incident.type?.name.id ?? texts.noType.id),
    priority: incident.priority === null ? '' : priorityTexts[incident.priority].id,
    place: incident.sensitive || place === '' ? texts.noPlace.id : place,
    link: address,
  };
  // Duty officers of the regency's bodies: in Indonesian, whatever the sender reads.
  return { title: fill(texts.title, 'id', values), text: fill(texts.text, 'id', values) };
}
