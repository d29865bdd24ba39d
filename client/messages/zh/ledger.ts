export const ledger = {
  title: '积分台账',
  kind_award: '入账',
  kind_reverse: '冲销',
} as const;
