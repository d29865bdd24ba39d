import type { RuleSetInput } from '../rules/rule-set.ts';

/** The words of the language that was asked for. */
export type Say = (zh: string, en: string) => string;
export type AreaInput = RuleSetInput['areas'][number];

/** A department of the catalogue. */
export type Department = {
  id: string;
  name: [zh: string, en: string];
  areas: (say: Say, start: string) => AreaInput[];
};
