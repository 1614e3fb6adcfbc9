// The views of the queue: what each one holds, in the condition language, and how it is ordered.
export const views = ['mine', 'teams', 'unassigned', 'open', 'due', 'breached', 'escalated', 'resolved'] as const;
/** Views and orders of what was promised and whom it was told to, for those who read it. */
export const ofPromises = ['due', 'breached', 'escalated'];
export const readable = <Name extends string>(names: readonly Name[], promises: boolean): Name[] =>
  names.filter((name) => promises || !ofPromises.includes(name));
export type View = (typeof views)[number];
/** Where somebody begins: the own work for who is assigned any, the whole picture for who conducts or looks on. */
const workers = ['analyst', 'technician', 'supplier'];
export const firstView = (roles: readonly string[]): View => (roles.some((role) => workers.includes(role)) ? 'mine' : 'open');
export const isView = (name: string): name is View => (views as readonly string[]).includes(name);

/** `all`: the whole register. */
export type ListView = View | 'all';

const conditions: Record<ListView, string> = {
  mine: 'open = true and assignee = me',
  teams: 'open = true and team in my_teams',
  unassigned: 'open = true and assignee is absent',
  open: 'open = true',
  due: 'open = true and due_at < now + 2h',
  breached: 'open = true and breached = true',
  escalated: 'open = true and escalated = true',
  resolved: 'state = resolved',
  all: '',
};

export const orders = ['urgency', 'due', '-opened_at', 'opened_at', '-updated_at'] as const;
export type OrderName = (typeof orders)[number];

export function orderOf(view: ListView, asked: string | undefined): OrderName {
  const wanted = orders.find((order) => order === asked);
  if (wanted) return wanted;
  if (view === 'all') return '-opened_at';
  if (view === 'due' || view === 'breached') return 'due';
  return view === 'resolved' ? '-updated_at' : 'urgency';
}

/** The view's condition and the person's own one, as one. */
export function conditionOf(view: ListView, filter: string | undefined): string {
  const own = filter?.trim() ?? '';
  const base = conditions[view];
  if (own === '' || base === '') return own || base;
  return `${base} and (${own})`;
}

/** How far the person's own filter is shifted in the condition that the server reads. */
export function shiftOf(view: ListView): number {
  const base = conditions[view];
  return base === '' ? 0 : base.length + ' and ('.length;
}
