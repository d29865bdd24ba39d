import { fenOf } from '../../workflows/money.ts';
import { Refusal } from '../errors.ts';
import { MAX_FILE } from '../spreadsheet/limits.ts';
import { readRecords } from '../spreadsheet/read-records.ts';
import type { RuleBook } from '../store/rule-book.ts';
import type { Line } from './take-in.ts';

/** So much of a file that is too large is still read and thrown away, so that its sender gets the answer. */
const MOST_READ = 64 * 1024 * 1024;

/** The columns of a sheet of items, under the names that its header may have. */
const columns = {
  rule: { titles: ['规则', '积分规则', 'rule'], required: true },
  externalId: { titles: ['编号', '单号', '订单号', 'number', 'id', 'external id'], required: true },
  person: { titles: ['负责人', '姓名', '账号', '负责人账号', 'owner', 'person', 'account'], required: true },
  startedAt: { titles: ['开始时间', '下单时间', '咨询时间', 'started', 'started at'], required: false },
  doneAt: { titles: ['完成时间', '发货时间', '答复时间', 'done', 'done at'], required: false },
  category: { titles: ['类别', 'category'], required: false },
  dueAt: { titles: ['到期日', '应收日期', 'falls due', 'due'], required: false },
  amount: { titles: ['金额', '应收金额', 'amount'], required: false },
};

/**
 * The lines of an .xlsx or .csv file of items. A rule can be named by its id or by its name; amounts are in yuan; an
 * empty cell says nothing. Throws a Refusal if the file is no such table.
 */
export async function linesOfSheet(
  file: AsyncIterable<Uint8Array>,
  fileName: string,
  book: Pick<RuleBook, 'rules' | 'versionsOf'>,
): Promise<Line[]> {
  const records = await readRecords(await received(file), fileName, columns);
  const ids = new Map(
    book.rules.flatMap((id) => book.versionsOf(id).flatMap(({ rule }) => (rule ? [[rule.name, id]] : []))),
  );
  return records.map(({ line, values: { amount, rule, ...cells } }) => {
    const filled = Object.entries(cells).filter(([, text]) => text !== '');
    const money = amount === '' ? {} : { fen: fenOf(amount) ?? amount };
    const input = { rule: ids.get(rule) ?? rule, ...Object.fromEntries(filled), ...money };
    return { path: `lines.${line}`, number: line, input };
  });
}

async function received(file: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of file) {
    size += chunk.length;
    if (size > MOST_READ) break;
    if (size <= MAX_FILE) chunks.push(chunk);
  }
  if (size > MAX_FILE) throw new Refusal('spreadsheet_too_large');
  return Buffer.concat(chunks);
}
