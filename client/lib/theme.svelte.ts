import { readStored, store } from './storage.ts';

export type Theme = 'light' | 'dark';

class Look {
  theme: Theme = $state(document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');

  constructor() {
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', ({ matches }) => {
      if (readStored('theme') === null) this.#show(matches ? 'dark' : 'light');
    });
  }

  toggle() {
    this.#show(this.theme === 'dark' ? 'light' : 'dark');
    store('theme', this.theme);
  }

  #show(theme: Theme) {
    this.theme = theme;
    document.documentElement.dataset.theme = theme;
  }
}

/** The theme of the pages: the system's until somebody chooses. */
export const look = new Look();
