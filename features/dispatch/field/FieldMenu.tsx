import { BookOpen, Download, LogOut, Menu, Moon, Sun } from 'lucide-react';
import { useEffect, useState } from 'react';
import { LanguageSwitch } from '#features/people/console/LanguageSwitch.tsx';
import { closeSession } from '#features/people/contract.ts';
import type { SessionView } from '#features/people/person.ts';
import { ConfirmDialog, Dialog } from '#platform/ui/Dialog.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { setAppearance, useAppearance } from '#platform/web/appearance.ts';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { BigButton, BigLink } from './BigButton.tsx';
import { installing } from './installing.ts';
import { forgetPerson } from './keep.ts';
import { keepSession } from './kept-session.ts';
import { PushButton } from './PushButton.tsx';
import { texts } from './texts.ts';
import { useField } from './use-field.tsx';

export const guideAddress = '/panduan/FIELD_CREW';

/** Look, language, notifications, guide, the way out. F1 opens the guide, as everywhere. */
export function FieldMenu({ session }: { session: SessionView }) {
  const t = useText();
  const { theme } = useAppearance();
  const [isOpen, setOpen] = useState(false);
  const isDark = theme === 'dark';
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      if (event.key !== 'F1') return;
      event.preventDefault();
      open(guideAddress, '_blank');
    };
    addEventListener('keydown', handleKey);
    return () => removeEventListener('keydown', handleKey);
  }, []);
  return (
    <>
      <BigButton paint="quiet" aria-label={t(texts.menu)} onPress={() => setOpen(true)}>
        <Menu aria-hidden size={30} />
      </BigButton>
      <Dialog title={t(texts.menu)} isOpen={isOpen} onClose={() => setOpen(false)} size="small">
        <div className="flex flex-col gap-3">
          <p className="text-lg">
            <strong>{session.user.displayName}</strong> · {session.tenant.name}
          </p>
          <BigButton
            wide
            icon={isDark ? <Sun aria-hidden size={22} /> : <Moon aria-hidden size={22} />}
            onPress={() => setAppearance({ theme: isDark ? 'light' : 'dark' })}
          >
            {t(isDark ? texts.light : texts.dark)}
          </BigButton>
          <PushButton />
          <InstallButton />
          <BigLink href={guideAddress} icon={<BookOpen aria-hidden size={22} />}>
            {t(texts.guide)}
          </BigLink>
          <LanguageSwitch />
          <SignOut onLeave={() => setOpen(false)} />
        </div>
      </Dialog>
    </>
  );
}

function InstallButton() {
  const t = useText();
  const [offer, setOffer] = useState(() => installing.offer());
  useEffect(() => installing.subscribe(() => setOffer(installing.offer())), []);
  if (offer === null) return null;
  return (
    <BigButton wide icon={<Download aria-hidden size={22} />} onPress={() => void offer.prompt()}>
      {t(texts.install)}
    </BigButton>
  );
}

/** What waits stays on the device for its person; without anything that waits nothing of them stays. */
function SignOut({ onLeave }: { onLeave: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const { userId, queue, isAway } = useField();
  const [isAsking, setAsking] = useState(false);
  const count = queue.waiting.length;
  const leave = async () => {
    keepSession(null);
    if (count === 0) await forgetPerson(userId);
    location.assign('/field');
  };
  const close = useCommand(closeSession, {
    invalidates: [],
    onDone: () => void leave(),
    onRefused: (error) => toast(isAway === true ? t(texts.signOutAway) : errorText(error), 'life'),
  });
  return (
    <>
      <BigButton
        wide
        isPending={close.isPending}
        icon={<LogOut aria-hidden size={22} />}
        onPress={() => (count === 0 ? close.mutate({}) : setAsking(true))}
      >
        {t(texts.signOut)}
      </BigButton>
      <ConfirmDialog
        title={t(texts.signOutTitle)}
        confirmName={t(texts.signOutAnyway)}
        isDanger
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        isPending={close.isPending}
        onConfirm={() => {
          onLeave();
          close.mutate({});
        }}
      >
        <p className="text-lg">{t(texts.signOutNote, { count })}</p>
      </ConfirmDialog>
    </>
  );
}
