import { connect } from 'node:net';

// What the desk's machine reaches, run inside its namespace: `node probe.ts URL|HOST:PORT …` prints one line of JSON.
const found: Record<string, number | 'open' | 'closed'> = {};
for (const target of process.argv.slice(2)) {
  found[target] = target.startsWith('http') ? await statusOf(target) : await portOf(target);
}
console.log(JSON.stringify(found));

async function statusOf(url: string): Promise<number | 'closed'> {
  const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000) }).catch(() => null);
  return answer?.status ?? 'closed';
}

function portOf(target: string): Promise<'open' | 'closed'> {
  const [host = '', port = ''] = target.split(':');
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port), timeout: 2000 });
    const end = (state: 'open' | 'closed') => {
      socket.destroy();
      resolve(state);
    };
    socket.once('connect', () => end('open'));
    socket.once('error', () => end('closed'));
    socket.once('timeout', () => end('closed'));
  });
}
