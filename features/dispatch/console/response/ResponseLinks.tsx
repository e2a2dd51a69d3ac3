import { Send } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { EmptyState, QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import type { AssignmentItem } from '../../contract.ts';
import {
  listResponseLinks,
  type ResponseLinkView,
  sendResponseLink,
  withdrawResponseLink,
} from '../../response-contract.ts';
import { channelNames, responseTexts as texts } from './texts.ts';

interface ResponseLinksProps {
  readonly assignment: AssignmentItem;
  readonly onClose: () => void;
}

const stale = ['/api/assignments'];

/** Links by which an agency answers for one assignment without an account: send one, see what became of it, take it back. */
export function ResponseLinks({ assignment, onClose }: ResponseLinksProps) {
  const t = useText();
  const params = { id: assignment.id };
  const links = useRoute(listResponseLinks, { params });
  return (
    <Dialog
      title={t(texts.title, { agency: assignment.agency.name, number: assignment.incident.number })}
      isOpen
      onClose={onClose}
      size="wide"
    >
      <p className="text-ink-soft">{t(texts.note)}</p>
      <QueryView query={links}>
        {({ items, address, contacts }) => (
          <div className="flex flex-col gap-4">
            {address === null ? <Notice tone="warn">{t(texts.noAddress)}</Notice> : null}
            {contacts.length === 0 ? (
              <Notice tone="warn">{t(texts.noContacts)}</Notice>
            ) : (
              <SendForm assignment={assignment} contacts={contacts} isBlocked={address === null} />
            )}
            {items.length === 0 ? (
              <EmptyState title={t(texts.none)} />
            ) : (
              <ul className="flex flex-col divide-y divide-line" aria-label={t(texts.sentLinks)}>
                {items.map((link) => (
                  <LinkLine key={link.id} link={link} />
                ))}
              </ul>
            )}
          </div>
        )}
      </QueryView>
    </Dialog>
  );
}

interface SendFormProps {
  readonly assignment: AssignmentItem;
  readonly contacts: readonly { id: string; name: string; channels: readonly (keyof typeof channelNames)[] }[];
  readonly isBlocked: boolean;
}

function SendForm({ assignment, contacts, isBlocked }: SendFormProps) {
  const t = useText();
  const errorText = useErrorText();
  const ways = contacts.flatMap(({ id, name, channels }) =>
    channels.map((channel) => ({
      id: `${id} ${channel}`,
      name: `${name} – ${t(channelNames[channel])}`,
      body: { contactId: id, channel },
    })),
  );
  const [chosen, setChosen] = useState(ways[0]?.id ?? '');
  const send = useCommand(sendResponseLink, { invalidates: stale, onDone: () => toast(t(texts.onItsWay)) });
  const way = ways.find(({ id }) => id === chosen);
  if (ways.length === 0) return <Notice tone="warn">{t(texts.noWays)}</Notice>;
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (way !== undefined && !send.isPending) send.mutate({ params: { id: assignment.id }, body: way.body });
      }}
    >
      <Select label={t(texts.to)} options={ways} value={chosen} onChange={setChosen} />
      <Button
        type="submit"
        look="primary"
        isPending={send.isPending}
        isDisabled={isBlocked || way === undefined}
        icon={<Send aria-hidden size={16} />}
      >
        {t(texts.send)}
      </Button>
      {send.error === null ? null : <Notice tone="life">{errorText(send.error)}</Notice>}
    </form>
  );
}

function LinkLine({ link }: { link: ResponseLinkView }) {
  const t = useText();
  const format = useFormat();
  const withdraw = useCommand(withdrawResponseLink, { invalidates: stale });
  const isOver = link.withdrawnAt !== null || Date.parse(link.expiresAt) < Date.now();
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-2">
      <span className="flex flex-col">
        <span className="font-medium">{link.contactName ?? '–'}</span>
        <span className="text-sm text-ink-soft">
          {t(texts.made, { time: format.full(link.madeAt), by: link.madeByName ?? t(texts.system) })}
        </span>
      </span>
      <span className="flex items-center gap-2">
        {link.withdrawnAt !== null ? (
          <Badge>{t(texts.withdrawn)}</Badge>
        ) : link.openedAt === null ? (
          <Badge tone="warn">{t(texts.notOpened)}</Badge>
        ) : (
          <Badge tone="good">{t(texts.opened, { time: format.time(link.openedAt) })}</Badge>
        )}
        {isOver ? null : (
          <Button
            size="small"
            isPending={withdraw.isPending}
            onPress={() => withdraw.mutate({ params: { id: link.id } })}
          >
            {t(texts.withdraw)}
          </Button>
        )}
      </span>
    </li>
  );
}
