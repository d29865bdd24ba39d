import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileSchema, instanceSchema } from '../../server/contract/instances.ts';
import { MAX_FILE_BYTES } from '../../server/evidence/receive.ts';
import { beginProject, sendEvent, take } from './projects.ts';
import { everything, startService, type Service } from './service.ts';
import { problemIn, refusal, type Answer, type Visitor } from './visitor.ts';

let service: Service;
let li: Visitor;
let wang: Visitor;
let chen: Visitor;
let instance: string;
let other: string;

beforeAll(async () => {
  service = await startService();
  [li, wang, chen] = await Promise.all([service.as('li'), service.as('wang'), service.as('chen')]);
  const people = { owner: 'li', leader: 'wang' };
  instance = await beginProject({ owner: li, leader: wang }, people);
  other = await beginProject({ owner: li, leader: wang }, people);
});
afterAll(() => service.close());

const own = { 'X-Requested-With': 'jifen', 'Sec-Fetch-Site': 'same-origin' };

function upload(
  visitor: Visitor,
  name: string,
  content: Uint8Array | string,
  to = instance,
): Promise<Answer> {
  const body = typeof content === 'string' ? content : new Blob([new Uint8Array(content)]);
  const path = `/instances/${to}/files?name=${encodeURIComponent(name)}`;
  return visitor.send('POST', path, {
    headers: { ...own, 'Content-Type': 'application/octet-stream' },
    body,
  });
}

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** A ZIP archive with these files, the way office programs write them. */
function zip(entries: Record<string, string>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const packed = deflateRawSync(text);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(text.length, 22);
    head.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    head.copy(central, 6, 4, 28);
    central.writeUInt32LE(offset, 42);
    directory.push(central, Buffer.from(name));
    parts.push(head, Buffer.from(name), packed);
    offset += head.length + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(entries).length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

const docx = zip({
  'word/document.xml': '<w:document/>',
  '[Content_Types].xml':
    '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
});

describe('what is taken', () => {
  test.each([
    ['方案.pdf', pdf, 'application/pdf'],
    ['image.png', png, 'image/png'],
    ['image.gif', gif, 'image/gif'],
    ['plan.docx', docx, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['departments.csv', Buffer.from('部门,人数\n采购,5\n'), 'text/csv'],
    ['notes.md', Buffer.from('# 纪要\n'), 'text/markdown'],
    ['notes.TXT', Buffer.from('纪要'), 'text/plain'],
    ['a picture called.pdf', png, 'image/png'],
  ])('%s, by its content', async (name, content, type) => {
    const answer = await upload(li, name, content);
    expect(answer.status).toBe(201);
    expect(fileSchema.parse(answer.body)).toMatchObject({
      name,
      type,
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      uploadedBy: { name: '李敏' },
    });
  });
});

describe('what is not taken leaves nothing behind', () => {
  const cases: [string, Uint8Array | string, string][] = [
    ['empty.pdf', '', '422 file_empty'],
    ['program.pdf', Buffer.from('MZ\x90\x00\x03\x00\x00\x00 a program'), '415 file_type_not_allowed'],
    ['page.html', '<script>alert(1)</script>', '415 file_type_not_allowed'],
    ['picture.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', '415 file_type_not_allowed'],
    ['archive.docx', zip({ 'a.txt': 'text' }), '415 file_type_not_allowed'],
    ['no-name', 'just text', '415 file_type_not_allowed'],
    ['chinese.txt', Buffer.from([0xd6, 0xd0, 0xce, 0xc4]), '415 file_type_not_allowed'],
    ['zero.txt', Buffer.from('text\0text'), '415 file_type_not_allowed'],
    ['large.pdf', Buffer.concat([pdf, Buffer.alloc(MAX_FILE_BYTES)]), '413 file_too_large'],
  ];
  test.each(cases)('%s', async (name, content, expected) => {
    const before = await everything(service.database);
    expect(refusal(await upload(li, name, content))).toBe(expected);
    expect(await everything(service.database)).toEqual(before);
  });

  test('a large one that does not say how large it is', async () => {
    const before = await everything(service.database);
    const answer = await sendChunks(MAX_FILE_BYTES + 1);
    expect(answer.status).toBe(413);
    expect(answer.connection).toBe('close');
    expect(await everything(service.database)).toEqual(before);
  });

  test('one that says it is far too large, before it is sent', async () => {
    const sent = request(uploadAddress('a.pdf'), {
      method: 'POST',
      headers: { ...own, Cookie: li.cookie ?? '', 'Content-Length': 1e12 },
    });
    sent.flushHeaders();
    const response = await answerTo(sent);
    expect([response.statusCode, response.headers.connection]).toEqual([413, 'close']);
    sent.destroy();
  });

  test('one that is cut off', async () => {
    const before = await everything(service.database);
    const sent = request(uploadAddress('cut.pdf'), {
      method: 'POST',
      headers: { ...own, Cookie: li.cookie ?? '', 'Content-Length': 5_000_000 },
    });
    sent.on('error', () => undefined);
    await new Promise<void>((resolve) =>
      sent.write(Buffer.concat([pdf, randomBytes(1_000_000)]), () => resolve()),
    );
    sent.destroy();
    // Whoever asks next is answered after the server has noticed.
    expect((await li.get(`/instances/${instance}`)).status).toBe(200);
    expect(await everything(service.database)).toEqual(before);
  });

  function answerTo(sent: ClientRequest): Promise<IncomingMessage> {
    return new Promise((resolve) => sent.once('response', resolve));
  }

  function uploadAddress(name: string): string {
    return `${service.url}/api/v1/instances/${instance}/files?name=${name}`;
  }

  async function sendChunks(size: number): Promise<{ status: number; connection: string }> {
    const sent = request(uploadAddress('large.pdf'), {
      method: 'POST',
      headers: { ...own, Cookie: li.cookie ?? '', 'Transfer-Encoding': 'chunked' },
    });
    sent.write(pdf);
    const chunk = Buffer.alloc(1_000_000);
    for (let left = size; left > 0; left -= chunk.length) {
      if (!sent.write(chunk)) await once(sent, 'drain');
    }
    sent.end();
    const response = await answerTo(sent);
    response.resume();
    return { status: response.statusCode ?? 0, connection: response.headers.connection ?? '' };
  }
});

test('only the owner adds files; for strangers the project is not there', async () => {
  expect(refusal(await upload(wang, 'a.pdf', pdf))).toBe('403 not_allowed');
  expect(refusal(await upload(chen, 'a.pdf', pdf))).toBe('404 unknown_instance');
});

test('a name keeps neither folders nor characters that deceive', async () => {
  const answer = await upload(li, '../../etc/\u202Efdp.exe\u0000.pdf', pdf);
  expect(fileSchema.parse(answer.body).name).toBe('fdp.exe.pdf');
});

test('a submission names files of its own project only', async () => {
  const mine = fileSchema.parse((await upload(li, 'plan.pdf', pdf)).body);
  const foreign = fileSchema.parse((await upload(li, 'plan.pdf', pdf, other)).body);
  const submit = (files: string[]) => ({ type: 'SUBMIT', milestone: 'plan', evidence: { files } });
  const refused = await sendEvent(li, instance, submit([mine.id, foreign.id]));
  expect(problemIn(refused).faults).toEqual([
    { path: 'evidence.files.1', code: 'unknown_file', message: '这个项目里没有这个文件，请重新上传。' },
  ]);
  await take(li, instance, submit([mine.id]));
  const view = instanceSchema.parse((await wang.get(`/instances/${instance}`)).body);
  expect(view.milestones[0]?.submissions[0]?.files.map(({ id, name }) => [id, name])).toEqual([
    [mine.id, 'plan.pdf'],
  ]);
});

describe('a stored file', () => {
  let document: string;
  let picture: string;
  let office: string;
  beforeAll(async () => {
    document = fileSchema.parse((await upload(li, '方案 "终稿".pdf', pdf)).body).id;
    picture = fileSchema.parse((await upload(li, 'picture.png', png)).body).id;
    office = fileSchema.parse((await upload(li, 'plan.docx', docx)).body).id;
  });

  test('comes back as it was, to those who may see its project', async () => {
    const answer = await fetch(`${service.url}/api/v1/files/${picture}`, {
      headers: { Cookie: wang.cookie ?? '' },
    });
    expect(Buffer.from(await answer.arrayBuffer()).equals(png)).toBe(true);
    expect(refusal(await chen.get(`/files/${picture}`))).toBe('404 unknown_file');
    expect(refusal(await li.get(`/files/${'b'.repeat(24)}`))).toBe('404 unknown_file');
  });

  test('does nothing in a browser but be shown in a page of ours', async () => {
    const { headers } = await wang.get(`/files/${picture}`);
    expect(headers.get('Content-Security-Policy')).toMatch(
      /default-src 'none'.*frame-ancestors 'self'.*sandbox/,
    );
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('X-Frame-Options')).toBe('SAMEORIGIN');
    const shownPdf = await wang.get(`/files/${document}`);
    expect(shownPdf.headers.get('Content-Security-Policy')).not.toContain('sandbox');
    expect(shownPdf.headers.get('Content-Disposition')).toMatch(
      /^inline; filename=".*"; filename\*=UTF-8''%E6/,
    );
    const office1 = await wang.get(`/files/${office}`);
    expect(office1.headers.get('Content-Disposition')).toBe(
      `attachment; filename="plan.docx"; filename*=UTF-8''plan.docx`,
    );
  });

  test('is not sent twice to who has it, and tells its size without its content', async () => {
    const { headers } = await wang.get(`/files/${picture}`);
    const again = await wang.get(`/files/${picture}`, { 'If-None-Match': headers.get('ETag') ?? '' });
    expect([again.status, again.text]).toEqual([304, '']);
    const head = await wang.send('HEAD', `/files/${picture}`, {});
    expect([head.headers.get('Content-Length'), head.text]).toEqual([String(png.length), '']);
  });
});
