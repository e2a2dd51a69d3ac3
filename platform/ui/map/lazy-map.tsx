import { type ComponentType, useEffect, useState } from 'react';
import { useText } from '#platform/web/language.tsx';
import { Button } from '../Button.tsx';
import { Notice } from '../Notice.tsx';
import { Loading } from '../QueryView.tsx';
import { texts } from './texts.ts';

interface Kept<Props> {
  readonly load: () => Promise<ComponentType<Props>>;
  component: ComponentType<Props> | null;
}

/**
 * A component that draws a map, fetched when it is first shown and never before: the page around it works without. What
 * cannot be fetched is said, with a button to try again; nothing is asked for in the background, as `part` would.
 */
export function lazyMap<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const kept: Kept<Props> = { load, component: null };
  return (props) => <Fetched kept={kept} given={props} />;
}

function Fetched<Props extends object>({ kept, given }: { kept: Kept<Props>; given: Props }) {
  const t = useText();
  const [state, setState] = useState<'loading' | 'failed' | 'there'>(kept.component === null ? 'loading' : 'there');
  useEffect(() => {
    if (state !== 'loading') return;
    let isGone = false;
    kept.load().then(
      (found) => {
        kept.component = found;
        if (!isGone) setState('there');
      },
      (error: unknown) => {
        console.warn('The map could not be fetched', error);
        if (!isGone) setState('failed');
      },
    );
    return () => {
      isGone = true;
    };
  }, [state, kept]);
  const Found = kept.component;
  if (Found !== null) return <Found {...given} />;
  if (state !== 'failed') return <Loading label={t(texts.loading)} />;
  return (
    <Notice
      tone="warn"
      action={
        <Button size="small" onPress={() => setState('loading')}>
          {t(texts.retry)}
        </Button>
      }
    >
      {t(texts.failed)}
    </Notice>
  );
}
