// The words of holidays that come from the web, in German.
import type { enCalendarFeeds } from './en_calendar_feeds';

export const deCalendarFeeds: typeof enCalendarFeeds = {
  title: 'Feiertage aus dem Netz',
  fetch: 'Jetzt fragen',
  asking: 'wird gerade gefragt',
  never: 'hat noch nicht geantwortet',
  days: (n, last) => (n === 1 ? `ein kommender Tag, am ${last}` : `${n} kommende Tage, der letzte am ${last}`),
  noDays: 'keine kommenden Tage',
  fetched: 'Gelesen',
  next: 'wieder',
  failed: (why) => `Der letzte Versuch misslang: ${why}. Es gilt, was vorher gelesen wurde.`,
  failedFirst: (why) => `Es ließ sich nicht lesen: ${why}.`,
  same: 'Es würde sich nichts ändern.',
  held: {
    loses_most: 'Eine neuere Fassung verlöre mehr als die Hälfte der kommenden Tage. Sie gilt noch nicht.',
    too_many: 'Sie hat so viele Tage, dass es kaum Feiertage sein können. Sie gilt noch nicht.',
    asked: 'Das würde sich ändern:',
  },
  added: (n) => (n === 1 ? 'Ein Tag mehr' : `${n} Tage mehr`),
  gone: (n) => (n === 1 ? 'Ein Tag weniger' : `${n} Tage weniger`),
  more: (n) => `und ${n} weitere`,
  take: 'Übernehmen',
  leave: 'Verwerfen',
  taken: 'Der Kalender hat sich geändert. Offene Uhren folgen ihm.',
};
