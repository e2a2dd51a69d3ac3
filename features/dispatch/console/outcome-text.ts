import type { Text } from '#platform/shared/texts.ts';
import { phoneRejectReason } from '../assignment.ts';
import type { AssignmentItem } from '../contract.ts';
import {
  assignmentStateTexts,
  cancelReasonTexts,
  phoneRejectText,
  rejectReasonTexts,
  rerouteReasonTexts,
} from '../texts.ts';

const reasonTexts: Readonly<Record<string, Text>> = {
  ...rerouteReasonTexts,
  ...cancelReasonTexts,
  ...rejectReasonTexts,
  [phoneRejectReason]: phoneRejectText,
};

/** The words of a reason code; a code of a later version is shown as it is. */
export function reasonText(code: string, t: (text: Text) => string): string {
  const text = reasonTexts[code];
  return text === undefined ? code : t(text);
}

/** The state, and why, where there is a why: `Ditolak: Di luar wilayah`. */
export function outcomeText(
  { state, reason }: Pick<AssignmentItem, 'state' | 'reason'>,
  t: (text: Text) => string,
): string {
  return reason === null
    ? t(assignmentStateTexts[state])
    : `${t(assignmentStateTexts[state])}: ${reasonText(reason, t)}`;
}
