// Notifications in a service worker: the console's and the field app's, which both import this file.

/**
 * A notification says that there is something and how urgent, never what or where: anybody may read a locked screen. That it was
 * shown is told to the server with the session of whoever is signed in here; without one it is shown all the same.
 */
self.showPushes = ({ icon, pathOf, isOurs }) => {
  self.addEventListener('push', (event) => {
    const { id, title, text, path } = event.data?.json() ?? {};
    if (typeof title !== 'string') return;
    const shown = self.registration.showNotification(title, {
      body: text,
      tag: id,
      icon,
      requireInteraction: true,
      data: { path: pathOf(path) },
    });
    const told = fetch(`/api/messages/${id}/received`, { method: 'POST', credentials: 'same-origin' }).catch(
      () => undefined,
    );
    event.waitUntil(Promise.all([shown, told]));
  });

  self.addEventListener('notificationclick', (event) => {
    event.notification.close();
    event.waitUntil(openWindow(event.notification.data?.path ?? pathOf(undefined), isOurs));
  });
};

/** The tab of this app that is open already, else a new one. */
async function openWindow(path, isOurs) {
  const all = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = all.find(({ url }) => isOurs(new URL(url).pathname));
  if (open === undefined) return self.clients.openWindow(path);
  await open.focus();
  return 'navigate' in open ? open.navigate(path) : undefined;
}
