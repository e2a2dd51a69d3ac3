import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';
import { type AgencyId, agencyId } from './agency.ts';
import { weeklyWindow } from './hours.ts';

export type CoverId = Id<'cover'>;
export const coverId = idSchema<'cover'>();
export type OutageId = Id<'outage'>;
export const outageId = idSchema<'outage'>();

/** When a cover stands in: throughout, while the agency says 'out of service', outside its working hours, in hours of the week. */
export const coverTimes = ['always', 'out_of_service', 'outside_hours', 'windows'] as const;
export const coverTime = z.enum(coverTimes);
export type CoverTime = z.output<typeof coverTime>;

const day = z.iso.date().nullable();

/** Who stands in for whom, and when. */
export const coverContent = z
  .object({
    agencyId,
    coverAgencyId: agencyId,
    times: coverTime,
    /** Of `windows`; in the regency's zone. */
    windows: z.array(weeklyWindow).max(14),
    /** First and last day; null is without a bound. */
    fromDay: day,
    untilDay: day,
    /** Of several that could stand in, the smallest is asked. */
    position: z.number().int().min(1).max(99),
    active: z.boolean(),
  })
  .refine(({ times, windows }) => (times === 'windows') === windows.length > 0, {
    message: 'hours of the week with `windows` only, and then at least one',
  })
  .refine(({ fromDay, untilDay }) => fromDay === null || untilDay === null || fromDay <= untilDay, {
    message: 'the last day must not be before the first',
  })
  .refine((content) => content.agencyId !== content.coverAgencyId, { message: 'an agency does not cover itself' });
export type CoverContent = z.output<typeof coverContent>;

export const outageReasons = ['no_crew', 'no_vehicle', 'other_disaster', 'building', 'other'] as const;
export const outageReason = z.enum(outageReasons);
export type OutageReason = z.output<typeof outageReason>;

/** An agency that is out of service says for how long; longer than this it is deactivated, or says it again. */
export const longestOutageMs = 7 * 86_400_000;

/** Why one stands in for another: what its arrangement says, as it holds now. */
export interface StandIn {
  /** Who is stood in for. */
  readonly agencyId: AgencyId;
  readonly times: CoverTime;
}
