import { Refusal } from '../errors.ts';
import type { Loaded } from '../runner/steps.ts';
import type { LoadedProject } from '../views/instance.ts';
import type { LoadedWork } from '../views/rule-work-page.ts';
import { sees } from '../store/visible.ts';
import type { Signed } from './route.ts';

/** The instance, if the caller may see it; one that is not for the caller is as if it were not there. */
export async function loadVisible({ parts, sight }: Signed, instance: string): Promise<Loaded> {
  const loaded = await parts.runner.load(instance);
  if (loaded === null || !sees(await sight('read_instance'), loaded.document.summary))
    throw new Refusal('unknown_instance');
  return loaded;
}

/** The same, if it is a project. */
export async function loadVisibleProject(call: Signed, instance: string): Promise<LoadedProject> {
  const { document, workflow, state } = await loadVisible(call, instance);
  const { definition } = workflow;
  if (document.kind !== 'project' || definition.kind !== 'project') throw new Refusal('unknown_instance');
  return { document, definition, state };
}

/** The same, if it is a duty, or a claim. */
export async function loadVisibleWork(
  call: Signed,
  instance: string,
  kind: 'duty' | 'claim',
): Promise<LoadedWork> {
  const { document, ...loaded } = await loadVisible(call, instance);
  const isWork = document.kind === 'duty' || document.kind === 'claim';
  if (!isWork || document.kind !== kind) throw new Refusal('unknown_instance');
  return { ...loaded, document };
}
