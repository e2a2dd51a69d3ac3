import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { further, guideOfRole, renderGuide, serveGuides } from './guides.ts';

describe('guides', () => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = fastify();
    await serveGuides(app);
  });
  afterAll(() => app.close());

  const page = async (path: string) => {
    const answer = await app.inject({ method: 'GET', url: path });
    expect(answer.statusCode, path).toBe(200);
    expect(answer.headers['content-type'], path).toContain('text/html');
    return answer.body;
  };

  test.each(Object.entries(guideOfRole))('F1 of %s opens its guide', async (role, name) => {
    expect(await page(`/panduan/${role}`)).toBe(await page(`/panduan/${name}`));
  });

  test('a role without a guide, and an unknown name, get the list of all', async () => {
    const list = await page('/panduan/index');
    expect(await page('/panduan/DPO')).toBe(list);
    expect(await page('/panduan/tidak-ada')).toBe(list);
    expect(list).toContain('href="pengarah"');
  });

  test.each(['index', ...Object.values(guideOfRole), ...further])(
    'every link and picture of %s is there',
    async (name) => {
      const body = await page(`/panduan/${name}`);
      const addresses = [...body.matchAll(/ (?:href|src)="([^"]+)"/g)].map((found) => found[1] ?? '');
      expect(addresses.length).toBeGreaterThan(3);
      for (const address of addresses.filter((one) => one !== '/icon.svg')) {
        const path = new URL(address, `http://x/panduan/${name}`).pathname;
        expect((await app.inject({ method: 'GET', url: path })).statusCode, path).toBe(200);
        if (!path.includes('.')) expect(await page(path)).toContain('<main>');
      }
    },
  );

  test('links and pictures of the files become those of the pages', () => {
    const html = renderGuide('# Uji\n\n[A](pengarah.md#papan) ![B](../screens/papan.png) [C](https://contoh.id/x.md)');
    expect(html).toContain('<title>Uji – Sigap 112</title>');
    expect(html).toContain('href="pengarah#papan"');
    expect(html).toContain('src="screens/papan.png"');
    expect(html).toContain('href="https://contoh.id/x.md"');
  });

  test('a page holds nothing that the content policy refuses', async () => {
    for (const name of Object.values(guideOfRole)) {
      expect(await page(`/panduan/${name}`)).not.toMatch(/<script|<style|style="|onclick=/);
    }
  });
});
