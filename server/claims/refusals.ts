/** Why something cannot be claimed, or a claim not be decided so, in the words of either language. */
export const claimRefusals = {
  wrong_fact: {
    status: 422,
    zh: '申报的内容与规则不符。请按规则填写数量、金额或处理意见。',
    en: 'This is not what the rule takes. Give the units, the money or the decision that it asks for.',
  },
  day_in_future: {
    status: 422,
    zh: '发生日期还没有到。请在当天或之后申报。',
    en: 'That day has not come yet. Claim it on the day or later.',
  },
  day_outside_period: {
    status: 422,
    zh: '发生日期不在这条规则的期限内。请核对日期。',
    en: 'That day is outside the period of the rule. Check the day.',
  },
  points_missing: {
    status: 422,
    zh: '这条规则由审核人定分，请填写分值。',
    en: 'The reviewer chooses the points of this rule: say how many.',
  },
  points_outside_range: {
    status: 422,
    zh: '分值超出了规则允许的范围。请在范围内选择。',
    en: 'That is outside the range of the rule. Choose points within it.',
  },
  points_not_chosen: {
    status: 422,
    zh: '这条规则的分值由系统计算，不能另行指定。',
    en: 'The points of this rule follow by themselves; nobody chooses them.',
  },
  already_claimed: {
    status: 409,
    zh: '这个外部编号已经申报过了。请到“申报”里查看原来的申报，不要重复申报。',
    en: 'This external id has been claimed before. Look at that claim; nothing is counted twice.',
  },
  not_claimable: {
    status: 422,
    zh: '这条规则不用申报：例行任务在“我的工作”里提交，计时事项由系统或负责人录入。',
    en: 'Nothing is claimed for this rule: duties are handed in under My work, and timed items are recorded.',
  },
  rule_not_yet: {
    status: 422,
    zh: '这条规则在发生日期还没有生效。请核对日期，或在生效后申报。',
    en: 'This rule did not hold yet on that day. Check the day, or claim once it holds.',
  },
  rule_ended: {
    status: 422,
    zh: '这条规则在发生日期已经停用。请核对日期，或咨询积分负责人。',
    en: 'This rule had ended by that day. Check the day, or ask a points manager.',
  },
  rule_differs_on_day: {
    status: 422,
    zh: '新的发生日期适用这条规则的另一个版本。请撤回这条申报，按新的日期重新申报。',
    en: 'Another version of the rule holds on the new day. Withdraw this claim, and file one for that day.',
  },
  not_your_position: {
    status: 422,
    zh: '在发生日期没有适用这条规则的岗位。请核对日期，或请积分负责人登记任职。',
    en: 'There was no position with this rule on that day. Check the day, or ask a points manager for the position.',
  },
} as const;
