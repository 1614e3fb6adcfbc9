// All of this part: parts of their own would split what the first place loads.
export { ConditionInput } from './condition_input';
export { DeedsInput } from './deeds_input';
export { RuleFoot } from './rule_foot';
export { RuleList } from './rule_list';
export { RuleRuns } from './rule_runs';
