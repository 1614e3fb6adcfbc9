// What a browser runs first, and so small: it asks for the program, for its first place and for who is there, all at once.
import { beginEarly } from './first_place';

async function begin(): Promise<void> {
  const early = beginEarly();
  const { start } = await import('./main');
  await start(early);
}
void begin();
