import { z } from 'zod';
import { personId } from '../../workflows/events.ts';
import { claimableRules } from '../claims/claimable.ts';
import { fileClaim } from '../claims/file.ts';
import { readGround } from '../claims/ground.ts';
import type { Wanted } from '../claims/judge.ts';
import { previewClaim } from '../claims/preview.ts';
import {
  claimableListSchema,
  claimPreviewQuerySchema,
  claimPreviewSchema,
  newClaimSchema,
  type ClaimInput,
} from '../contract/claims.ts';
import { commandId, fileSchema, outcomeSchema } from '../contract/instances.ts';
import { Refusal } from '../errors.ts';
import { keepFile } from '../evidence/keep-file.ts';
import { MAX_READ_BYTES } from '../evidence/receive.ts';
import { instanceIdOf } from '../runner/steps.ts';
import { fileView } from '../views/submissions.ts';
import { filedClaimRoutes } from './duties.ts';
import { route, type Route, type Signed } from './route.ts';

const about = 'duties and claims';
const action = 'file_claim';

async function groundOf({ parts: { database, clock }, organisation }: Signed) {
  return readGround(database, await organisation(), clock.now().toISOString());
}

/** Whose claim it is: the caller's, or of somebody whom the caller may file for. */
async function ownerOf(call: Signed, person = call.caller.id): Promise<string> {
  if (person === call.caller.id) return person;
  const sight = await call.sight(action);
  if (!sight.all && !sight.owners.includes(person)) throw new Refusal('not_allowed');
  if ((await call.organisation()).person(person)?.active !== true) throw new Refusal('unknown_person');
  return person;
}

async function wantedBy(call: Signed, { rule, person, fact, externalId }: ClaimInput): Promise<Wanted> {
  const owner = await ownerOf(call, person);
  return { rule, person: owner, filer: call.caller.id, fact, externalId: externalId ?? null };
}

export const claimRoutes: Route[] = [
  route(
    {
      method: 'get',
      path: '/claims/rules',
      about,
      summary: 'What the caller, or somebody whom the caller may file for, can claim today, and else why not',
      action,
      takes: z.object({ query: z.strictObject({ person: personId.optional() }) }),
      gives: { status: 200, says: 'The rules, in the order of their tables', schema: claimableListSchema },
      refusals: ['not_allowed', 'unknown_person'],
    },
    async ({ query, ...call }) => {
      const person = await ownerOf(call, query.person);
      const ground = await groundOf(call);
      return { person: ground.organisation.ref(person), items: await claimableRules(ground, person) };
    },
  ),
  route(
    {
      method: 'post',
      path: '/claims/preview',
      about,
      summary: 'What a claim would give, and what is in its way; nothing is written',
      action,
      takes: z.object({ body: claimPreviewQuerySchema }),
      gives: { status: 200, says: 'The outlook', schema: claimPreviewSchema },
      refusals: ['not_allowed', 'unknown_person'],
    },
    async ({ body, ...call }) =>
      previewClaim(await groundOf(call), await wantedBy(call, body), await call.sight('read_instance')),
  ),
  route(
    {
      method: 'post',
      path: '/claims',
      about,
      summary: 'File a claim; the same commandId, or the same content with the same externalId, counts once',
      action,
      takes: z.object({ body: newClaimSchema }),
      gives: { status: 201, says: 'Filed; Location says where', schema: outcomeSchema },
      refusals: [
        'unknown_rule',
        'not_claimable',
        'rule_not_yet',
        'rule_ended',
        'not_your_position',
        'day_in_future',
        'day_outside_period',
        'wrong_fact',
        'points_outside_range',
        'already_claimed',
        'no_reviewer',
        'not_allowed',
        'unknown_person',
        'command_id_reused',
      ],
    },
    async ({ body, ...call }) => {
      const { commandId: id, evidence, ...claim } = body;
      const wanted = await wantedBy(call, claim);
      const sight = await call.sight('read_instance');
      const filing = { commandId: id, actor: call.caller, wanted, evidence, sight };
      const outcome = await fileClaim(await groundOf(call), call.parts.runner, filing);
      call.response.location(`/api/v1/claims/${outcome.instance}`);
      return outcome;
    },
  ),
  route(
    {
      method: 'post',
      path: '/claims/files',
      about,
      summary:
        'Upload a file for the claim that a command will file: the body is the file itself, at most 20 MB',
      action,
      takes: z.object({
        query: z.strictObject({ commandId, name: z.string().trim().min(1).max(400) }),
      }),
      takesFile: true,
      gives: { status: 201, says: 'Kept; the claim can name it', schema: fileSchema },
      refusals: ['not_allowed', 'file_too_large', 'file_type_not_allowed', 'file_empty', 'too_many_files'],
    },
    async ({ query, ...call }) => {
      const { parts, caller, request, response } = call;
      const instance = instanceIdOf(`instance/${query.commandId}`);
      // Once it is there, its files go the way of all: POST /instances/:id/files.
      if ((await parts.runner.load(instance)) !== null) throw new Refusal('not_allowed');
      if (Number(request.headers['content-length'] ?? 0) > MAX_READ_BYTES)
        throw new Refusal('file_too_large');
      const uploadedAt = parts.clock.now().toISOString();
      const upload = { instance, name: query.name, uploadedBy: caller.id, uploadedAt };
      const kept = await keepFile(parts.database, request, upload);
      response.location(`/api/v1/files/${kept.id}`);
      return fileView(kept, await call.organisation());
    },
  ),
  ...filedClaimRoutes,
];
