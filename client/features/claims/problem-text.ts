import type { ClaimProblem } from '../../lib/api.ts';
import { calendarDay } from '../../lib/dates.ts';
import { t } from '../../lib/messages.ts';

/** Why something cannot be claimed, and when it can. */
export function problemText({ code, from, positions }: ClaimProblem): string {
  const why = whyText(code, positions);
  return from === null ? why : `${why}${t('claims.possible_from', { day: calendarDay(from) })}`;
}

function whyText(code: ClaimProblem['code'], positions: readonly string[]): string {
  if (code !== 'not_your_position') return t(`claims.problem_${code}`);
  return positions.length === 0
    ? t('claims.problem_no_position')
    : t('claims.problem_not_your_position', { positions: positions.join(t('claims.or')) });
}
