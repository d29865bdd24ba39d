import type { RuleSetInput } from '../rules/rule-set.ts';
import { purchasing } from './purchasing.ts';
import { sales } from './sales.ts';
import { service } from './service.ts';

/**
 * The rules that a department of such a kind usually has, in the words of either language. Dates without a year are
 * the first that come after the start.
 */
export type RuleSetTemplate = {
  id: string;
  ruleSet: (start: string, language: 'zh' | 'en') => RuleSetInput;
};

/** Twelve areas of three departments (domain: the catalogue that ships as the default). */
export const ruleSetTemplates: readonly RuleSetTemplate[] = [purchasing, sales, service].map(
  ({ id, name, areas }) => ({
    id,
    ruleSet: (start, language) => {
      const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
      return { kind: 'rules', department: { id, name: say(...name) }, areas: areas(say, start) };
    },
  }),
);
