import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiProblem, Unreachable } from '#platform/web/api-client.ts';
import {
  type SimulationAnswer,
  type SimulationLine,
  simulationLine,
  simulationsPath,
} from '../../simulation-contract.ts';
import { linesOf } from './read-lines.ts';

export type SimulationState =
  | { readonly type: 'idle' }
  | { readonly type: 'running'; readonly progress: number }
  | { readonly type: 'failed'; readonly error: unknown }
  | { readonly type: 'done'; readonly answer: SimulationAnswer };

/** Ask the simulator and follow it; whoever leaves the page or stops it ends the work on the server too. */
export function useSimulation() {
  const [state, setState] = useState<SimulationState>({ type: 'idle' });
  const asked = useRef<AbortController | null>(null);
  const stop = useCallback(() => {
    asked.current?.abort();
    asked.current = null;
    setState({ type: 'idle' });
  }, []);
  useEffect(() => () => asked.current?.abort(), []);
  const run = useCallback((question: unknown) => {
    asked.current?.abort();
    const own = new AbortController();
    asked.current = own;
    const show = (next: SimulationState) => {
      if (asked.current === own) setState(next);
    };
    show({ type: 'running', progress: 0 });
    askServer(question, own.signal, (progress) => show({ type: 'running', progress })).then(
      (answer) => show({ type: 'done', answer }),
      (error: unknown) => show({ type: 'failed', error }),
    );
  }, []);
  return { state, run, stop };
}

async function askServer(
  question: unknown,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<SimulationAnswer> {
  const response = await fetch(simulationsPath, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang || 'id' },
    credentials: 'same-origin',
    body: JSON.stringify(question),
    signal,
  }).catch((error: unknown) => {
    throw new Unreachable('The simulator did not answer', { cause: error });
  });
  if (!response.ok || response.body === null) throw problemOf(await response.json().catch(() => null), response.status);
  for await (const text of linesOf(response.body)) {
    const line: SimulationLine = simulationLine.parse(JSON.parse(text));
    if (line.problem !== undefined) throw new ApiProblem({ ...line.problem, detail: {} });
    if (line.answer !== undefined) return line.answer;
    onProgress(line.progress ?? 0);
  }
  throw new Unreachable('The answer broke off');
}

function problemOf(body: unknown, status: number): Error {
  if (typeof body !== 'object' || body === null || !('title' in body)) return new Unreachable(`HTTP ${status}`);
  const code = 'code' in body ? String(body.code) : 'server.fault';
  return new ApiProblem({ code, title: String(body.title), status, detail: {} });
}
