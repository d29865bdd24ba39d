/** Why an event that the state would take cannot be taken as it was sent; stable codes of the API. */
export type Fault =
  | 'value_missing'
  | 'shortfall_unexplained'
  | 'evidence_missing'
  | 'late_not_possible'
  | 'due_needed'
  | 'due_not_later'
  | 'extension_already_asked'
  | 'extension_not_asked'
  | 'extension_outrun'
  | 'withdraw_too_late'
  | 'owner_is_leader'
  | 'wrong_fact'
  | 'day_in_future'
  | 'day_outside_period'
  | 'points_missing'
  | 'points_outside_range'
  | 'points_not_chosen';
