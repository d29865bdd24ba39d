/** A position of the catalogue: who holds it has the rules of its areas. */
export type PositionTemplate = { name: string; areas: string[] };

/** The positions that the catalogue's three departments usually have, in the words of either language. */
export function defaultPositions(language: 'zh' | 'en'): PositionTemplate[] {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  return [
    { name: say('采购专员', 'Buyer'), areas: ['purchasing', 'suppliers'] },
    { name: say('仓库管理员', 'Storekeeper'), areas: ['warehouse'] },
    {
      name: say('销售', 'Sales representative'),
      areas: ['existing_customers', 'self_marketing', 'new_customers', 'collections', 'reporting'],
    },
    {
      name: say('客服', 'Customer service agent'),
      areas: ['prompt_replies', 'delivery_follow_up', 'revisits', 'satisfaction'],
    },
  ];
}
