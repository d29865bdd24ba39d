import type { Role } from '../../workflows/permissions.ts';
import type { DepartmentDocument } from '../store/documents.ts';

/** An invented company, for newcomers to try the product with. */
export const demoCompany = { name: '青禾文具（演示）', timeZone: 'Asia/Shanghai' };

/** One password for all, shown at the start and on the sign-in page: nothing here is anybody's. */
export const DEMO_PASSWORD = 'jifen-demo';

export type DemoPerson = { id: string; account: string; name: string; department: string; roles: Role[] };

const person = (
  number: number,
  account: string,
  name: string,
  department: string,
  ...roles: Role[]
): DemoPerson => ({ id: number.toString(16).padStart(24, 'd0'), account, name, department, roles });

export const demoPeople: DemoPerson[] = [
  person(1, 'wang', '王建国', 'general', 'leader'),
  person(2, 'li', '李敏', 'general', 'pointsManager', 'member'),
  person(3, 'zhao', '赵海峰', 'purchasing_warehouse', 'leader', 'member'),
  person(4, 'zhou', '周婷', 'purchasing', 'member'),
  person(5, 'chen', '陈志强', 'warehouse', 'member'),
  person(6, 'qian', '钱晓雯', 'sales', 'leader', 'member'),
  person(7, 'wu', '吴凯', 'key_accounts', 'member'),
  person(8, 'zheng', '郑雨', 'channels', 'member'),
  person(9, 'sun', '孙丽', 'customer_service', 'leader', 'member'),
  person(10, 'feng', '冯洁', 'customer_service', 'member'),
  person(11, 'admin', '何伟', 'general', 'administrator'),
  person(12, 'audit', '沈静', 'general', 'auditor'),
];

const led = (account: string) => demoPeople.find((candidate) => candidate.account === account)?.id ?? null;

export const demoDepartments: DepartmentDocument[] = [
  { _id: 'general', name: '总经办', parent: null, leader: led('wang') },
  { _id: 'purchasing_warehouse', name: '采购仓储部', parent: 'general', leader: led('zhao') },
  { _id: 'purchasing', name: '采购组', parent: 'purchasing_warehouse', leader: led('zhao') },
  { _id: 'warehouse', name: '仓库组', parent: 'purchasing_warehouse', leader: led('zhao') },
  { _id: 'sales', name: '销售部', parent: 'general', leader: led('qian') },
  { _id: 'key_accounts', name: '大客户组', parent: 'sales', leader: led('qian') },
  { _id: 'channels', name: '渠道组', parent: 'sales', leader: led('qian') },
  { _id: 'customer_service', name: '客服部', parent: 'general', leader: led('sun') },
];
