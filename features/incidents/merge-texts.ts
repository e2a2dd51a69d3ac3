import type { RefusalText } from '#platform/shared/texts.ts';

export const mergeRefusals = {
  'merge.unknown': { status: 404, id: 'Kejadian tujuan tidak ditemukan', en: 'No such incident to merge into' },
  'merge.itself': {
    status: 422,
    id: 'Kejadian tidak dapat digabung dengan dirinya sendiri',
    en: 'An incident cannot be merged with itself',
  },
  'merge.already': {
    status: 409,
    id: 'Sudah digabung ke kejadian {number}',
    en: 'Already merged into incident {number}',
  },
  'merge.into_merged': {
    status: 409,
    id: 'Kejadian {number} sendiri sudah digabung ke kejadian {into}: pilih kejadian {into}',
    en: 'Incident {number} has itself been merged into {into}: choose {into}',
  },
  'merge.ended': { status: 409, id: 'Kejadian {number} sudah berakhir', en: 'Incident {number} has ended' },
  'merge.sensitive': {
    status: 409,
    id: 'Kejadian sensitif hanya dapat digabung dengan kejadian sensitif',
    en: 'A sensitive incident can only be merged with a sensitive one',
  },
  'merge.drill': {
    status: 409,
    id: 'Kejadian latihan tidak dapat digabung dengan kejadian sungguhan',
    en: 'An incident of a drill cannot be merged with a real one',
  },
  'merge.has_children': {
    status: 409,
    id: 'Kejadian {number} punya kejadian anak: gabungkan ke arah sebaliknya, atau lepaskan anaknya dahulu',
    en: 'Incident {number} has children: merge the other way round, or detach them first',
  },
  'merge.less_urgent': {
    status: 409,
    id: 'Kejadian yang digabung lebih mendesak ({priority}): naikkan dahulu prioritas kejadian tujuan, atau gabungkan ke arah sebaliknya',
    en: 'The merged incident is more urgent ({priority}): raise the priority of the kept one first, or merge the other way round',
  },
  'merge.other_way': {
    status: 409,
    id: 'Kejadian yang digabung sudah lebih jauh ditangani: gabungkan ke arah sebaliknya',
    en: 'More has been done for the merged incident: merge the other way round',
  },
  'merge.needs_dispatcher': {
    status: 403,
    id: 'Kejadian yang sudah diteruskan ke OPD hanya dapat digabung atau dipisah oleh pengarah atau penyelia',
    en: 'Only a dispatcher or supervisor can merge or unmerge what was sent to agencies',
  },
  'merge.not_merged': { status: 409, id: 'Kejadian ini tidak sedang digabung', en: 'This incident is not merged' },
  'merge.order': {
    status: 409,
    id: 'Kejadian {number} sudah digabung lagi ke kejadian {into}: pisahkan yang itu dahulu',
    en: 'Incident {number} has since been merged into {into}: unmerge that first',
  },
  'parent.unknown': { status: 404, id: 'Kejadian induk tidak ditemukan', en: 'No such parent incident' },
  'parent.itself': {
    status: 422,
    id: 'Kejadian tidak dapat menjadi induk dirinya sendiri',
    en: 'An incident cannot be its own parent',
  },
  'parent.ended': { status: 409, id: 'Kejadian {number} sudah berakhir', en: 'Incident {number} has ended' },
  'parent.is_child': {
    status: 409,
    id: 'Kejadian {number} sendiri kejadian anak: pilih induknya',
    en: 'Incident {number} is itself a child: choose its parent',
  },
  'parent.has_children': {
    status: 409,
    id: 'Kejadian {number} sudah menjadi induk: induk dan anak hanya satu tingkat',
    en: 'Incident {number} is a parent already: parent and child have one level',
  },
  'parent.drill': {
    status: 409,
    id: 'Kejadian latihan tidak dapat dikaitkan dengan kejadian sungguhan',
    en: 'An incident of a drill cannot be tied to a real one',
  },
  'parent.already': { status: 409, id: 'Kejadian ini sudah punya induk', en: 'This incident has a parent already' },
  'parent.none': { status: 409, id: 'Kejadian ini tidak punya induk', en: 'This incident has no parent' },
} as const satisfies Record<string, RefusalText>;
