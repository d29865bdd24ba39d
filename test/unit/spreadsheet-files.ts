import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** A file with more parts, or other ones. */
export function fileOfParts(file: Uint8Array, parts: Record<string, string>): Uint8Array {
  const added = Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]));
  return zipSync({ ...unzipSync(file), ...added });
}

/** A file in which one part has been changed. */
export function changed(file: Uint8Array, part: string, change: (xml: string) => string): Uint8Array {
  const xml = unzipSync(file)[part];
  if (xml === undefined) throw new RangeError(`no part ${part}`);
  return fileOfParts(file, { [part]: change(strFromU8(xml)) });
}

export function sheetXml(rows: string): string {
  const schema = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${schema}"><sheetData>${rows}</sheetData></worksheet>`;
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The least that is an .xlsx file. */
export const MINIMAL = zipSync({
  'xl/workbook.xml': strToU8(
    `<workbook xmlns:r="${OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`,
  ),
  'xl/_rels/workbook.xml.rels': strToU8(
    `<Relationships><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  ),
  'xl/worksheets/sheet1.xml': strToU8(sheetXml('<row r="1"><c r="A1"><v>1</v></c></row>')),
});
