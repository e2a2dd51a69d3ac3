import type { Config } from './config.ts';
import { demoAccounts } from './demo.ts';
import type { Progress } from './progress.ts';
import type { RunningServer } from './start.ts';

/** The end of a start: where it is, who may sign in, how to place a test call. */
export function printWelcome(server: RunningServer, config: Config, progress: Progress): void {
  const lines = ['', `  Sigap 112   ${server.url}`, ''];
  if (server.demoPassword !== null) {
    lines.push(
      `  Demo accounts, password ${server.demoPassword.value}${server.demoPassword.isNew ? ' (kept in keys/demo-password)' : ''}`,
    );
    lines.push(
      `    Kabupaten Sidoarjo (contoh)   ${demoAccounts.sidoarjo.map((account) => account.username).join('  ')}`,
    );
    lines.push(
      `    Kabupaten Ketapang (contoh)   ${demoAccounts.ketapang.map((account) => account.username).join('  ')}`,
    );
    lines.push('');
  }
  if (server.setupCode !== null)
    lines.push(`  First regency: open ${server.url} and enter the set-up code ${server.setupCode}`, '');
  if (server.exchange.state === 'running') {
    const desk = server.demoPassword === null ? 'a call taker' : 'calltaker1';
    lines.push(`  Place a test call (sign in as ${desk} first and press Ready):`);
    lines.push('    npm run sigap -- call --from 081234567890 --say "Kebakaran di Jalan Pahlawan"');
  } else {
    lines.push(`  Telephony is off: ${server.exchange.why.en}`);
  }
  lines.push('', `  Data: ${config.data}    Stop: Ctrl+C`, '');
  progress.say(lines.join('\n'));
}
