/** Whether a key press is meant for a field, for an open dialog, for the browser, or belongs to composing Chinese. */
export function isForText(event: KeyboardEvent): boolean {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('[role=dialog],[role=menu]') !== null) return true;
  return target.isContentEditable || target.matches('input, textarea, select');
}
