import { claimRefusals } from './claims/refusals.ts';

/**
 * Every way in which a request can be refused: the status, and what a person reads in either language: what
 * happened, and what to do next. Codes are stable; `{name}` is filled in from the refusal's params.
 */
type Sentence = { status: number; zh: string; en: string };

export const problems = {
  ...claimRefusals,
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
    zh: '已过截止时间，不接受逾期提交。里程碑可以先申请延期；例行任务请联系审核人。',
    en: 'The due date has passed and nothing is taken late. Ask for more time first, or talk to your reviewer.',
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
    zh: '已经申请过延期，请等审核人答复。',
    en: 'More time has already been asked for; wait for the answer.',
  },
  extension_not_asked: {
    status: 409,
    zh: '没有待答复的延期申请。',
    en: 'Nobody is asking for more time here.',
  },
  extension_outrun: {
    status: 409,
    zh: '申请延到的日期也已经过了，不能再同意。请不同意，让负责人重新申请。',
    en: 'The date that was asked for has passed as well. Decline, so that the owner can ask for a later one.',
  },
  withdraw_too_late: {
    status: 409,
    zh: '已过截止时间，撤回后就不能再提交了，所以不能撤回。',
    en: 'The due date has passed: once withdrawn it could not be handed in again, so it stays.',
  },
  transfer_to_owner: {
    status: 422,
    zh: '不能转交给负责人本人或登记人：自己的事不能自己审。请换一个人。',
    en: 'It cannot be handed to the owner or to who entered it: nobody decides on their own work. Choose somebody else.',
  },
  transfer_to_reviewer: {
    status: 422,
    zh: '审核人已经是这个人了，请换一个人。',
    en: 'This person is the reviewer already; choose somebody else.',
  },
  urged_recently: {
    status: 409,
    zh: '4 小时内已经催办过一次，请稍后再催。',
    en: 'The reviewer was urged less than 4 hours ago; try again later.',
  },
  not_yours_to_assign: {
    status: 403,
    zh: '只有积分负责人能更换负责人或审核人。其他内容可以修改后保存。',
    en: 'Only a points manager may change the owner or the reviewer. Everything else can be revised.',
  },
  owner_is_leader: {
    status: 422,
    zh: '负责人和审核人不能是同一个人。',
    en: 'The owner and the leader who accepts cannot be the same person.',
  },
  own_work: {
    status: 403,
    zh: '这是您自己负责的工作，要由审核人处理。',
    en: 'This is your own work; it is for the reviewer to decide.',
  },
  not_allowed: {
    status: 403,
    zh: '您没有权限这样操作。如有需要，请联系管理员。',
    en: 'You may not do this. If you should, ask an administrator.',
  },
  unknown_instance: {
    status: 404,
    zh: '没有找到这个项目、任务或申报。',
    en: 'There is no such project, duty or claim.',
  },
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
  invalid_request: {
    status: 422,
    zh: '请求里有 {count} 处问题，请按提示修改后再提交。',
    en: 'The request has {count} fault(s); mend what is named and send it again.',
  },
  broken_json: {
    status: 400,
    zh: '请求内容不是正确的 JSON。',
    en: 'The body is not valid JSON.',
  },
  broken_request: {
    status: 400,
    zh: '请求不完整或格式有误，请重新发送。',
    en: 'The request is broken or was cut off; send it again.',
  },
  not_json: {
    status: 415,
    zh: '请求内容必须是 application/json。',
    en: 'The body has to be application/json.',
  },
  body_too_large: {
    status: 413,
    zh: '请求内容太大，最多 {limit}。',
    en: 'The body is too large; the limit is {limit}.',
  },
  not_signed_in: {
    status: 401,
    zh: '您还没有登录，或登录已过期。请重新登录。',
    en: 'You are not signed in, or no longer. Sign in again.',
  },
  sign_in_failed: {
    status: 401,
    zh: '账号或密码不正确。',
    en: 'The account or the password is wrong.',
  },
  too_many_attempts: {
    status: 429,
    zh: '尝试次数太多，请在 {seconds} 秒后再试。',
    en: 'Too many attempts; try again in {seconds} s.',
  },
  cross_site: {
    status: 403,
    zh: '这个请求不是从本网站发出的，已拒绝。',
    en: 'This request did not come from a page of this site, so it was refused.',
  },
  not_found: { status: 404, zh: '没有这个地址。', en: 'There is nothing at this address.' },
  unknown_file: {
    status: 404,
    zh: '没有找到这个文件。',
    en: 'There is no such file.',
  },
  unknown_entry: {
    status: 404,
    zh: '没有找到这条积分明细。',
    en: 'The ledger has no such entry.',
  },
  unknown_item: {
    status: 404,
    zh: '没有找到这条计时事项。',
    en: 'There is no such item.',
  },
  unknown_delivery: {
    status: 404,
    zh: '没有这条未送达的消息，也许已经重新发送。',
    en: 'There is no such undelivered message; it may have been sent again already.',
  },
  unknown_rule_set: {
    status: 404,
    zh: '没有找到这套积分规则。',
    en: 'There is no such rule set.',
  },
  unknown_rule: { status: 404, zh: '没有找到这条积分规则。', en: 'There is no such rule.' },
  unknown_rule_draft: {
    status: 404,
    zh: '这个部门没有规则草稿，也许已经发布或删除。',
    en: 'This department has no draft; it may have been published or thrown away.',
  },
  rule_draft_exists: {
    status: 409,
    zh: '这个部门已有一份规则草稿。请接着修改，或先删除它。',
    en: 'This department has a draft already. Go on with it, or throw it away first.',
  },
  rule_set_not_ready: {
    status: 422,
    zh: '草稿里还有 {count} 处问题，全部改好后才能发布。',
    en: 'The draft has {count} fault(s); it can be published when all of them are mended.',
  },
  rule_set_unchanged: {
    status: 409,
    zh: '草稿和已发布的规则完全一样，不用再发布。',
    en: 'The draft is the same as what is published; there is nothing to publish.',
  },
  unknown_account: { status: 404, zh: '没有找到这个人。', en: 'There is no such person.' },
  unknown_position: { status: 404, zh: '没有找到这个岗位。', en: 'There is no such position.' },
  position_name_taken: {
    status: 409,
    zh: '已有同名的岗位，请换一个名称。',
    en: 'There is a position of this name already; choose another one.',
  },
  position_in_use: {
    status: 409,
    zh: '这个岗位有人任职或任过职，不能删除。可以结束任职，或修改岗位的关键指标。',
    en: 'Somebody has or had this position, so it stays. End the assignments, or change its areas.',
  },
  unknown_assignment: {
    status: 404,
    zh: '没有找到这条任职记录，可能已被删除。',
    en: 'There is no such assignment; it may have been taken back.',
  },
  unknown_absence: {
    status: 404,
    zh: '没有找到这条请假记录，可能已被删除。',
    en: 'There is no such leave; it may have been taken back.',
  },
  own_absence: {
    status: 403,
    zh: '自己的请假不能由自己登记，请找领导或积分负责人。',
    en: 'Nobody records their own leave; ask your leader or a points manager.',
  },
  no_reviewer: {
    status: 409,
    zh: '没有人可以审核：上级部门没有其他领导，也没有其他积分负责人或管理员。请联系管理员。',
    en: 'There is nobody to review this: no other leader above, and no other points manager or administrator. Ask an administrator.',
  },
  not_a_leader: {
    status: 422,
    zh: '审核人必须有“领导”角色。',
    en: 'Whoever accepts the work needs the role of a leader.',
  },
  account_taken: {
    status: 409,
    zh: '这个账号已经有人使用，请换一个。',
    en: 'This account name is taken; choose another one.',
  },
  last_administrator: {
    status: 409,
    zh: '至少要保留一位启用的管理员。',
    en: 'At least one active administrator has to remain.',
  },
  file_too_large: {
    status: 413,
    zh: '文件超过 20 MB。请压缩或拆分后再上传。',
    en: 'The file is over 20 MB. Make it smaller or split it.',
  },
  file_type_not_allowed: {
    status: 415,
    zh: '不支持这种文件。可以上传 PDF、PNG、JPEG、WebP、GIF、Word、Excel、PowerPoint，以及 UTF-8 编码的 txt、csv、md。',
    en: 'Files of this type are not taken. PDF, PNG, JPEG, WebP, GIF, Word, Excel, PowerPoint, and txt, csv, md in UTF-8 are.',
  },
  file_empty: {
    status: 422,
    zh: '文件是空的。请检查后重新上传。',
    en: 'The file is empty. Check it and upload it again.',
  },
  too_many_files: {
    status: 409,
    zh: '这个项目的文件已达 {limit} 个，不能再上传。',
    en: 'This project has {limit} files already; no more are taken.',
  },
  rule_import_not_ready: {
    status: 422,
    zh: '表格里还有 {count} 处没有答完或需要修改，请补全后再存为草稿。',
    en: 'The table has {count} thing(s) left to answer or to mend; then it can become a draft.',
  },
  spreadsheet_not_readable: {
    status: 415,
    zh: '这不是能读取的电子表格。请上传 .xlsx 或 .csv 文件。',
    en: 'This is no spreadsheet that can be read. Upload an .xlsx or a .csv file.',
  },
  spreadsheet_old_format: {
    status: 415,
    zh: '这是旧格式（.xls）的表格。请在 Excel 中另存为 .xlsx 后再上传。',
    en: 'This is in the old format (.xls). Save it as .xlsx, then upload it again.',
  },
  spreadsheet_locked: {
    status: 422,
    zh: '表格设了打开密码。请去掉密码后再上传。',
    en: 'The spreadsheet is locked with a password. Remove it, then upload it again.',
  },
  spreadsheet_too_large: {
    status: 413,
    zh: '表格太大：文件最大 5 MB，解压后最大 20 MB，最多 300 列。请拆分后再上传。',
    en: 'The spreadsheet is too large: at most 5 MB, 20 MB unpacked, and 300 columns. Split it.',
  },
  spreadsheet_too_many_rows: {
    status: 422,
    zh: '表格的行数太多，最多 {limit} 行。请拆分后再上传。',
    en: 'The table has too many rows; at most {limit} are taken. Split it.',
  },
  spreadsheet_empty: {
    status: 422,
    zh: '表格里没有内容。请检查后再上传。',
    en: 'There are no rows in the table. Check it, then upload it again.',
  },
  spreadsheet_no_header: {
    status: 422,
    zh: '没有找到表头。表格里要有这些列：{columns}。',
    en: 'No header was found. The table needs these columns: {columns}.',
  },
  spreadsheet_has_formulas: {
    status: 422,
    zh: '表格里有公式（单元格 {cell}）。请把公式粘贴为数值后再上传。',
    en: 'There is a formula in the table (cell {cell}). Paste it as a value, then upload it again.',
  },
  spreadsheet_has_macros: {
    status: 422,
    zh: '表格里有宏。请另存为不含宏的 .xlsx 文件后再上传。',
    en: 'There are macros in the file. Save it as .xlsx without them, then upload it again.',
  },
  spreadsheet_has_links: {
    status: 422,
    zh: '表格引用了其他文件或外部数据。请断开链接后再上传。',
    en: 'The file takes data from other files or places. Break the links, then upload it again.',
  },
  no_deadline: {
    status: 409,
    zh: '现在没有等待中的截止时间或提醒。',
    en: 'No deadline or reminder is being waited for.',
  },
  internal: {
    status: 500,
    zh: '服务器出错了，我们已记录下来。请稍后再试；如仍不行，请把编号 {request} 告诉管理员。',
    en: 'Something went wrong on the server and was noted. Try again; if it stays, tell an administrator the number {request}.',
  },
} as const satisfies Record<string, Sentence>;

export type ProblemCode = keyof typeof problems;

/** What a kind of refusal is called, by its status. */
export const titles: Record<number, { zh: string; en: string }> = {
  400: { zh: '请求有误', en: 'Bad request' },
  401: { zh: '需要登录', en: 'Sign-in needed' },
  403: { zh: '没有权限', en: 'Not allowed' },
  404: { zh: '没有找到', en: 'Not found' },
  409: { zh: '与当前状态冲突', en: 'Conflict with the present state' },
  412: { zh: '不是最新状态', en: 'Not the present state' },
  413: { zh: '内容太大', en: 'Too large' },
  415: { zh: '不支持的类型', en: 'Type not supported' },
  422: { zh: '内容有误', en: 'Content not acceptable' },
  429: { zh: '请求太频繁', en: 'Too many requests' },
  500: { zh: '服务器出错', en: 'Server error' },
  503: { zh: '暂时不可用', en: 'Not available at the moment' },
};
