export const inbox = {
  title: '待我验收',
} as const;
