export const ledger = {
  title: '积分台账',
} as const;
