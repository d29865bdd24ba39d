export const dashboard = {
  title: '总览',
} as const;
