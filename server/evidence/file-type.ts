import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { fileTypeFromFile } from 'file-type';

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const ALLOWED = new Set([
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif',
  `${OFFICE}.wordprocessingml.document`,
  `${OFFICE}.spreadsheetml.sheet`,
  `${OFFICE}.presentationml.presentation`,
]);
const TEXT: Record<string, string> = { '.txt': 'text/plain', '.csv': 'text/csv', '.md': 'text/markdown' };
const SHOWN_IN_PLACE = /^(image\/|application\/pdf$|text\/)/;

/** Whether a browser may show a file of this type inside a page; everything else is only downloaded. */
export function isShownInPlace(type: string): boolean {
  return SHOWN_IN_PLACE.test(type);
}

/** The media type of a file if it is one of those that are taken, found from its content; else null. */
export async function allowedType(path: string, name: string): Promise<string | null> {
  const found = await fileTypeFromFile(path);
  if (found !== undefined) return ALLOWED.has(found.mime) ? found.mime : null;
  const text = TEXT[extname(name).toLowerCase()];
  return text !== undefined && (await isText(path)) ? text : null;
}

/** Text has no mark of its own: it is what is valid UTF-8 throughout and holds no NUL. */
async function isText(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    const content: AsyncIterable<Buffer> = createReadStream(path);
    for await (const chunk of content) {
      if (chunk.includes(0)) return false;
      decoder.decode(chunk, { stream: true });
    }
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}
