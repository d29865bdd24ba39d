const SAME_KEYPRESS_MS = 1_000;

/**
 * A signal that is aborted by the first order to stop; a second one ends the process at once. One Ctrl-C under npm
 * arrives twice (from the terminal, and passed on by npm), so what follows within a second counts as the same.
 * A signal to npm alone arrives too, thanks to the `exec` in package.json: a shell in between would keep it.
 */
export function stopOnSignals(): AbortSignal {
  const stopping = new AbortController();
  let firstAt = 0;
  const heard = () => {
    if (!stopping.signal.aborted) {
      firstAt = Date.now();
      stopping.abort();
    } else if (Date.now() - firstAt > SAME_KEYPRESS_MS) {
      process.exit(130);
    }
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, heard);
  return stopping.signal;
}
