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
      .then((names) => Promise.all(names.filter((name) => name !== shell).map((name) => caches.delete(name))))
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

// A notification says that there is something and how urgent, never what or where: anybody may read a locked screen. That it was
// shown is told to the server with the session of whoever is signed in here; without one it is shown all the same.
self.addEventListener('push', (event) => {
  const { id, title, text, path } = event.data?.json() ?? {};
  if (typeof title !== 'string') return;
  const shown = self.registration.showNotification(title, {
    body: text,
    tag: id,
    icon: '/icon.svg',
    requireInteraction: true,
    data: { path },
  });
  const told = fetch(`/api/messages/${id}/received`, { method: 'POST', credentials: 'same-origin' }).catch(
    () => undefined,
  );
  event.waitUntil(Promise.all([shown, told]));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const path = event.notification.data?.path ?? '/';
  event.waitUntil(openConsole(path));
});

/** The tab that is open already, else a new one. */
async function openConsole(path) {
  const [open] = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (open === undefined) return self.clients.openWindow(path);
  await open.focus();
  return 'navigate' in open ? open.navigate(path) : undefined;
}

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
