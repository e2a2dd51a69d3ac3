import { useQueryClient } from '@tanstack/react-query';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import type { CallInput } from '#platform/web/api-client.ts';
import { keyOf, useCommand, useRoute } from '#platform/web/query-options.ts';
import type { Disposition } from '../../call.ts';
import { classifyCall, listJudgements } from '../../closing-contract.ts';
import { type CallView, readDesk } from '../../contract.ts';
import { type EvidenceCode, fittingEvidence, leastEvidence } from '../../evidence.ts';
import { endingInTurn } from '../desk-commands.ts';
import type { DeskView } from '../use-desk.ts';
import { type Stage, useStage } from './use-stage.ts';

interface Closing {
  readonly stage: Stage | null;
  /** What the class that stands rests on. */
  readonly evidence: readonly EvidenceCode[];
  /** A class was chosen: it is sent, or its evidence is asked for. Chosen again, more evidence may be added. */
  readonly choose: (code: Disposition) => void;
  /** One more piece of evidence; the one that makes it enough sends the class. Taken back by the same key until then. */
  readonly note: (evidence: EvidenceCode) => void;
  readonly back: () => void;
}

/** Closing the call of this desk: one key for its class and one for each piece of evidence. */
export function useClosing(call: CallView): Closing {
  const [stage, setStage] = useStage(call.id);
  const send = useSend();
  const judged = useRoute(listJudgements, { params: { id: call.id } }, { enabled: call.disposition !== null });
  const last = judged.data?.items.at(-1);
  const evidence = last !== undefined && last.code === call.disposition ? last.evidence : [];
  const judge = (code: Disposition, noted: readonly EvidenceCode[]) =>
    send.mutate({ params: { id: call.id }, body: { code, evidence: [...noted] } });
  return {
    stage,
    evidence,
    choose: (code) => {
      const stands = call.disposition === code;
      if (stands && fittingEvidence[code] !== undefined)
        return setStage({ callId: call.id, code, chosen: evidence, isSent: true });
      if ((leastEvidence[code] ?? 0) > 0) return setStage({ callId: call.id, code, chosen: [], isSent: false });
      setStage(null);
      if (!stands) judge(code, []);
    },
    note: (one) => {
      if (stage === null) return;
      const has = stage.chosen.includes(one);
      // What was sent stands; it is corrected by another class, not by a slip of a finger.
      if (has && stage.isSent) return;
      const chosen = has ? stage.chosen.filter((each) => each !== one) : [...stage.chosen, one];
      const isEnough = chosen.length >= (leastEvidence[stage.code] ?? 1);
      setStage({ ...stage, chosen, isSent: stage.isSent || isEnough });
      if (isEnough) judge(stage.code, chosen);
    },
    back: () => setStage(null),
  };
}

function useSend() {
  const errorText = useErrorText();
  const queries = useQueryClient();
  const show = ({ params, body }: CallInput<typeof classifyCall>) =>
    queries.setQueryData<DeskView>(keyOf(readDesk, {}), (desk) =>
      desk?.call?.id === params.id ? { ...desk, call: { ...desk.call, disposition: body.code } } : desk,
    );
  return useCommand(classifyCall, {
    invalidates: ['/api/desk', '/api/calls'],
    // F10 follows within the blink of an eye: it must find the call classified, and be sent after this.
    inTurn: endingInTurn,
    onStart: (input) => {
      // An answer that is under way knows nothing of it, and would take it off the screen again.
      void queries.cancelQueries({ queryKey: keyOf(readDesk, {}) });
      show(input);
    },
    // One that was asked for meanwhile may have taken it off all the same.
    onDone: (_call, input) => show(input),
    onRefused: (error) => toast(errorText(error), 'life'),
  });
}
