import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { fileId } from '../../workflows/events.ts';
import { fileSchema, instanceId } from '../contract/instances.ts';
import { Refusal } from '../errors.ts';
import { contentDisposition } from '../evidence/file-name.ts';
import { isShownInPlace } from '../evidence/file-type.ts';
import { keepFile } from '../evidence/keep-file.ts';
import { openFileOf, requireFile } from '../evidence/open-file.ts';
import { MAX_READ_BYTES } from '../evidence/receive.ts';
import { fileView } from '../views/submissions.ts';
import { loadVisible } from './load-visible.ts';
import { route, type Route } from './route.ts';

const about = 'evidence';

/**
 * What a stored file may do in a browser: nothing. A PDF is shown by the browser's own viewer, which does not
 * run inside a sandbox.
 */
function contentPolicy(type: string): string {
  const shut = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
  return type === 'application/pdf' ? shut : `${shut}; style-src 'unsafe-inline'; img-src 'self'; sandbox`;
}

export const fileRoutes: Route[] = [
  route(
    {
      method: 'post',
      path: '/instances/:id/files',
      about,
      summary: 'Upload a file as evidence: the body is the file itself, at most 20 MB',
      action: 'write_evidence',
      takes: z.object({
        params: z.strictObject({ id: instanceId }),
        query: z.strictObject({ name: z.string().trim().min(1).max(400) }),
      }),
      takesFile: true,
      gives: { status: 201, says: 'Kept; a submission can name it', schema: fileSchema },
      refusals: [
        'unknown_instance',
        'not_allowed',
        'file_too_large',
        'file_type_not_allowed',
        'file_empty',
        'too_many_files',
      ],
    },
    async (call) => {
      const { parts, params, query, caller, request, response } = call;
      const { document } = await loadVisible(call, params.id);
      const isFiler = document.kind === 'claim' && document.summary.filer === caller.id;
      if (document.summary.owner !== caller.id && !isFiler) throw new Refusal('not_allowed');
      if (Number(request.headers['content-length'] ?? 0) > MAX_READ_BYTES)
        throw new Refusal('file_too_large');
      const kept = await keepFile(parts.database, request, {
        instance: params.id,
        name: query.name,
        uploadedBy: caller.id,
        uploadedAt: parts.clock.now().toISOString(),
      });
      response.location(`/api/v1/files/${kept.id}`);
      return fileView(kept, await call.organisation());
    },
  ),
  route(
    {
      method: 'get',
      path: '/files/:id',
      about,
      summary: 'A file; images, PDF and text can be shown in place',
      action: 'read_instance',
      takes: z.object({ params: z.strictObject({ id: fileId }) }),
      gives: { status: 200, says: 'The file itself', mediaType: 'application/octet-stream' },
      refusals: ['unknown_file'],
    },
    async ({ parts, params, caller, sight, request, response }) => {
      const file = await requireFile(parts.database, params.id, caller.id, await sight());
      const { type, name, size, sha256 } = file;
      response.set({
        'Content-Type': type.startsWith('text/') ? 'text/plain; charset=utf-8' : type,
        'Content-Disposition': contentDisposition(isShownInPlace(type) ? 'inline' : 'attachment', name),
        'Content-Security-Policy': contentPolicy(type),
        'X-Frame-Options': 'SAMEORIGIN',
        'Cache-Control': 'private, no-cache',
        ETag: `"${sha256}"`,
      });
      if (request.get('if-none-match') === `"${sha256}"`) return void response.status(304).end();
      response.set('Content-Length', String(size));
      if (request.method === 'HEAD') return void response.end();
      await pipeline(openFileOf(parts.database, file), response);
    },
  ),
];
