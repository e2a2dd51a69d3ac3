import type { RefusalText } from '#platform/shared/texts.ts';

export const laneRefusals = {
  'case_lane.not_found': { status: 404, id: 'Jalur terbatas ini tidak ada', en: 'No such restricted lane' },
  'case_lane.open_already': {
    status: 409,
    id: 'Kasus ini sudah punya jalur terbatas yang diminta atau berlaku',
    en: 'A restricted lane of this case is wanted or stands already',
  },
  'case_lane.over': { status: 409, id: 'Jalur terbatas ini sudah berakhir', en: 'This restricted lane is over' },
  'case_lane.signed': { status: 409, id: 'Jalur terbatas ini sudah disetujui', en: 'This lane is signed already' },
  'case_lane.own': {
    status: 403,
    id: 'Jalur terbatas disetujui oleh orang lain daripada yang memintanya',
    en: 'A lane is signed by another person than the one who wanted it',
  },
} as const satisfies Record<string, RefusalText>;
