/** Why two incidents are taken for one. */
export const mergeReasons = ['same_event', 'opened_twice', 'same_caller'] as const;
/** Why they are two after all. */
export const unmergeReasons = ['not_same', 'merged_by_mistake'] as const;
export type MergeReason = (typeof mergeReasons)[number];
export type UnmergeReason = (typeof unmergeReasons)[number];
