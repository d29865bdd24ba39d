import { notationsIn, type Notation } from './points-notation.ts';
import { plain } from './plain-text.ts';
import { speaksOfFault } from './timed-words.ts';

/** One rule of a row: its points as they were written, and the words that belong to it. */
export type Clause = {
  written: string;
  notation: Notation | undefined;
  /** What the points column says besides the points. */
  label: string;
  criterion: string;
};

const SEPARATORS = /\n|[;；]|(?<=[\s。.])(?=\d{1,2}(?:[、)）]|[.．](?!\d)))|(?=[①-⑳])/u;
/** More than a key result may have rules, so that having too many is still a fault. */
const MOST_CLAUSES = 50;
const LIST_MARK = /^\s*(?:\d{1,2}(?:[、)）]|[.．](?!\d))|[（(]\d{1,2}[)）]|[①-⑳]|[•·*])\s*/u;
const SURROUNDING = /^[\s,，。.;；:：()（）/、]+|[\s,，;；:：(（/、]+$/gu;
const VERBS = /^(?:奖励|奖|加|得|扣除|扣|减|罚)$/u;

/** The rules in one cell: by lines, semicolons and numbers; by commas where there are points on both sides. */
function pointsClauses(text: string): string[] {
  return clausesIn(text).flatMap((part) => {
    if (notationsIn(plain(part)).length < 2) return [part];
    const parts = part.split(/[,，](?!\d{3})/u);
    return parts.every((each) => notationsIn(plain(each)).length === 1) ? parts : [part];
  });
}

function clausesIn(text: string): string[] {
  return text
    .replace(/\r\n?/gu, '\n')
    .split(SEPARATORS)
    .map((part) => part.replace(LIST_MARK, '').trim())
    .filter((part) => part !== '')
    .slice(0, MOST_CLAUSES);
}

/**
 * The rules of one row. What the points column and the criterion have as many of belongs together, line by line;
 * otherwise what names a fault goes to the points that are taken, and the rest to those that are given.
 */
export function clausesOf(points: string, criterion: string): Clause[] {
  const found = pointsClauses(points).map((written): Clause => {
    const text = plain(written).replace(/^'+/u, '');
    const notations = notationsIn(text);
    const [first] = notations;
    const notation = notations.length === 1 ? first?.notation : undefined;
    return { written, notation, label: labelOf(written, text, notation, first), criterion: '' };
  });
  if (found.length === 0) return [{ written: '', notation: undefined, label: '', criterion }];
  if (found.length === 1) return found.map((clause) => ({ ...clause, criterion }));
  return withCriteria(found, criterion);
}

/** What is left of a clause without its points; as it was written, if reading has not moved anything. */
function labelOf(
  written: string,
  text: string,
  notation: Notation | undefined,
  found: { from: number; to: number } | undefined,
): string {
  if (notation === undefined || found === undefined) return '';
  const source = written.length === text.length ? written : text;
  const label = `${source.slice(0, found.from)} ${source.slice(found.to)}`.replace(SURROUNDING, '');
  const words = label.replace(/(?:奖励|奖|加|得|扣除|扣|减|罚)$/u, '').replace(SURROUNDING, '');
  return VERBS.test(words) ? '' : words;
}

function withCriteria(found: Clause[], criterion: string): Clause[] {
  const clauses = clausesIn(criterion);
  if (clauses.length === found.length) {
    return found.map((clause, index) => ({ ...clause, criterion: clauses[index] ?? '' }));
  }
  if (clauses.length < 2) {
    return found.map((clause) => ({
      ...clause,
      criterion: clause.label === '' || !takes(clause) ? criterion : '',
    }));
  }
  const faults = clauses.filter((clause) => speaksOfFault(plain(clause)));
  const others = clauses.filter((clause) => !faults.includes(clause));
  const unnamed = found.filter((clause) => takes(clause) && clause.label === '');
  const given = found.filter((clause) => !takes(clause));
  const forGiven = unnamed.length === 0 ? clauses : others;
  return found.map((clause) => {
    if (takes(clause)) {
      return {
        ...clause,
        criterion: clause.label === '' ? share(faults, unnamed.indexOf(clause), unnamed.length) : '',
      };
    }
    return { ...clause, criterion: share(forGiven, given.indexOf(clause), given.length) };
  });
}

/** One each if there are as many, otherwise all of them. */
function share(clauses: readonly string[], index: number, count: number): string {
  return clauses.length === count ? (clauses[index] ?? '') : clauses.join('；');
}

/** Whether points are taken. */
export function takes({ notation }: Pick<Clause, 'notation'>): boolean {
  if (notation === undefined) return false;
  return notation.form === 'range' ? notation.max < 0 : notation.points < 0;
}
