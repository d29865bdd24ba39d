const MAX_NAME = 120;
const MAX_CRITERION = 1000;
const COLON = '：';
/** A name and what it takes: 周总结：每周五 22:00 前. A time of day has a colon as well. */
const NAMED = /^([^:：;；,，。()（）\n]{1,60})(?:：|:(?!\d))\s*(\S[\s\S]*)$/u;

/** Name and criterion of a rule, as the criterion column has them in one. */
export function nameAndCriterion(text: string): { name: string; criterion: string } {
  const [, name = text, criterion = ''] = NAMED.exec(text) ?? [];
  return { name: name.trim(), criterion: criterion.trim() };
}

export function criterionText(name: string, criterion: string): string {
  return criterion === '' ? name : `${name}${COLON}${criterion}`;
}

/** A text as a name: in one line, not too long. */
export function asName(text: string): string {
  const line = text.trim().replace(/\s*\n\s*/gu, ' ');
  if (line.length <= MAX_NAME) return line;
  return `${line.slice(0, MAX_NAME - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}

/** What a rule that is named by its key result takes: everything that is said of it. */
export function criterionOf({ label, criterion }: { label: string; criterion: string }): string {
  const said = label === '' ? [criterion] : [label, criterion];
  return said.join('\n').slice(0, MAX_CRITERION).trim();
}

/** The name and criterion of a rule of a table that people write: its label, else its criterion, else the key result. */
export function namesOf(
  label: string,
  criterion: string,
  keyResult: string,
): { name: string; criterion: string } {
  const full = criterion.slice(0, MAX_CRITERION).trim();
  if (label !== '') return { name: asName(label), criterion: full === label ? '' : full };
  if (full === '') return { name: asName(keyResult), criterion: '' };
  const { name, criterion: rest } = nameAndCriterion(full);
  if (rest !== '') return { name: asName(name), criterion: rest };
  const clause = asName((full.split(/[,，;；。(（\n]/u)[0] ?? '').trim());
  return { name: clause === '' ? asName(full) : clause, criterion: clause === full ? '' : full };
}
