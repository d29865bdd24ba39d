/** Columns of the table of milestones: number, title, criterion, weight, points, due date, actions. */
export const COLUMNS =
  'xl:grid-cols-[1.5rem_minmax(0,1fr)_minmax(0,1.35fr)_5.75rem_4.75rem_9.25rem_7rem] xl:gap-y-1.5';
