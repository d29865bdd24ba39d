import type { Text } from '../text.ts';
import type { dashboard as zh } from '../zh/dashboard.ts';

export const dashboard = {
  title: 'Dashboard',
  as_of: '{company} · as of {moment}',
  print: 'Print',
  none: 'No projects yet',
  none_hint: 'Once there is a project, its progress, what is overdue and the points are summed up here.',
  standing: 'Where the points stand',
  total: 'Total',
  progress: 'Progress of the projects',
  all_projects: 'All projects',
  overdue: 'Overdue',
  overdue_none: 'No milestone is overdue.',
  waiting: 'Waiting longest',
  waiting_none: 'Nothing waits for a decision.',
  plan: 'Plan of the project',
  by_department: 'Points by department',
  by_person: 'Points by person',
  to_earn: 'Still to earn',
  nobody: 'No points yet.',
  show_all: { one: 'Show {count}', other: 'Show all {count}' },
  show_all_departments: { one: 'Show {count} department', other: 'Show all {count} departments' },
  show_all_people: { one: 'Show {count} person', other: 'Show all {count} people' },
} satisfies Record<keyof typeof zh, Text>;
