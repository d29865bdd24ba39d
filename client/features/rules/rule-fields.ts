import type { DraftForm } from './draft-form.svelte.ts';
import { putAt, valueAt } from './paths.ts';

type Value = string | number | string[] | object | undefined;

/** One rule of a draft, by its path, with its fields by theirs: `due.by`. */
export class RuleFields {
  constructor(
    readonly form: DraftForm,
    readonly path: string,
  ) {}

  get whole(): object {
    const rule = this.form.at(this.path);
    return typeof rule === 'object' && rule !== null ? rule : {};
  }

  text(field: string): string {
    const value = valueAt(this.whole, field);
    return typeof value === 'string' ? value : '';
  }

  number(field: string): number | undefined {
    const value = valueAt(this.whole, field);
    return typeof value === 'number' ? value : undefined;
  }

  texts(field: string): string[] {
    const value = valueAt(this.whole, field);
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  }

  has(field: string): boolean {
    return valueAt(this.whole, field) !== undefined;
  }

  /** What is empty is taken away: a field that has to be there is then missed by its name. */
  set(field: string, value: Value) {
    putAt(this.whole, field, value === '' ? undefined : value);
    this.form.changed();
  }

  /** A draft can have a rule without a name, but not without the field. */
  rename(name: string) {
    putAt(this.whole, 'name', name);
    this.form.changed();
  }

  /** The rule becomes another one, with the same id. */
  replace(rule: object) {
    putAt(this.form.ruleSet, this.path, rule);
    this.form.changed(0);
  }

  /** What the server says of a field; `deep`, of anything in it as well. */
  fault(field: string, deep = false): string | undefined {
    const path = `${this.path}.${field}`;
    return (deep ? this.form.faultsWithin(path)[0]?.message : undefined) ?? this.form.faultsAt(path)[0];
  }
}
