import { type Browser, chromium, type Page } from '@playwright/test';
import { picture } from '#e2e/page-steps.ts';
import { signIn, startWorld } from '#e2e/world.ts';
import { openMany } from './many-incidents.ts';
import { type BenchResult, type BenchSize, quantile } from './result.ts';

/** One frame of a screen of 60 Hz: nothing that is seen can be faster. */
const frameMs = 1000 / 60;

/**
 * The dispatcher's board with 500 open incidents: milliseconds from a key until the frame in which the next card is chosen has
 * been painted. The reference is a bare table of 500 rows without a framework, where a key moves the focus. Presses alternate,
 * both pages in one browser; the clocks of the board run meanwhile.
 */
export async function bench(size: BenchSize = 'full'): Promise<readonly BenchResult[]> {
  const [incidents, presses] = size === 'full' ? [500, 300] : [60, 30];
  const world = await startWorld({ env: { SIGAP_ASTERISK: 'off', SIGAP_BACKUPS: 'off' } });
  const browser = await chromium.launch({ executablePath: process.env.SIGAP_CHROMIUM ?? '/usr/bin/chromium' });
  try {
    const { page } = await signIn(browser, world, 'dispatcher');
    await page.setViewportSize({ width: 1440, height: 900 });
    await openMany(page, incidents);
    await page.goto('/board');
    await page.locator('[data-card]').first().waitFor();
    await picture(page, 'board');
    const bare = await openBare(browser, incidents);
    await watch(page);
    await watch(bare);
    const times: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] };
    await press(page, 'j', 5);
    await press(bare, 'ArrowDown', 5);
    // Blocks, because a page in the background is given fewer frames.
    for (let block = 0; block < presses / 10; block++) {
      await page.bringToFront();
      times.ours.push(...(await press(page, block % 4 === 3 ? 'l' : 'j', 10)));
      await bare.bringToFront();
      times.bare.push(...(await press(bare, 'ArrowDown', 10)));
    }
    const remark = `key to the end of the frame that shows it, ${times.ours.length} presses each, alternating blocks of ten; headless Chromium ${browser.version()} at 1440 × 900, ${incidents} open incidents in 5 lanes, running clocks; one frame is ${frameMs.toFixed(1)} ms`;
    return [
      { share: 0.5, name: 'p50', atMost: 1.5 },
      { share: 0.99, name: 'p99', atMost: 2 },
    ].map(({ share, name, atMost }) => ({
      name: `board with ${incidents} incidents, key to paint, ${name}`,
      ours: say(times.ours),
      reference: `bare table of ${incidents} rows: ${say(times.bare)}`,
      ratio: quantile(times.ours, share) / quantile(times.bare, share),
      target: { atMost },
      remark: `${remark}: ours is ${(quantile(times.ours, share) / frameMs).toFixed(2)} of it`,
    }));
  } finally {
    await browser.close();
    await world.stop();
  }
}

const say = (times: readonly number[]) =>
  `p50 ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms`;

/** From the moment the browser took the key until after the frame: a message posted in a frame is handled once it was painted. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(`{
    window.pressed = [];
    const channel = new MessageChannel();
    let began = 0;
    channel.port1.onmessage = () => window.pressed.push(performance.now() - began);
    addEventListener('keydown', (event) => {
      began = event.timeStamp;
      requestAnimationFrame(() => channel.port2.postMessage(null));
    }, { capture: true });
    0;
  }`);
}

async function press(page: Page, key: string, times: number): Promise<number[]> {
  await page.evaluate('window.pressed.length = 0');
  for (let n = 0; n < times; n++) {
    await page.keyboard.press(key);
    while ((await page.evaluate<number>('window.pressed.length')) <= n) await page.waitForTimeout(10);
    // People do not press again within a frame; and not always at the same point of one.
    await page.waitForTimeout(20 + Math.random() * 30);
  }
  return page.evaluate<number[]>('window.pressed.slice()');
}

async function openBare(browser: Browser, count: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const cells = (n: number) =>
    ['P1', n, `Kebakaran ${n}`, `Jalan Contoh ${n}`, 'DAMKAR', 'Terkirim', '0:15']
      .map((text) => `<td>${text}</td>`)
      .join('');
  const rows = Array.from({ length: count }, (_, n) => `<tr tabindex="-1">${cells(n)}</tr>`).join('');
  await page.setContent(`<!doctype html><style>td{padding:4px 8px;border-bottom:1px solid #ccc}tr:focus{background:#cde}</style>
    <table><tbody>${rows}</tbody></table><script>
      const rows = [...document.querySelectorAll('tr')];
      let at = 0;
      rows[0].focus();
      document.addEventListener('keydown', (event) => {
        event.preventDefault();
        at = Math.min(rows.length - 1, at + 1);
        rows[at].focus();
      });
    </script>`);
  return page;
}
