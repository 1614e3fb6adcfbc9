import { describe, expect, it } from 'vitest';
import { de as deFirst } from './de';
import { deAlerts } from './de_alerts';
import { deAnswer } from './de_answer';
import { deAutomation } from './de_automation';
import { deCalendarFeeds } from './de_calendar_feeds';
import { deCallHelp } from './de_call_help';
import { deChecks } from './de_checks';
import { deHeartbeats } from './de_heartbeats';
import { deMessageTexts } from './de_message_texts';
import { deNotifications } from './de_notifications';
import { deOffice } from './de_office';
import { deSkills } from './de_skills';
import { deTasks } from './de_tasks';
import { deUrgent } from './de_urgent';
import { en as enFirst } from './en';
import { enAlerts } from './en_alerts';
import { enAnswer } from './en_answer';
import { enAutomation } from './en_automation';
import { enCalendarFeeds } from './en_calendar_feeds';
import { enCallHelp } from './en_call_help';
import { enChecks } from './en_checks';
import { enHeartbeats } from './en_heartbeats';
import { enMessageTexts } from './en_message_texts';
import { enNotifications } from './en_notifications';
import { enOffice } from './en_office';
import { enSkills } from './en_skills';
import { enTasks } from './en_tasks';
import { enUrgent } from './en_urgent';

// With the parts that come with their page.
const en = {
  ...enFirst,
  ...enOffice,
  alerts: enAlerts,
  answer: enAnswer,
  automation: enAutomation,
  calendarFeeds: enCalendarFeeds,
  callHelp: enCallHelp,
  checks: enChecks,
  heartbeats: enHeartbeats,
  messageTexts: enMessageTexts,
  notifications: enNotifications,
  skills: enSkills,
  tasks: enTasks,
  urgent: enUrgent,
};
const de = {
  ...deFirst,
  ...deOffice,
  alerts: deAlerts,
  answer: deAnswer,
  automation: deAutomation,
  calendarFeeds: deCalendarFeeds,
  callHelp: deCallHelp,
  checks: deChecks,
  heartbeats: deHeartbeats,
  messageTexts: deMessageTexts,
  notifications: deNotifications,
  skills: deSkills,
  tasks: deTasks,
  urgent: deUrgent,
};

type Leaf = { path: string; value: unknown };
function leaves(node: unknown, path = ''): Leaf[] {
  if (node === null || typeof node !== 'object') return [{ path, value: node }];
  return Object.entries(node).flatMap(([key, value]) => leaves(value, path ? `${path}.${key}` : key));
}

describe('catalogues', () => {
  it('have the same sentences, each a text or a function of as many things', () => {
    // What the server describes in English needs words in other languages only.
    const own = ({ path }: Leaf) => !/^admin\.(kinds|labels)\b/.test(path);
    const shape = (catalogue: unknown) =>
      leaves(catalogue)
        .filter(own)
        .map(({ path, value }) => `${path} ${typeof value === 'function' ? value.length : 'text'}`);
    expect(shape(de)).toEqual(shape(en));
  });
  it('say something everywhere', () => {
    for (const { path, value } of [...leaves(en), ...leaves(de)])
      if (typeof value === 'string') expect(value.trim(), path).not.toBe('');
  });
  it('do not shout', () => {
    for (const { path, value } of [...leaves(en), ...leaves(de)])
      if (typeof value === 'string') expect(value, path).not.toContain('!');
  });
  it('are not left in English', () => {
    const german = new Map(leaves(de).map(({ path, value }) => [path, value]));
    const untranslated = leaves(en).filter(
      ({ path, value }) => typeof value === 'string' && value.includes(' ') && german.get(path) === value,
    );
    expect(untranslated.map(({ path }) => path)).toEqual([]);
  });
});
