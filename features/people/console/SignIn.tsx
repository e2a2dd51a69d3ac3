import { LogIn } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { readDoor } from '../centre-contract.ts';
import { changePassword, giveSecondFactor, openSession } from '../contract.ts';
import type { SessionView } from '../person.ts';
import { CrestMark } from './CrestMark.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { signInTexts } from './sign-in-texts.ts';

interface DoorProps {
  readonly onSession: (session: SessionView) => void;
}

/** The frame of the pages before the console: the name of the house at the left, the form at the right. */
export function DoorPage({
  title,
  isFirstRun = false,
  children,
}: {
  title: string;
  isFirstRun?: boolean;
  children: ReactNode;
}) {
  const t = useText();
  // Before the first regency exists nobody's address is known, and the house has its own sign only.
  const door = useRoute(readDoor, {}, { enabled: !isFirstRun }).data;
  return (
    <div className="grid min-h-full grid-rows-[auto_1fr] md:grid-cols-[minmax(18rem,2fr)_3fr] md:grid-rows-1">
      <header className="flex flex-col justify-between gap-6 bg-rail p-6 text-rail-ink md:p-10">
        <p className="flex items-center gap-3 text-lg font-semibold">
          <img src="/icon.svg" alt="" width={36} height={36} />
          {t(signInTexts.product)}
        </p>
        {door === undefined ? null : (
          <p className="flex items-center gap-3 text-xl font-semibold md:flex-col md:items-start">
            {door.crest === null ? null : <CrestMark sha256={door.crest} size={72} />}
            {door.name}
          </p>
        )}
        <div className="hidden md:block">
          <p aria-hidden="true" className="-ml-2 text-[7rem] leading-none font-bold tracking-tighter">
            112
          </p>
          <p className="mt-2 text-lg text-rail-soft">{t(signInTexts.claim)}</p>
        </div>
        <LanguageSwitch />
      </header>
      <main className="flex items-start justify-center p-6 md:items-center">
        <div className={isFirstRun ? 'w-full max-w-xl' : 'w-full max-w-sm'}>
          <h1 className="mb-5 text-2xl font-semibold tracking-tight">{title}</h1>
          {children}
        </div>
      </main>
    </div>
  );
}

/** A form whose one error is shown above its one button. */
function DoorForm({
  error,
  action,
  isPending,
  onSubmit,
  children,
}: {
  error: unknown;
  action: string;
  isPending: boolean;
  onSubmit: () => void;
  children: ReactNode;
}) {
  const errorText = useErrorText();
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={handleSubmit} className="flex flex-col gap-4">
      {children}
      {error === null ? null : <Notice tone="life">{errorText(error)}</Notice>}
      <Button
        type="submit"
        look="primary"
        size="large"
        wide
        isPending={isPending}
        icon={<LogIn aria-hidden size={18} />}
      >
        {action}
      </Button>
    </form>
  );
}

/** Name and password; used by the page and by the dialog over a console whose session ended. */
export function SignInForm({ username: known, onSession }: DoorProps & { username?: string }) {
  const t = useText();
  const [username, setUsername] = useState(known ?? '');
  const [password, setPassword] = useState('');
  const open = useCommand(openSession, { invalidates: [], onDone: onSession });
  return (
    <DoorForm
      error={open.error}
      action={t(signInTexts.signIn)}
      isPending={open.isPending}
      onSubmit={() => open.mutate({ body: { username, password } })}
    >
      <TextField
        label={t(signInTexts.username)}
        name="username"
        autoComplete="username"
        autoFocus={known === undefined}
        value={username}
        onChange={setUsername}
      />
      <TextField
        label={t(signInTexts.password)}
        name="password"
        type="password"
        autoComplete="current-password"
        autoFocus={known !== undefined}
        value={password}
        onChange={setPassword}
      />
    </DoorForm>
  );
}

export function SignInPage({ onSession }: DoorProps) {
  const t = useText();
  return (
    <DoorPage title={t(signInTexts.signIn)}>
      <SignInForm onSession={onSession} />
    </DoorPage>
  );
}

/** The one-time code after the password. */
export function SecondFactorPage({ onSession }: DoorProps) {
  const t = useText();
  const [code, setCode] = useState('');
  const give = useCommand(giveSecondFactor, { invalidates: [], onDone: onSession });
  return (
    <DoorPage title={t(signInTexts.secondFactor)}>
      <DoorForm
        error={give.error}
        action={t(signInTexts.check)}
        isPending={give.isPending}
        onSubmit={() => give.mutate({ body: { code } })}
      >
        <TextField
          label={t(signInTexts.secondFactor)}
          description={t(signInTexts.secondFactorNote)}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          autoFocus
          large
          value={code}
          onChange={setCode}
        />
      </DoorForm>
    </DoorPage>
  );
}

/** A password that was given by somebody else must be changed before anything else. */
export function PasswordChangePage({ onSession }: DoorProps) {
  const t = useText();
  return (
    <DoorPage title={t(signInTexts.changePassword)}>
      <p className="mb-4 text-ink-soft">{t(signInTexts.changePasswordDue)}</p>
      <PasswordForm onSession={onSession} />
    </DoorPage>
  );
}

const shortestPassword = 10;

export function PasswordForm({ onSession }: DoorProps) {
  const t = useText();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [hasTried, setTried] = useState(false);
  const change = useCommand(changePassword, { invalidates: [], onDone: onSession });
  const isShort = next.length < shortestPassword;
  const differs = next !== again;
  const handleSubmit = () => {
    setTried(true);
    if (!isShort && !differs) change.mutate({ body: { current, next } });
  };
  return (
    <DoorForm
      error={change.error}
      action={t(signInTexts.changePassword)}
      isPending={change.isPending}
      onSubmit={handleSubmit}
    >
      <TextField
        label={t(signInTexts.currentPassword)}
        type="password"
        autoComplete="current-password"
        autoFocus
        value={current}
        onChange={setCurrent}
      />
      <TextField
        label={t(signInTexts.newPassword)}
        description={t(signInTexts.newPasswordNote)}
        error={hasTried && isShort ? t(signInTexts.tooShort) : null}
        type="password"
        autoComplete="new-password"
        value={next}
        onChange={setNext}
      />
      <TextField
        label={t(signInTexts.repeatPassword)}
        error={hasTried && differs ? t(signInTexts.passwordsDiffer) : null}
        type="password"
        autoComplete="new-password"
        value={again}
        onChange={setAgain}
      />
    </DoorForm>
  );
}
