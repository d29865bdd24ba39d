import { isOpen, type Answers, type Question } from '../../../workflows/rule-table/questions.ts';
import { t } from '../../lib/messages.ts';
import { request, sendFile, type Imported, type ImportPreview, type KeptImport } from '../../lib/api.ts';

type Part = { questions: readonly Question[]; faults: readonly unknown[] };

/** Whether a question waits for its answer: it has to be given, or what was written cannot stay. */
export function waits(question: Question, { faults }: Pick<Part, 'faults'>): boolean {
  return (
    isOpen(question) || (faults.length > 0 && question.given === undefined && question.code === 'weight')
  );
}

/**
 * A table on its way to become a draft. The server keeps nothing of it: with every answer the whole is sent back and
 * read again.
 */
export class TableImport {
  readonly #imported: Imported;
  chosen = $state(0);
  preview: ImportPreview;
  department = $state({ id: '', name: '' });
  answers: Answers = $state({});
  reading = $state(false);
  error: unknown = $state.raw(null);
  #asked = 0;

  private constructor(imported: Imported) {
    this.#imported = imported;
    this.preview = $state.raw(imported.preview);
    this.department = { ...imported.preview.department };
  }

  /** Reads a file. Throws Refused or NoAnswer. */
  static async of(file: Blob, name: string): Promise<TableImport> {
    return new TableImport(await sendFile<Imported>(`/rule-imports?name=${encodeURIComponent(name)}`, file));
  }

  /** Reads cells that were copied: nothing says whose rules they are. Throws Refused or NoAnswer. */
  static async ofText(text: string): Promise<TableImport> {
    const name = t('rules.pasted_name');
    const table = await TableImport.of(new Blob([text]), name);
    if (table.department.name === name) table.department.name = '';
    return table;
  }

  get tables(): readonly { name: string }[] {
    return this.#imported.tables;
  }
  get areas() {
    return this.preview.areas.map((area, index) => ({
      area,
      project: this.preview.projects.find((project) => project.area === area.id),
      rows: this.preview.rows.filter((row) => row.area === area.name),
      path: `areas.${index + 1}`,
    }));
  }
  get skipped() {
    return this.preview.rows.filter(({ area }) => area === '');
  }
  get parts(): readonly Part[] {
    return [...this.preview.areas, ...this.preview.rows];
  }
  get waiting(): readonly Question[] {
    return this.parts.flatMap((part) => part.questions.filter((question) => waits(question, part)));
  }
  get suggestions(): readonly Question[] {
    return this.waiting.filter(({ suggested, fault }) => suggested !== undefined && fault === undefined);
  }
  get faults(): number {
    const { areas, rows, projects, faults } = this.preview;
    return faults.length + [...areas, ...rows, ...projects].flatMap((part) => part.faults).length;
  }
  get rules(): number {
    return this.preview.rows.filter(({ became }) => became.kind === 'rule').length;
  }
  get ready(): boolean {
    return this.waiting.length === 0 && this.faults === 0 && !this.reading;
  }

  async answer(id: string, value: string | number | undefined) {
    if (value === undefined) delete this.answers[id];
    else this.answers[id] = value;
    await this.#readAgain();
  }

  /** Takes every suggestion for what waits for an answer; what that asks next is left to the person. */
  async takeSuggestions() {
    for (const { id, suggested } of this.suggestions) {
      if (suggested !== undefined) this.answers[id] = suggested;
    }
    await this.#readAgain();
  }

  async chooseTable(index: number) {
    this.chosen = index;
    this.answers = {};
    await this.#readAgain();
  }

  async chooseDepartment(department: { id: string; name: string }) {
    this.department = department;
    await this.#readAgain();
  }

  /** Makes it the draft of its department; `replaces` is the version of the one whose place it takes. Throws Refused. */
  keep(replaces?: number): Promise<KeptImport> {
    const body = { ...this.#whole(), ...(replaces === undefined ? {} : { replaces }) };
    return request<KeptImport>('/rule-imports/draft', { method: 'POST', body });
  }

  #whole() {
    const { tables, start } = this.#imported;
    const { id, name } = this.department;
    // Before it has a name it can be read, but not kept.
    const department = { id, name: name.trim() === '' ? t('rules.unnamed') : name };
    return { table: tables[this.chosen], start, department, answers: this.answers };
  }

  /** Of several answers that are given quickly, the last reading counts. */
  async #readAgain() {
    const asked = ++this.#asked;
    this.reading = true;
    this.error = null;
    try {
      const preview = await request<ImportPreview>('/rule-imports/read', {
        method: 'POST',
        body: this.#whole(),
      });
      if (asked === this.#asked) this.preview = preview;
    } catch (error) {
      if (asked === this.#asked) this.error = error;
    } finally {
      if (asked === this.#asked) this.reading = false;
    }
  }
}
