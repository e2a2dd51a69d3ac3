// The field app opens with no network: its page and every file of the build are kept as soon as it was opened once. What the server
// knows is never kept here: tasks and what was pressed lie in IndexedDB, where the app says how old they are.
const shell = 'field-v1';
const page = '/field';
/** Milliseconds for the page over a network that is there and carries nothing. */
const patience = 4000;
const besides = ['/field/app.webmanifest', '/field/icon.svg', '/field/icon-192.png'];

self.addEventListener('install', (event) => {
  event.waitUntil(fillShell());
  self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names.filter((name) => name.startsWith('field-') && name !== shell).map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || !isField(url.pathname)) return;
  if (request.mode === 'navigate') event.respondWith(pageOf(event));
  else event.respondWith(fromCacheFirst(request));
});

// Notifications, shared with the console. Whatever screen of the console a message names, here its place is the list of tasks.
importScripts('/push-worker.js');
self.showPushes({
  icon: '/field/icon-192.png',
  pathOf: (path) => (typeof path === 'string' && isField(path) ? path : page),
  isOurs: isField,
});

function isField(path) {
  return path === page || path.startsWith(`${page}/`);
}

/** The page and the files of its build, by the build's own list. */
async function fillShell() {
  const cache = await caches.open(shell);
  const answer = await fetch(page, { cache: 'reload' });
  if (!answer.ok) throw new Error(`The page was answered with ${answer.status}`);
  const list = await (await fetch('/field/manifest.json', { cache: 'reload' })).json();
  const files = new Set(Object.values(list).flatMap(({ file, css = [], assets = [] }) => [file, ...css, ...assets]));
  const wanted = [...[...files].map((file) => `/field/${file}`), ...besides];
  const missing = [];
  for (const path of wanted) if ((await cache.match(path)) === undefined) missing.push(path);
  await cache.addAll(missing);
  // The page last: it is only of use with its files.
  await cache.put(page, answer);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/field/assets/') && !wanted.includes(pathname)) await cache.delete(request);
  }
}

/** Every address of the app is one page. The server's while it answers soon; a new one is kept with its files for the next time. */
async function pageOf(event) {
  const kept = await caches.match(page, { cacheName: shell });
  try {
    const answer = await fetch(event.request, kept === undefined ? {} : { signal: AbortSignal.timeout(patience) });
    if (!answer.ok) return kept ?? answer;
    event.waitUntil(refresh(answer.clone(), kept?.clone()));
    return answer;
  } catch (error) {
    if (kept === undefined) throw error;
    return kept;
  }
}

async function refresh(answer, kept) {
  if (kept === undefined || (await answer.text()) !== (await kept.text())) await fillShell().catch(() => undefined);
}

async function fromCacheFirst(request) {
  const kept = await caches.match(request, { cacheName: shell });
  return kept ?? fetch(request);
}
