/** The browser's offer to put the app on the home screen (Chromium; others have it in their own menus). */
export interface InstallOffer extends Event {
  readonly prompt: () => Promise<unknown>;
}

let kept: InstallOffer | null = null;
const listeners = new Set<() => void>();

const tell = (offer: InstallOffer | null) => {
  kept = offer;
  for (const listener of listeners) listener();
};

export const installing = {
  offer: () => kept,
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  /** Called once as the app starts: the browser makes its offer early, and once. */
  watch: () => {
    addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault();
      if ('prompt' in event) tell(event as InstallOffer); // Chromium's own event, which the DOM's types do not know.
    });
    addEventListener('appinstalled', () => tell(null));
  },
};
