// Before anything is painted: the theme that was chosen, or else the system's. lib/theme.svelte.ts goes on from here.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('jifen.theme');
  } catch {
    // Storage is closed in some private windows; the system's theme is used.
  }
  var dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
