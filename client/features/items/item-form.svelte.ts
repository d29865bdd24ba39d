import { fenOf, yuanOf } from '../../../workflows/money.ts';
import type { Item, ItemRule } from '../../lib/api.ts';
import { localDay, time } from '../../lib/dates.ts';
import { t } from '../../lib/messages.ts';

/** An instant as a field for a date and a time has it, in the company's zone. */
function localMinute(instant: string | null): string {
  return instant === null ? '' : `${localDay(instant)}T${time(instant)}`;
}

/** What somebody fills in for an item; begun from the item that is corrected. */
export class ItemForm {
  rule = $state('');
  person = $state('');
  externalId = $state('');
  startedAt = $state('');
  doneAt = $state('');
  category = $state('');
  dueAt = $state('');
  amount = $state('');
  readonly #item: Item | null;

  constructor(item: Item | null) {
    this.#item = item;
    if (item === null) return;
    this.rule = item.rule.id;
    this.person = item.person.id;
    this.externalId = item.externalId;
    this.startedAt = localMinute(item.startedAt);
    this.doneAt = localMinute(item.doneAt);
    this.category = item.category ?? '';
    this.dueAt = item.dueAt === null ? '' : localDay(item.dueAt);
    this.amount = item.fen === null ? '' : yuanOf(item.fen);
  }

  /** What is missing, by field. */
  wrong(type: ItemRule['type']): Record<string, string | false> {
    const timed = type === 'item';
    return {
      rule: this.rule === '' && t('items.choose_rule'),
      person: this.person === '' && t('items.choose_person'),
      externalId: this.externalId.trim() === '' && t('items.id_missing'),
      startedAt: timed && this.startedAt === '' && t('items.start_missing'),
      dueAt: !timed && this.dueAt === '' && t('items.due_missing'),
      fen: !timed && fenOf(this.amount) === undefined && t('items.amount_missing'),
    };
  }

  /** The body of the request; a moment that nobody touched keeps its seconds. */
  body(type: ItemRule['type']): Record<string, unknown> {
    const { rule, person, externalId, category, dueAt, amount } = this;
    if (type === 'receivable') return { rule, person, externalId, dueAt, fen: fenOf(amount) };
    const startedAt = kept(this.startedAt, this.#item?.startedAt ?? null);
    return {
      ...{ rule, person, externalId, startedAt },
      ...(this.doneAt === '' ? {} : { doneAt: kept(this.doneAt, this.#item?.doneAt ?? null) }),
      ...(category === '' ? {} : { category }),
    };
  }
}

function kept(entered: string, before: string | null): string {
  return before !== null && entered === localMinute(before) ? before : entered;
}
