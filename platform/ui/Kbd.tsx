/** A key as it is printed on the keyboard. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <kbd className="inline-flex items-center whitespace-nowrap rounded border border-current/40 px-1 font-mono text-[0.72rem] leading-4">
      {keys.length === 1 ? keys.toUpperCase() : keys}
    </kbd>
  );
}
