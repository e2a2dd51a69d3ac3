import { Search, X } from 'lucide-react';
import type { Ref } from 'react';
import { Button } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import {
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaSearchFieldProps,
} from 'react-aria-components/SearchField';
import { useText } from '#platform/web/language.tsx';
import { texts } from './texts.ts';

export interface SearchFieldProps extends Omit<AriaSearchFieldProps, 'children' | 'className' | 'style'> {
  /** Read aloud; the magnifying glass stands for it on screen. */
  readonly label: string;
  readonly placeholder?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A field to search in; Escape empties it. */
export function SearchField({ label, placeholder, inputRef, ...props }: SearchFieldProps) {
  const t = useText();
  return (
    <AriaSearchField
      {...props}
      aria-label={label}
      className="group flex min-h-9 items-center gap-2 rounded-md border border-line-strong bg-surface px-2.5 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent"
    >
      <Search aria-hidden size={16} className="shrink-0 text-ink-soft" />
      <Input
        className="min-w-0 flex-1 bg-transparent text-ink outline-none [&::-webkit-search-cancel-button]:hidden"
        placeholder={placeholder ?? label}
        {...(inputRef === undefined ? {} : { ref: inputRef })}
      />
      <Button
        aria-label={t(texts.clear)}
        className="focus-ring inline-flex size-6 items-center justify-center rounded group-data-empty:invisible"
      >
        <X aria-hidden size={14} />
      </Button>
    </AriaSearchField>
  );
}
