import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { localDate } from '../../workflows/calendar.ts';
import { importedDaySchema, MAX_LINES, type ImportBody, type ImportedDay } from '../contract/calendar.ts';
import { Refusal, type FaultAt } from '../errors.ts';

/** A line as it came, with the number and the path by which somebody finds it again. */
type Line = { number: number; path: string; date: string; kind: string; name: string };

const WORDS: Record<ImportedDay['marking'], readonly string[]> = {
  holiday: ['holiday', 'off', '放假', '放假日', '假', '休', '休息', '休息日', '节假日', '假日'],
  working: ['working', 'work', 'workday', '上班', '上班日', '班', '补班', '工作日', '调休上班'],
};
const HEADS = /^(date|day|日期)$/i;
const WRITTEN_DAY = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?$/;

/**
 * The days that an import names, in its order. Throws a Refusal that names every faulty line, by its number as people
 * count and by its path (`text.3` is the third line of a text, `lines.0` the first of a list).
 */
export function readLines(body: Pick<ImportBody, 'text' | 'lines'>): ImportedDay[] {
  const lines = body.lines?.map((line, index) => ({ ...line, number: index + 1, path: `lines.${index}` }));
  const given = lines ?? linesOf(body.text ?? '');
  if (given.length === 0) throw refused([{ path: 'text', code: 'no_lines' }]);
  if (given.length > MAX_LINES)
    throw refused([{ path: 'text', code: 'too_many', params: { limit: MAX_LINES } }]);
  const faults: FaultAt[] = [];
  const days = new Map<string, ImportedDay>();
  const numbers = new Map<string, number>();
  for (const line of given) {
    const read = readLine(line);
    if (Array.isArray(read)) {
      faults.push(...read);
      continue;
    }
    const first = numbers.get(read.day);
    if (first !== undefined) faults.push(faultOf(line, 'line_day_twice', { day: read.day, first }));
    numbers.set(read.day, line.number);
    days.set(read.day, read);
  }
  if (faults.length > 0) throw refused(faults);
  return [...days.values()];
}

const rowsSchema = z.array(z.object({ info: z.object({ lines: z.int() }), record: z.array(z.string()) }));

function linesOf(text: string): Line[] {
  const rows = rowsSchema.parse(parsed(text));
  const [head] = rows;
  const from = head !== undefined && HEADS.test(head.record[0] ?? '') ? 1 : 0;
  return rows.slice(from).map(({ info: { lines: number }, record }) => {
    const [date = '', kind = '', name = ''] = record.length === 1 ? wordsOf(record[0]) : record;
    return { number, path: `text.${number}`, date, kind, name };
  });
}

/** A line that somebody typed with blanks between its three parts; the name is the rest. */
function wordsOf(line = ''): string[] {
  const [date = '', kind = '', ...name] = line.split(/\s+/u);
  return [date, kind, name.join(' ')];
}

function parsed(text: string): unknown {
  try {
    return parse(text, {
      bom: true,
      delimiter: [',', '\t', ';', '，'],
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const number = Number(error['lines'] ?? 1);
    throw refused([{ path: `text.${number}`, code: 'line_broken', params: { line: number } }]);
  }
}

function readLine(line: Line): ImportedDay | FaultAt[] {
  const faults: FaultAt[] = [];
  const day = dayIn(line.date);
  if (!localDate.safeParse(day).success) faults.push(faultOf(line, 'line_date', { value: line.date }));
  const marking = markingIn(line.kind);
  if (line.kind.trim() === '') faults.push(faultOf(line, 'line_kind_missing'));
  else if (marking === undefined) faults.push(faultOf(line, 'line_kind', { value: line.kind }));
  const name = importedDaySchema.shape.name.safeParse(line.name);
  if (!name.success) faults.push(faultOf(line, 'line_name'));
  return marking !== undefined && name.success && faults.length === 0
    ? { day, marking, name: name.data }
    : faults;
}

/** A day as the API writes it: spreadsheets write 2027/1/1, people 2027年1月1日 or full-width digits. */
function dayIn(text: string): string {
  const [, year = '', month = '', day = ''] = WRITTEN_DAY.exec(text.normalize('NFKC').trim()) ?? [];
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function markingIn(text: string): ImportedDay['marking'] | undefined {
  const word = text.normalize('NFKC').trim().toLowerCase();
  return (['holiday', 'working'] as const).find((marking) => WORDS[marking].includes(word));
}

function faultOf({ path, number }: Line, code: string, params: Record<string, unknown> = {}): FaultAt {
  return { path, code, params: { line: number, ...params } };
}

function refused(faults: FaultAt[]): Refusal {
  return new Refusal('invalid_request', { faults });
}
