// The console's shell survives a reload while the server is away: a desk still rings, because its browser registers with
// the telephone exchange directly. Pages are asked for anew while the server answers; hashed files never change.
// The interface under /api is never kept: what is on screen is the server's state or says that it is not.
const shell = 'shell-v1';

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(shell).then((cache) => cache.add('/')));
  self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      // The field app shares the origin and keeps its own.
      .then((names) =>
        Promise.all(
          names.filter((name) => name.startsWith('shell-') && name !== shell).map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (url.pathname.startsWith('/assets/') || url.pathname === '/icon.svg') event.respondWith(fromCacheFirst(request));
  else if (request.mode === 'navigate' && isConsole(url.pathname)) event.respondWith(fromServerFirst(request));
});

// Notifications, shared with the field app; `ours` says which windows a tap may use.
importScripts('/push-worker.js');
self.showPushes({ icon: '/icon.svg', pathOf: (path) => path ?? '/', isOurs: isConsole });

/** Other apps share the origin and bring their own pages. */
function isConsole(path) {
  return !/^\/(api|field|portal|panduan|r|l|open311|open-data|health|metrics)(\/|$)/.test(path);
}

async function fromCacheFirst(request) {
  const kept = await caches.match(request);
  if (kept !== undefined) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(shell)).put(request, answer.clone());
  return answer;
}

async function fromServerFirst(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok) {
      await forgetOldAssets(await keepPage(answer.clone()));
      return answer;
    }
    return (await caches.match('/')) ?? answer;
  } catch (error) {
    const kept = await caches.match('/');
    if (kept === undefined) throw error;
    return kept;
  }
}

/** Every console address is the same page; returns whether it is a new version. */
async function keepPage(answer) {
  const cache = await caches.open(shell);
  const before = await (await cache.match('/'))?.text();
  const now = await answer.clone().text();
  if (before === now) return false;
  await cache.put('/', answer);
  return before !== undefined;
}

/** A new version brings files with new names; the old ones would fill the disk. */
async function forgetOldAssets(isNewVersion) {
  if (!isNewVersion) return;
  const cache = await caches.open(shell);
  for (const request of await cache.keys())
    if (new URL(request.url).pathname.startsWith('/assets/')) await cache.delete(request);
}
