const args = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
];

/** Chromium without its window: the same pages, a sixth less of the processors; but nothing in it can show a notification. */
export const headlessShell = {
  executablePath: process.env['SIGAP_CHROMIUM'] ?? '/usr/bin/chromium-headless-shell',
  args,
};

/**
 * The whole Chromium, for stories in which a notification is shown. It shows them itself: where a session bus runs without a desktop
 * behind it, Chromium would hand them to nobody and count none as shown.
 */
export const wholeChromium = {
  executablePath: '/usr/bin/chromium',
  args,
  env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
};
