import { useLocation, useNavigate, useParams } from '@tanstack/react-router';

/** A part of the address: on `/lamps/$id`, `usePathParam('id')`. Throws where the address has no such part. */
export function usePathParam(name: string): string {
  const params: Readonly<Record<string, string | undefined>> = useParams({ strict: false });
  const value = params[name];
  if (value === undefined) throw new Error(`This address has no part "${name}"; see the table of workspaces`);
  return value;
}

/** Go to an address of this app: `go('/lamps/7?tab=notes')`. */
export function useGo(): (href: string) => void {
  const navigate = useNavigate();
  return (href) => void navigate({ href });
}

/**
 * A choice that lies in the address (a tab, a filter, the selected row), so that a reload, Back and a copied link keep it.
 * Null removes it. The address is replaced, not added to the history.
 */
export function usePlace(name: string): [value: string | null, set: (value: string | null) => void] {
  const { pathname, searchStr } = useLocation();
  const navigate = useNavigate();
  const value = new URLSearchParams(searchStr).get(name);
  const set = (next: string | null) => {
    const search = new URLSearchParams(searchStr);
    if (next === null) search.delete(name);
    else search.set(name, next);
    const text = search.toString();
    void navigate({ href: text === '' ? pathname : `${pathname}?${text}`, replace: true });
  };
  return [value, set];
}

/** Several choices in the address, set together: one `usePlace` after another would each begin at the same address. */
export function usePlaces(): [
  values: Readonly<Record<string, string>>,
  set: (changes: Readonly<Record<string, string | null>>) => void,
] {
  const { pathname, searchStr } = useLocation();
  const navigate = useNavigate();
  const set = (changes: Readonly<Record<string, string | null>>) => {
    const search = new URLSearchParams(searchStr);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === '') search.delete(name);
      else search.set(name, value);
    }
    const text = search.toString();
    void navigate({ href: text === '' ? pathname : `${pathname}?${text}`, replace: true });
  };
  return [Object.fromEntries(new URLSearchParams(searchStr)), set];
}
