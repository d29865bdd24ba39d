import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { Refusal } from '../../server/errors.ts';
import { readCsv, writeCsv } from '../../server/spreadsheet/csv.ts';
import { MAX_FILE, MAX_UNPACKED } from '../../server/spreadsheet/limits.ts';
import { readRecords } from '../../server/spreadsheet/read-records.ts';
import { readSheet, readSheets } from '../../server/spreadsheet/read-sheet.ts';
import { writeXlsx } from '../../server/spreadsheet/write-xlsx.ts';
import type { Cell } from '../../workflows/rule-table/grid.ts';
import { changed, fileOfParts, MINIMAL, sheetXml } from './spreadsheet-files.ts';

const TABLE: Cell[][] = [
  ['关键指标', '关键结果', '权重', '积分'],
  ['汇报', '每天 22:00 前交日报', '100%', '5 分/天'],
];
const table = () => writeXlsx({ name: '积分', grid: TABLE });

/** The code with which reading is refused. */
async function refusalOf(reading: Promise<unknown>): Promise<string> {
  try {
    await reading;
    return 'nothing';
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
}
const refused = (file: Uint8Array, name = 'table.xlsx') => refusalOf(readSheet(file, name));

describe('an .xlsx file', () => {
  it('is read with its name, its cells and what is merged', async () => {
    const merges = [{ top: 1, left: 0, bottom: 2, right: 0 }];
    const grid = [...TABLE, [null, '周总结', 0.5, -50]];
    expect(await readSheet(await writeXlsx({ name: '积分', grid, merges }), 'a.xlsx')).toEqual({
      name: '积分',
      grid,
      merges,
    });
  });

  it('gives dates and times of day as text', async () => {
    const dates = [
      { type: Date, value: new Date('2026-07-20T00:00:00Z'), format: 'yyyy-mm-dd' },
      { type: Date, value: new Date('2026-07-20T16:30:00Z'), format: 'yyyy-mm-dd hh:mm' },
      { type: Number, value: 16.5 / 24, format: 'hh:mm' },
    ];
    const file = await writeXlsxFile([dates], { sheet: 'a' }).toBuffer();
    const [sheet] = await readSheets(file, 'a.xlsx');
    expect(sheet?.grid).toEqual([['2026-07-20', '2026-07-20T16:30', '16:30']]);
  });

  it('comes back as it was written, whatever its texts are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ minLength: 1, unit: 'binary' }), { minLength: 1, maxLength: 8 }),
        async (texts) => {
          const row = texts.map((text) => text.replace(/\r\n?/gu, '\n').trim()).filter((text) => text !== '');
          fc.pre(row.length > 0);
          const [sheet] = await readSheets(await writeXlsx({ name: 'a', grid: [row] }), 'a.xlsx');
          expect(sheet?.grid).toEqual([row]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each(['=1+1', '+1', '-50 分/次', '@a', '_x0041_', 'toString', '__proto__', '<f>', '&amp;'])(
    'keeps %j as text',
    async (text) => {
      const [sheet] = await readSheets(await writeXlsx({ name: 'a', grid: [[text]] }), 'a.xlsx');
      expect(sheet?.grid).toEqual([[text]]);
    },
  );

  it('is chosen by the sheet that has the header', async () => {
    const file = await writeXlsxFile([
      { data: [['说明']], sheet: '封面' },
      {
        data: [
          ['关键指标', '关键结果', '积分'],
          ['a', 'b', 1],
        ],
        sheet: '规则',
      },
    ]).toBuffer();
    expect((await readSheet(file, 'a.xlsx')).name).toBe('规则');
  });

  it('with formatted rows down to the last is no longer than what it says', async () => {
    const rows = '<row r="1048576"/><row r="9"><c r="XFD9" s="1"/></row>';
    const file = changed(await table(), 'xl/worksheets/sheet1.xml', (xml) =>
      xml.replace('</sheetData>', `${rows}</sheetData>`),
    );
    // Rows have to come in order; what is empty is not there.
    expect((await readSheet(file, 'a.xlsx')).grid).toHaveLength(2);
  });

  describe('is refused', () => {
    const inSheet = async (change: (xml: string) => string) =>
      refused(changed(await table(), 'xl/worksheets/sheet1.xml', change));

    it('with a formula, and never works it out', async () => {
      const row = [...TABLE, [{ type: 'Formula' as const, value: '=1+1' }]];
      const file = await writeXlsxFile(row, { sheet: 'a' }).toBuffer();
      await expect(readSheet(file, 'a.xlsx')).rejects.toMatchObject({
        code: 'spreadsheet_has_formulas',
        details: { params: { cell: 'A3' } },
      });
    });

    it('with a formula that is shared, or has a prefix', async () => {
      const cell = (f: string) => (xml: string) =>
        xml.replace('</sheetData>', `<row r="9"><c r="A9">${f}<v>1</v></c></row></sheetData>`);
      expect(await inSheet(cell('<f t="shared" si="0"/>'))).toBe('spreadsheet_has_formulas');
      expect(await inSheet(cell('<x:f>1+1</x:f>'))).toBe('spreadsheet_has_formulas');
    });

    it('with macros', async () => {
      const file = await table();
      expect(await refused(fileOfParts(file, { 'xl/vbaProject.bin': 'x' }))).toBe('spreadsheet_has_macros');
      expect(await refused(file, 'a.xlsm')).toBe('spreadsheet_has_macros');
      expect(await refused(fileOfParts(file, { 'xl/macrosheets/sheet1.xml': '<a/>' }))).toBe(
        'spreadsheet_has_macros',
      );
    });

    it('with links to other files, but not with links to click on', async () => {
      const file = await table();
      const relation = (type: string) =>
        `<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="https://example.com" TargetMode="External"/></Relationships>`;
      const relations = 'xl/worksheets/_rels/sheet1.xml.rels';
      expect(await refused(fileOfParts(file, { 'xl/externalLinks/externalLink1.xml': '<a/>' }))).toBe(
        'spreadsheet_has_links',
      );
      expect(await refused(fileOfParts(file, { 'xl/connections.xml': '<a/>' }))).toBe(
        'spreadsheet_has_links',
      );
      expect(await refused(fileOfParts(file, { [relations]: relation('oleObject') }))).toBe(
        'spreadsheet_has_links',
      );
      expect(await refused(fileOfParts(file, { [relations]: relation('hyperlink') }))).toBe('nothing');
    });

    it('with more than it may unpack to, whatever it says of its size', async () => {
      const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(MAX_UNPACKED + 1) }, { level: 1 });
      expect(bomb.length).toBeLessThan(MAX_FILE / 10);
      expect(await refused(bomb)).toBe('spreadsheet_too_large');
      const lying = Uint8Array.from(bomb);
      const view = new DataView(lying.buffer);
      view.setUint32(22, 10, true);
      expect(await refused(lying)).toBe('spreadsheet_too_large');
    });

    it('with more than 5 MB, too many parts, or a cell far out', async () => {
      expect(await refused(new Uint8Array(MAX_FILE + 1))).toBe('spreadsheet_too_large');
      const parts = Object.fromEntries(
        Array.from({ length: 1001 }, (_, index) => [`a/${index}.xml`, strToU8('a')]),
      );
      expect(await refused(zipSync(parts))).toBe('spreadsheet_too_large');
      const far = sheetXml('<row r="1"><c r="XFD1"><v>1</v></c></row>');
      expect(await refused(fileOfParts(MINIMAL, { 'xl/worksheets/sheet1.xml': far }))).toBe(
        'spreadsheet_too_large',
      );
      const deep = sheetXml('<row r="999999999"><c r="A999999999"><v>1</v></c></row>');
      expect(await refused(fileOfParts(MINIMAL, { 'xl/worksheets/sheet1.xml': deep }))).toBe(
        'spreadsheet_too_many_rows',
      );
    });

    it('as .xls, with a password, cut off, or as anything else', async () => {
      const compound = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
      const locked = Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')]);
      expect(await refused(compound, 'a.xls')).toBe('spreadsheet_old_format');
      expect(await refused(locked)).toBe('spreadsheet_locked');
      expect(await refused((await table()).subarray(0, 900))).toBe('spreadsheet_not_readable');
      expect(await refused(Buffer.from('%PDF-1.7\n\0\u0001'), 'a.pdf')).toBe('spreadsheet_not_readable');
      expect(await refused(Buffer.from('<html><table></table></html>'), 'a.xls')).toBe(
        'spreadsheet_not_readable',
      );
      expect(await refused(zipSync({ 'word/document.xml': strToU8('<a/>') }))).toBe(
        'spreadsheet_not_readable',
      );
      expect(await inSheet((xml) => `<!DOCTYPE a [<!ENTITY b "c">]>${xml}`)).toBe('spreadsheet_not_readable');
      expect(await inSheet((xml) => xml.slice(0, 200))).not.toBe('nothing');
      expect(await inSheet((xml) => `${xml}<c ${'a'.repeat(10_000)}`)).toBe('spreadsheet_not_readable');
      expect(await inSheet((xml) => `${xml}${'a'.repeat(300_000)}`)).toBe('spreadsheet_not_readable');
    });

    it('without rows, without a header, and with 5,001 rows; 5,000 are read', async () => {
      const rows = (count: number) => [
        ...TABLE.slice(0, 1),
        ...Array.from({ length: count }, (): Cell[] => ['a', 'b', '100%', 5]),
      ];
      const file = (count: number) => writeXlsx({ name: 'a', grid: rows(count) });
      expect(await refused(await file(0))).toBe('spreadsheet_empty');
      expect(await refused(await writeXlsx({ name: 'a', grid: [] }))).toBe('spreadsheet_empty');
      expect(await refused(await writeXlsx({ name: 'a', grid: [['a', 'b']] }))).toBe('spreadsheet_no_header');
      expect(await refused(await file(5001))).toBe('spreadsheet_too_many_rows');
      expect((await readSheet(await file(5000), 'a.xlsx')).grid).toHaveLength(5001);
    });
  });
});

describe('a .csv file', () => {
  const text = '关键指标,关键结果,权重,积分\n汇报,日报,100%,-5 分/次\n';
  const gb18030 = Buffer.from(
    'b9d8bcfcd6b8b1ea2cb9d8bcfcbde1b9fb2cc8a8d6d82cbbfdb7d60abbe3b1a82cc8d5b1a82c313030252c2d3520b7d62fb4ce0a',
    'hex',
  );
  const grid = [
    ['关键指标', '关键结果', '权重', '积分'],
    ['汇报', '日报', '100%', '-5 分/次'],
  ];

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${text.replaceAll(',', '\t')}`, 'utf16le')],
    ['GB18030', gb18030],
    ['semicolons', Buffer.from(text.replaceAll(',', ';'))],
    ['tabs', Buffer.from(text.replaceAll(',', '\t'))],
    ['lines of Windows', Buffer.from(text.replaceAll('\n', '\r\n'))],
  ])('is read in %s', async (_name, file) => {
    expect(await readSheet(file, '规则.csv')).toEqual({ name: '规则', grid });
  });

  it('comes back as it was written', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.array(
            fc.oneof(
              fc.constantFrom('=1+1', "'=1", "''-1", '-50', '@a', 'a,b;c\td', '"', 'a\nb', ' a '),
              fc.string({ minLength: 1, unit: 'grapheme' }),
            ),
            { minLength: 2, maxLength: 4 },
          ),
          { minLength: 1, maxLength: 4 },
        ),
        (rows) => {
          const width = Math.max(...rows.map((row) => row.length));
          const full = rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => 'x')]);
          fc.pre(full.flat().every((cell) => !/^\s*<(?:!doctype|html|table|\?xml)/iu.test(cell)));
          expect(readCsv(writeCsv(full))).toEqual(full);
        },
      ),
    );
  });

  it('is written so that Excel shows Chinese and takes nothing for a formula', () => {
    expect(writeCsv([['分', '=1+1', '-1', -1, null, true]]).toString()).toBe(
      "\uFEFF分,'=1+1,'-1,-1,,true\r\n",
    );
  });

  it('is refused with a formula, with control characters and when it is empty', async () => {
    expect(await refused(Buffer.from(`${text}=1+1,a,b,c`), 'a.csv')).toBe('spreadsheet_has_formulas');
    expect(await refused(Buffer.from('a,b\u0000\n'), 'a.csv')).toBe('spreadsheet_not_readable');
    expect(await refused(Buffer.from(''), 'a.csv')).toBe('spreadsheet_empty');
    expect(await refused(Buffer.from(' \n,,\n'), 'a.csv')).toBe('spreadsheet_empty');
    expect(await refused(Buffer.from([0xff, 0xff, 0x00]), 'a.csv')).toBe('spreadsheet_not_readable');
  });
});

describe('the lines of an upload', () => {
  const columns = {
    id: { titles: ['订单号', 'Order'], required: true },
    done: { titles: ['发货时间', 'Shipped at'], required: true },
    category: { titles: ['类别', 'Category'], required: false },
  };

  it('are read by the names of their columns, in either language and any order', async () => {
    const file = Buffer.from('订单\n发货时间,订单号\n2026-01-05 16:30,a1\n,\n,a2\n');
    expect(await readRecords(file, 'a.csv', columns)).toEqual([
      { line: 3, values: { id: 'a1', done: '2026-01-05 16:30', category: '' } },
      { line: 5, values: { id: 'a2', done: '', category: '' } },
    ]);
    const english = await writeXlsx({
      name: 'a',
      grid: [
        ['Category', 'shipped_at', 'ORDER'],
        ['label', '2026-01-05', 7],
      ],
    });
    expect(await readRecords(english, 'a.xlsx', columns)).toEqual([
      { line: 2, values: { id: '7', done: '2026-01-05', category: 'label' } },
    ]);
  });

  it('are refused without a column that is needed, and without lines', async () => {
    const reading = (text: string) => refusalOf(readRecords(Buffer.from(text), 'a.csv', columns));
    expect(await reading('订单号,类别\na,b\n')).toBe('spreadsheet_no_header');
    expect(await reading('订单号,发货时间\n')).toBe('spreadsheet_empty');
  });
});
