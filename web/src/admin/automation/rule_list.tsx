// The rules in the order in which they go, to be moved and switched on and off where they stand, with what each did last.
import { ActionIcon, Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ruleStandingsOptions } from '../../api/automation';
import { changeRecord, type AnyRecord } from '../../api/kinds';
import { useFormat } from '../../i18n';
import { useOffice } from '../../i18n/office';
import { moved } from '../../lib/rule';
import { ChevronIcon } from '../../ui/icons';
import { toastError } from '../../ui/toast';
import { sayName } from '../special';
import { useWords } from './words';
import classes from './automation.module.css';

const path = 'automation_rules';
/** Between two rules there is room for others. */
const step = 10;

const positionOf = (rule: AnyRecord) => (typeof rule.position === 'number' ? rule.position : 0);
const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

export function RuleList({ rows, onOpen }: { rows: AnyRecord[]; onOpen(row: AnyRecord): void }) {
  const t = useOffice();
  const w = useWords();
  const client = useQueryClient();
  const standings = useQuery(ruleStandingsOptions).data ?? [];
  const rules = [...rows].sort((a, b) => positionOf(a) - positionOf(b) || (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  const write = useMutation({
    mutationFn: async (changes: { rule: AnyRecord; values: Record<string, unknown> }[]) => {
      for (const { rule, values } of changes) await changeRecord(path, rule.id, values, rule.version);
    },
    onError: (error) => toastError(t, error),
    onSettled: () => client.invalidateQueries({ queryKey: ['records', path] }),
  });
  const move = (from: number, to: number) =>
    write.mutate(
      moved(rules, from, to)
        .map((rule, i) => ({ rule, values: { position: (i + 1) * step } }))
        .filter(({ rule, values }) => positionOf(rule) !== values.position),
    );
  return (
    <ol className={classes.rules} aria-label={w.list}>
      {rules.map((rule, i) => {
        const name = textOf(rule.name);
        const active = rule.active !== false;
        return (
          <li key={rule.id} className={classes.rule} data-inactive={!active || undefined}>
            <span className={classes.moves}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                disabled={i === 0 || write.isPending}
                aria-label={w.up(name)}
                onClick={() => move(i, i - 1)}
              >
                <span style={{ transform: 'rotate(180deg)', display: 'flex' }}>
                  <ChevronIcon size={14} />
                </span>
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                disabled={i === rules.length - 1 || write.isPending}
                aria-label={w.down(name)}
                onClick={() => move(i, i + 1)}
              >
                <ChevronIcon size={14} />
              </ActionIcon>
            </span>
            <span>
              <button type="button" className={classes.ruleName} onClick={() => onOpen(rule)}>
                {name}
              </button>
              {!active && <span className={classes.mark}>{textOf(rule.stopped) !== '' ? w.stopped : t.admin.inactive}</span>}
              <span className={`${classes.ruleText} dim`}>
                {[sayName(t, textOf(rule.trigger)), textOf(rule.applies)].filter((part) => part !== '').join(' · ')}
              </span>
              <Last standing={standings.find((one) => one.rule === rule.id)} />
            </span>
            <Switch
              size="sm"
              aria-label={w.active(name)}
              checked={active}
              disabled={write.isPending}
              onChange={(event) => write.mutate([{ rule, values: { active: event.currentTarget.checked } }])}
            />
          </li>
        );
      })}
    </ol>
  );
}

function Last({ standing }: { standing?: { runs: number; left_out: number; last_at: string } }) {
  const w = useWords();
  const format = useFormat();
  if (!standing) return <span className={`${classes.ruleText} dim`}>{w.never}</span>;
  const parts = [w.times(standing.runs), w.last(format.brief(standing.last_at))];
  if (standing.left_out > 0) parts.push(w.someLeftOut(standing.left_out));
  return <span className={`${classes.ruleText} dim`}>{parts.join(' · ')}</span>;
}
