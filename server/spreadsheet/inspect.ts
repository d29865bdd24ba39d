import { Refusal } from '../errors.ts';
import type { Parts } from './unpack.ts';
import { tagsIn } from './xml-tags.ts';

const WORKSHEET = /^xl\/worksheets\/[^/]+\.xml$/iu;

/**
 * Refuses an .xlsx file that brings anything with it which is not a value: macros, formulas, data from elsewhere.
 * A link to click on is text and stays text.
 */
export function refuseWhatActs({ names, xml }: Parts): void {
  const types = xml.get('[Content_Types].xml') ?? '';
  if (
    names.some((name) => /vbaProject|\/(?:macrosheets|dialogsheets)\//iu.test(name)) ||
    /macroEnabled/iu.test(types)
  ) {
    throw new Refusal('spreadsheet_has_macros');
  }
  if (names.some((name) => /^xl\/(?:externalLinks|queryTables)\/|^xl\/connections\.xml$/iu.test(name))) {
    throw new Refusal('spreadsheet_has_links');
  }
  for (const [name, text] of xml) {
    if (name.endsWith('.rels') && pointsElsewhere(text)) throw new Refusal('spreadsheet_has_links');
    if (!WORKSHEET.test(name)) continue;
    const formula = /<(?:[\w.-]+:)?f(?:\s[^<>]*)?\/?>/u.exec(text);
    if (formula !== null) {
      throw new Refusal('spreadsheet_has_formulas', { params: { cell: cellBefore(text, formula.index) } });
    }
  }
}

function pointsElsewhere(relations: string): boolean {
  return tagsIn(relations, 'Relationship').some(
    (relation) =>
      relation.get('TargetMode')?.toLowerCase() === 'external' &&
      relation.get('Type')?.endsWith('/hyperlink') !== true,
  );
}

/** The address of the cell in which something stands, such as C7. */
function cellBefore(xml: string, position: number): string {
  const before = xml.slice(Math.max(0, position - 1000), position);
  return tagsIn(before, 'c').at(-1)?.get('r') ?? '';
}
