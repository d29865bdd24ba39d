import { readStored, store } from './storage.ts';

export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

class Chosen {
  code: Language = $state(readStored('language') === 'en' ? 'en' : 'zh');

  /** The name that Intl and the `lang` attribute know it by. */
  get locale(): string {
    return this.code === 'zh' ? 'zh-CN' : 'en-GB';
  }

  choose(code: Language) {
    this.code = code;
    store('language', code);
  }
}

/** The language of the pages; a change shows at once, without a reload. */
export const language = new Chosen();
