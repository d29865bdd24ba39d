import { firstPositions } from '../access/positions.ts';
import type { FirstStaffing } from '../store/change-staffing.ts';
import { newId } from '../store/people.ts';
import { demoPeople } from './organisation.ts';

/** Who in the demo has which of the catalogue's positions, by account; whoever is not named only leads. */
const held: Record<string, string> = {
  zhou: '采购专员',
  chen: '仓库管理员',
  qian: '销售',
  wu: '销售',
  zheng: '销售',
  sun: '客服',
  feng: '客服',
};

/** The positions of the demo and who has them, from a day on. */
export function demoStaffing(from: string): FirstStaffing {
  const positions = firstPositions();
  const assignments = demoPeople.flatMap(({ id: person, account }) => {
    const position = positions.find(({ name }) => name === held[account]);
    return position === undefined ? [] : [{ _id: newId(), person, position: position._id, from, to: null }];
  });
  return { positions, assignments };
}
