import { checkedKey as key } from '../use-desk.ts';

/**
 * Whether this tab's telephone began its check since the sign-in. The server knows of checks that ended; a reload in the middle
 * of one must not begin it again and again.
 */
export function wasChecked(): boolean {
  try {
    return sessionStorage.getItem(key) !== null;
  } catch {
    // Without storage the server's word counts alone.
    return false;
  }
}

export function markChecked(): void {
  try {
    sessionStorage.setItem(key, 'yes');
  } catch {
    // See above.
  }
}
