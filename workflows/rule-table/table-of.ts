import type { RuleSet } from '../rules/rule-set.ts';
import { changesFor } from './exact-row.ts';
import type { Cell, Merge, Sheet } from './grid.ts';
import { criterionText } from './naming.ts';
import { settingsText, shownText, type Names } from './settings.ts';
import { pointsText, type Language } from './written-points.ts';
import { weightText } from './weight-cell.ts';

const headers: Record<Language, Cell[]> = {
  zh: ['关键指标', '关键过程', '关键结果', '权重', '衡量标准', '积分', '编号', '设置'],
  en: ['Area', 'Process', 'Key result', 'Weight', 'Criterion', 'Points', 'Id', 'Settings'],
};
const AREA = 0;
const PROCESS = 1;
const KEY_RESULT = 2;
const WEIGHT = 3;

/**
 * A rule set as the table that people know; at its right the ids, and the settings that the table has no words for.
 * Imported again, it is the same rule set to the letter. The cells of what several rules share are merged.
 */
export function tableOf(ruleSet: RuleSet, language: Language): Sheet & { merges: Merge[] } {
  const grid: Cell[][] = [headers[language]];
  const merges: Merge[] = [];
  const mergeFrom = (top: number, ...columns: number[]) => {
    const bottom = grid.length - 1;
    if (top < bottom) merges.push(...columns.map((left) => ({ top, left, bottom, right: left })));
  };
  for (const area of ruleSet.areas) {
    const areaTop = grid.length;
    for (const process of area.processes) {
      const processTop = grid.length;
      for (const keyResult of process.keyResults) {
        const keyResultTop = grid.length;
        for (const rule of keyResult.rules) {
          const row = grid.length;
          const cells = {
            id: rule.id,
            criterion: shownText(criterionText(rule.name, rule.criterion)),
            points: pointsText(rule, language),
          };
          const names: Names = {
            ...(row === areaTop ? unshown('area', area.name) : {}),
            ...(row === processTop ? unshown('process', process.name) : {}),
            ...(row === keyResultTop ? unshown('keyResult', keyResult.name) : {}),
          };
          grid.push([
            row === areaTop ? shownText(area.name) : null,
            row === processTop ? shownText(process.name) : null,
            row === keyResultTop ? shownText(keyResult.name) : null,
            row === keyResultTop ? weightText(keyResult.weight) : null,
            cells.criterion,
            cells.points,
            [area.id, process.id, keyResult.id, rule.id].join('/'),
            settingsText({ changes: changesFor(cells, rule), names }) || null,
          ]);
        }
        mergeFrom(keyResultTop, KEY_RESULT, WEIGHT);
      }
      mergeFrom(processTop, PROCESS);
    }
    mergeFrom(areaTop, AREA);
  }
  return { name: shownText(ruleSet.department.name), grid, merges };
}

function unshown(level: keyof Names, name: string): Names {
  return shownText(name) === name ? {} : { [level]: name };
}
