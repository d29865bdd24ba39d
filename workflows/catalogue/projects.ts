import { endOfMonthAfter } from '../calendar.ts';
import type { ProjectDefinitionInput } from '../definition.ts';

/** A project that companies run again and again, in the words of either language; dates follow from the start. */
export type ProjectTemplate = {
  id: string;
  definition: (start: string, language: 'zh' | 'en') => ProjectDefinitionInput;
};

/** "Introduce points management": 2000 points over half a year (domain: the project, in full). */
const introducePointsManagement: ProjectTemplate = {
  id: 'introduce_points_management',
  definition: (start, language) => {
    const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
    // One after the other: each month is the first that ends after the milestone before it.
    const plan = endOfMonthAfter(start, 1);
    const trial = endOfMonthAfter(plan, 5);
    const rollout = endOfMonthAfter(trial, 6);
    return {
      kind: 'project',
      title: say('导入积分管理', 'Introduce points management'),
      purpose: say(
        '让全公司的付出看得见、算得清：先定方案，再试运行，最后全面推行。',
        'Make what everybody contributes visible and countable: plan it, try it, then roll it out.',
      ),
      points: 2000,
      start,
      order: 'sequence',
      remindDaysBefore: [7, 1],
      milestones: [
        {
          id: 'plan',
          title: say('制定方案', 'Plan'),
          work: say(
            '参加积分管理培训，编写推行方案和激励办法',
            'Attend the training, then write the roll-out plan and the incentive method',
          ),
          weight: 4000,
          due: plan,
          criterion: { text: say('方案成文，内容完整', 'The plan is written and complete') },
          late: 'allowed',
        },
        {
          id: 'trial',
          title: say('试运行', 'Trial'),
          work: say('按方案试运行两个月', 'Run the plan for two months'),
          weight: 3000,
          due: trial,
          criterion: {
            text: say('至少 5 个部门实际使用', 'In real use in at least 5 departments'),
            target: { atLeast: 5, unit: say('个部门', 'departments') },
          },
          late: 'allowed',
        },
        {
          id: 'rollout',
          title: say('全面推行', 'Roll-out'),
          work: say('督导并检查推行全过程', 'Supervise and check the whole process'),
          weight: 3000,
          due: rollout,
          criterion: { text: say('最终方案经领导验收', 'The final plan is accepted by the leader') },
          late: 'allowed',
        },
      ],
    };
  },
};

export const projectTemplates: readonly ProjectTemplate[] = [introducePointsManagement];
