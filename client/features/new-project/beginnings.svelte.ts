import type { ProjectDefinition } from '../../../workflows/definition.ts';
import { ProjectDraft } from './draft.svelte.ts';
import { followTemplate } from './template.ts';

export type Template = { id: string; definition: ProjectDefinition };

/** In place of the id of a template: begin with an empty plan. */
export const BLANK = 'blank';

type Beginning = { draft: ProjectDraft; base: ProjectDefinition | undefined };

/**
 * What a new project can begin with, and the draft that has been made of each: to look at another beginning
 * loses nothing of what was written.
 */
export class Beginnings {
  chosen = $state('');
  templates: readonly Template[] = $state.raw([]);
  draft: ProjectDraft = $state.raw(new ProjectDraft());
  readonly #begun: Record<string, Beginning> = {};

  constructor(start: string) {
    this.draft.start = start;
  }

  /** The templates for the present start and language; the draft follows as far as it is untouched. */
  offer(templates: readonly Template[]) {
    this.templates = templates;
    this.choose(this.chosen === '' ? (templates[0]?.id ?? BLANK) : this.chosen);
  }

  choose(id: string) {
    const template = this.templates.find((one) => one.id === id)?.definition;
    const { start, owner, leader } = this.draft;
    const begun = this.#begun[id];
    const { draft } = begun ?? { draft: new ProjectDraft() };
    const wasClean = begun === undefined || !draft.dirty;
    if (begun !== undefined) {
      if (begun.base !== undefined && template !== undefined) followTemplate(draft, begun.base, template);
    } else if (template === undefined) draft.clear();
    else draft.adopt(template);
    Object.assign(draft, { start, owner, leader });
    if (wasClean && id !== this.chosen) draft.markClean();
    this.#begun[id] = { draft, base: template };
    this.draft = draft;
    this.chosen = id;
  }
}
