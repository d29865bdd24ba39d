/**
 * Every way in which a request can be refused: the status, and what a person reads in either language: what
 * happened, and what to do next. Codes are stable; `{name}` is filled in from the refusal's params.
 */
type Sentence = { status: number; zh: string; en: string };

export const problems = {
  not_taken: {
    status: 409,
    zh: '现在的状态下不能这样操作。请刷新后，从可用的操作里选择。',
    en: 'This is not possible in the present state. Refresh, and choose from what is offered.',
  },
  value_missing: {
    status: 422,
    zh: '这项衡量标准要求填写达到的数量。',
    en: 'The criterion asks for a number: fill in what was reached.',
  },
  shortfall_unexplained: {
    status: 422,
    zh: '数量还没达到标准。请说明原因后再提交。',
    en: 'The number falls short of the criterion. Say why, then submit.',
  },
  evidence_missing: {
    status: 422,
    zh: '还没有佐证材料。请填写说明、添加链接或上传文件。',
    en: 'There is no evidence yet. Write a text, add a link or upload a file.',
  },
  late_not_possible: {
    status: 409,
    zh: '已过截止时间，这个里程碑不接受逾期提交。请先申请延期。',
    en: 'The due date has passed and this milestone takes nothing late. Ask for more time first.',
  },
  due_needed: {
    status: 422,
    zh: '已过截止时间，且不接受逾期提交：请同时给出新的截止日期。',
    en: 'The due date has passed and nothing late is taken: name a new due date as well.',
  },
  due_not_later: {
    status: 422,
    zh: '新的截止日期必须晚于现在和原来的截止日期。',
    en: 'The new due date has to be later than now and than the old one.',
  },
  extension_already_asked: {
    status: 409,
    zh: '已经申请过延期，请等领导答复。',
    en: 'More time has already been asked for; wait for the answer.',
  },
  extension_not_asked: {
    status: 409,
    zh: '没有待答复的延期申请。',
    en: 'Nobody is asking for more time here.',
  },
  owner_is_leader: {
    status: 422,
    zh: '负责人和验收领导不能是同一个人。',
    en: 'The owner and the leader who accepts cannot be the same person.',
  },
  own_work: {
    status: 403,
    zh: '不能审核自己的工作，请由领导处理。',
    en: 'Nobody decides on their own work; leave it to the leader.',
  },
  not_allowed: {
    status: 403,
    zh: '您没有权限这样操作。如有需要，请联系管理员。',
    en: 'You may not do this. If you should, ask an administrator.',
  },
  unknown_instance: { status: 404, zh: '没有找到这个项目。', en: 'There is no such project.' },
  unknown_milestone: {
    status: 404,
    zh: '这个项目里没有这个里程碑。',
    en: 'The project has no such milestone.',
  },
  unknown_person: {
    status: 422,
    zh: '没有这个人，或账号已停用。',
    en: 'There is no such person, or the account is closed.',
  },
  command_id_reused: {
    status: 409,
    zh: '这个 commandId 已用于另一个请求。请换一个新的再发送。',
    en: 'This commandId was used for another request. Send again with a new one.',
  },
  stale: {
    status: 412,
    zh: '您看到的不是最新状态，别人已经操作过。请刷新后再决定。',
    en: 'What you saw is not the present state; somebody was quicker. Refresh, then decide.',
  },
  too_busy: {
    status: 503,
    zh: '同一个项目上的操作太多，请稍后再试。',
    en: 'Too much is going on in this project at once. Try again in a moment.',
  },
  database_unavailable: {
    status: 503,
    zh: '数据库暂时连不上，什么都没有写入。请稍后再试。',
    en: 'The database cannot be reached; nothing was written. Try again in a moment.',
  },
  outcome_unknown: {
    status: 503,
    zh: '暂时无法确认是否已保存。请用同一个 commandId 重试，不会重复执行。',
    en: 'It is not known yet whether this was saved. Send it again with the same commandId: it is done only once.',
  },
} as const satisfies Record<string, Sentence>;

export type ProblemCode = keyof typeof problems;
