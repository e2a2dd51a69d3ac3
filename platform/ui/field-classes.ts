/** The looks that all fields share. */
export const fieldClass = 'flex flex-col gap-1 min-w-0';
export const labelClass = 'text-sm font-medium text-ink';
export const inputClass =
  'focus-ring w-full min-h-9 rounded-md border border-line-strong bg-surface px-2.5 py-1 text-ink data-invalid:border-life data-disabled:bg-raised data-disabled:text-ink-soft';
export const hintClass = 'text-sm text-ink-soft';
export const errorClass = 'text-sm font-medium text-life';
export const listClass = 'max-h-72 overflow-auto p-1 outline-none';
export const optionClass =
  'flex cursor-default flex-col rounded px-2 py-1.5 outline-none data-focused:bg-accent-soft data-selected:font-semibold data-disabled:text-ink-soft';
export const popoverClass = 'min-w-(--trigger-width) rounded-md border border-line bg-surface text-ink shadow-float';
