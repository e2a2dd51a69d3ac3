import { useRoute } from '#platform/web/query-options.ts';
import { readSession } from '../contract.ts';
import { CrestMark } from './CrestMark.tsx';

/** Head of a printed page: whose paper this is. */
export function Letterhead() {
  const session = useRoute(readSession, {});
  const tenant = session.data?.tenant;
  if (tenant === undefined) return null;
  return (
    <div className="hidden items-center gap-4 border-b-2 border-ink pb-3 print:flex">
      {tenant.crest === null ? null : <CrestMark sha256={tenant.crest} size={72} />}
      <p className="text-xl font-semibold">{tenant.name}</p>
    </div>
  );
}
