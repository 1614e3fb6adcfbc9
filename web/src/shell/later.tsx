// What the console loads once its first place stands, in one part: more of them would split what the first place loads.
export { UrgentWatch } from '../live/urgent';
export { Bell } from '../notifications/bell';
