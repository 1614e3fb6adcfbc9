import type { enSoon } from './en_soon';

export const deSoon: typeof enSoon = {
  elapsed: (hours) => (hours < 24 ? `in ${hours} Std.` : hours === 24 ? 'in 1 Tag' : `in ${hours / 24} Tagen`),
  working: [
    ['1h', 'in 1 Arbeitsstunde'],
    ['4h', 'in 4 Arbeitsstunden'],
    ['1 working day', 'in 1 Arbeitstag'],
    ['2 working days', 'in 2 Arbeitstagen'],
    ['5 working days', 'in 5 Arbeitstagen'],
  ],
  failed: 'Der Kalender des Teams weiß keine Antwort; wählen Sie eine Zeit.',
  outside: 'Dann arbeitet niemand vom Team.',
  opens: (when) => `${when} nehmen`,
};
