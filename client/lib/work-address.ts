import type { RuleWork } from './api.ts';
import { link } from './router.ts';

/** The page of a duty or a claim. */
export function addressOfWork({ kind, id }: Pick<RuleWork, 'kind' | 'id'>): string {
  return kind === 'duty' ? link('/duties/:id', { params: { id } }) : link('/claims/:id', { params: { id } });
}
