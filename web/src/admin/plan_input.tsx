// The layers of a roster as a form: how long a turn is, when it is handed off, and who takes turns in which order.
import { ActionIcon, Button, NumberInput, Select, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { useNames } from '../api/names';
import type { Id } from '../api/types';
import { useOffice } from '../i18n/office';
import {
  calendarUses,
  lastLineUp,
  layersOf,
  memberChanges,
  moved,
  noticesOf,
  planOf,
  stackings,
  units,
  withLastLineUp,
  withLaterLineUp,
  withMember,
  withMemberFrom,
  type PlanLayer,
  type PlanTurn,
} from '../lib/plan';
import { BackIcon, CloseIcon, ForwardIcon } from '../ui/icons';
import { PersonPicker } from '../ui/pickers';
import { zones, type SpecialProps } from './special';
import classes from './plan.module.css';

const today = () => new Date().toISOString().slice(0, 10);
/** A day later, so that another order can follow. */
const dayAfter = (date: string) => new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

export function PlanInput({ field, label, error, values, set }: SpecialProps) {
  const t = useOffice();
  const w = t.onCall.plan;
  const layers = layersOf(values[field.name]);
  const notices = noticesOf(values[field.name]);
  const change = (next: PlanLayer[]) => set(planOf(next, notices));
  const fresh: PlanLayer = {
    name: w.newLayer(layers.length + 1),
    unit: 'weeks',
    every: 1,
    hand_off: '09:00',
    starts_on: today(),
    line_ups: [{ from: today(), turns: [{ people: [] }] }],
  };
  return (
    <fieldset className={classes.plan}>
      <legend>{label}</legend>
      <p className="dim">{layers.length === 0 ? w.none : w.order}</p>
      {layers.map((layer, i) => (
        <LayerInput
          key={i}
          layer={layer}
          lowest={i === 0}
          set={(next) => change(layers.map((old, at) => (at === i ? next : old)))}
          remove={() => change(layers.filter((_, at) => at !== i))}
        />
      ))}
      <Button size="compact-sm" variant="default" onClick={() => change([...layers, fresh])}>
        {w.addLayer}
      </Button>
      <NumberInput
        size="xs"
        label={w.notice}
        description={w.noticeHelp}
        min={0}
        max={1440}
        allowDecimal={false}
        value={notices.minutes ?? ''}
        onChange={(value) => set(planOf(layers, { ...notices, minutes: value === '' ? null : Number(value) }))}
      />
      <GapNotices days={notices.gapDays} set={(gapDays) => set(planOf(layers, { ...notices, gapDays }))} />
      {error && (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** What is offered; other days come by the API or a file, and stay. */
const gapDays = ['14,7,1', '3,1', '1'];
const usual = 'usual';

function GapNotices({ days, set }: { days: number[] | null; set(days: number[] | null): void }) {
  const w = useOffice().onCall.plan;
  const value = days?.join(',') ?? usual;
  const others = [...new Set([...gapDays, value])].filter((one) => one !== usual && one !== '');
  return (
    <Select
      size="xs"
      label={w.gapNotice}
      description={w.gapNoticeHelp}
      allowDeselect={false}
      data={[
        { value: usual, label: w.gapNoticeDays([7, 1]) },
        ...others.map((one) => ({ value: one, label: w.gapNoticeDays(one.split(',').map(Number)) })),
        { value: '', label: w.gapNoticeNever },
      ]}
      value={value}
      onChange={(said) => set(said === usual || said === null ? null : said === '' ? [] : said.split(',').map(Number))}
    />
  );
}

interface LayerProps {
  layer: PlanLayer;
  lowest: boolean;
  set(layer: PlanLayer): void;
  remove(): void;
}

function LayerInput({ layer, lowest, set, remove }: LayerProps) {
  const t = useOffice();
  const w = t.onCall.plan;
  const id = useId();
  const lineUp = lastLineUp(layer);
  const earlier = layer.line_ups.length - 1;
  const put = <K extends keyof PlanLayer>(name: K, value: PlanLayer[K] | '' | null) => set(withMember(layer, name, value));
  /** The first turns begin with the layer: its date moves both. */
  const begin = (date: string) =>
    set({
      ...layer,
      starts_on: date,
      line_ups: layer.line_ups.map((one) => (one.from === layer.starts_on ? { ...one, from: date } : one)),
    });
  const turns = (next: PlanTurn[]) => set(withLastLineUp(layer, { ...lineUp, turns: next }));
  return (
    <section className={classes.layer} aria-labelledby={id}>
      <div className={classes.layerHead}>
        <h3 id={id}>{layer.name}</h3>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={remove}>
          {w.removeLayer(layer.name)}
        </Button>
      </div>
      <div className={classes.fields}>
        <TextInput size="xs" label={w.name} value={layer.name} onChange={(event) => put('name', event.currentTarget.value)} />
        <NumberInput
          size="xs"
          label={w.every}
          min={1}
          max={366}
          allowDecimal={false}
          value={layer.every ?? 1}
          onChange={(value) => put('every', Number(value) || 1)}
        />
        <Select
          size="xs"
          label={w.unit}
          allowDeselect={false}
          data={units.map((value) => ({ value, label: w.units[value] }))}
          value={layer.unit ?? 'weeks'}
          onChange={(value) => put('unit', units.find((one) => one === value) ?? 'weeks')}
        />
        <TextInput
          size="xs"
          type="time"
          label={w.handOff}
          value={layer.hand_off ?? '00:00'}
          onChange={(event) => put('hand_off', event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          type="date"
          label={w.startsOn}
          value={layer.starts_on}
          onChange={(event) => event.currentTarget.value && begin(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          type="date"
          label={w.endsOn}
          value={layer.ends_on ?? ''}
          onChange={(event) => put('ends_on', event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          label={w.hours}
          placeholder={w.hoursHelp}
          value={layer.hours ?? ''}
          onChange={(event) => put('hours', event.currentTarget.value)}
        />
        <Select
          size="xs"
          label={w.calendar}
          allowDeselect={false}
          data={calendarUses.map((value) => ({ value, label: w.calendars[value] }))}
          value={layer.calendar ?? 'any'}
          onChange={(value) => put('calendar', calendarUses.find((one) => one === value && one !== 'any') ?? null)}
        />
        {!lowest && (
          <Select
            size="xs"
            label={w.stacking}
            allowDeselect={false}
            data={stackings.map((value) => ({ value, label: w.stackings[value] }))}
            value={layer.stacking ?? 'above'}
            onChange={(value) => put('stacking', value === 'beside' ? value : null)}
          />
        )}
        <Select
          size="xs"
          label={w.zone}
          searchable
          clearable
          limit={100}
          data={zones}
          value={layer.zone ?? null}
          onChange={(value) => put('zone', value)}
          nothingFoundMessage={t.palette.nothing}
        />
      </div>
      <h4>{w.lineUp}</h4>
      {earlier > 0 && <p className="dim">{w.earlier(earlier)}</p>}
      <TextInput
        size="xs"
        type="date"
        label={w.from}
        value={lineUp.from}
        onChange={(event) =>
          event.currentTarget.value && set(withLastLineUp(layer, { ...lineUp, from: event.currentTarget.value }))
        }
      />
      {layer.starts_on < today() && <ComeOrGo layer={layer} set={set} />}
      <Turns turns={lineUp.turns} set={turns} />
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        onClick={() => set(withLaterLineUp(layer, lineUp.from < today() ? today() : dayAfter(lineUp.from)))}
      >
        {w.newOrder}
      </Button>
    </section>
  );
}

/** Somebody comes into a rotation that runs, or leaves it, from a day on: nobody else's turn moves before that. */
function ComeOrGo({ layer, set }: { layer: PlanLayer; set(layer: PlanLayer): void }) {
  const t = useOffice();
  const w = t.onCall.plan;
  const nameOf = useNames();
  const [change, setChange] = useState<(typeof memberChanges)[number]>('join');
  const [person, setPerson] = useState<Id | null>(null);
  const [from, setFrom] = useState(() => dayAfter(today()));
  const [said, setSaid] = useState('');
  const apply = () => {
    if (!person || from === '') return;
    const next = withMemberFrom(layer, person, change, from);
    setSaid(next === layer ? w.comeOrGoNothing(nameOf(person)) : w.comeOrGoDone(nameOf(person)));
    if (next === layer) return;
    set(next);
    setPerson(null);
  };
  return (
    <fieldset className={classes.comeOrGo}>
      <legend>{w.comeOrGo}</legend>
      <p className="dim">{w.comeOrGoHelp}</p>
      <div className={classes.fields}>
        <Select
          size="xs"
          label={w.comeOrGoWhat}
          allowDeselect={false}
          data={memberChanges.map((value) => ({ value, label: w.memberChanges[value] }))}
          value={change}
          onChange={(value) => setChange(memberChanges.find((one) => one === value) ?? 'join')}
        />
        <PersonPicker size="xs" label={w.comeOrGoWho} value={person} onChange={setPerson} />
        <TextInput
          size="xs"
          type="date"
          label={w.comeOrGoFrom}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
      </div>
      <Button size="compact-xs" variant="default" disabled={!person || from === ''} onClick={apply}>
        {w.comeOrGoApply}
      </Button>
      <p role="status">{said}</p>
    </fieldset>
  );
}

function Turns({ turns, set }: { turns: PlanTurn[]; set(turns: PlanTurn[]): void }) {
  const t = useOffice();
  const w = t.onCall.plan;
  const change = (i: number, turn: PlanTurn) => set(turns.map((old, at) => (at === i ? turn : old)));
  return (
    <>
      <ol className={classes.turns}>
        {turns.map((turn, i) => (
          <li key={i}>
            <span className={classes.turnName}>
              {w.turn(i + 1)}
              {turn.people.length === 0 && <span className="dim"> ({w.vacant})</span>}
            </span>
            <Chosen ids={turn.people} add={w.addPerson} set={(people) => change(i, { ...turn, people })} />
            <Chosen ids={turn.shadows ?? []} add={w.shadows} shadow set={(shadows) => change(i, { ...turn, shadows })} />
            <span className={classes.moves}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={w.up(i + 1)}
                disabled={i === 0}
                onClick={() => set(moved(turns, i, i - 1))}
              >
                <BackIcon size={14} className={classes.upward} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={w.down(i + 1)}
                disabled={i === turns.length - 1}
                onClick={() => set(moved(turns, i, i + 1))}
              >
                <ForwardIcon size={14} className={classes.upward} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={w.removeTurn(i + 1)}
                disabled={turns.length === 1}
                onClick={() => set(turns.filter((_, at) => at !== i))}
              >
                <CloseIcon size={14} />
              </ActionIcon>
            </span>
          </li>
        ))}
      </ol>
      <Button size="compact-xs" variant="default" onClick={() => set([...turns, { people: [] }])}>
        {w.addTurn}
      </Button>
    </>
  );
}

/** The people of a turn, and a field that takes one more. */
function Chosen({ ids, add, shadow, set }: { ids: Id[]; add: string; shadow?: boolean; set(ids: Id[]): void }) {
  const t = useOffice();
  const nameOf = useNames();
  return (
    <span className={classes.chosen} data-shadow={shadow || undefined}>
      {ids.map((id) => (
        <span key={id} className={classes.person}>
          {nameOf(id)}
          <ActionIcon
            size="xs"
            variant="transparent"
            color="gray"
            aria-label={t.onCall.plan.removePerson(nameOf(id))}
            onClick={() => set(ids.filter((one) => one !== id))}
          >
            <CloseIcon size={12} />
          </ActionIcon>
        </span>
      ))}
      <PersonPicker
        size="xs"
        ariaLabel={add}
        placeholder={add}
        value={null}
        onChange={(id) => id && !ids.includes(id) && set([...ids, id])}
      />
    </span>
  );
}
