import { crestAddress } from '../centre-contract.ts';

/** A coat of arms as a mark beside its regency's name, which says the same in words. */
export function CrestMark({ sha256, size }: { sha256: string; size: number }) {
  return (
    <img
      src={crestAddress(sha256)}
      alt=""
      // The room is kept while it loads, and a wide one is as legible as a high one.
      width={size}
      height={size}
      className="shrink-0 object-contain"
      style={{ width: size, height: size }}
    />
  );
}
