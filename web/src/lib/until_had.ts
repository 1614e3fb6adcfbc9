// Parts of the program that come over the line when they are wanted. A line that is down for that moment must not break the screen.

/** Between two tries, in milliseconds: after the n-th failure n times as long, at most a minute. */
const pauseMs = 2_000;
const pauseMostMs = 60_000;

/** Asks again when it could not be had. What only helps is asked for without end; what somebody waits for, some times. */
export async function untilHad<T>(load: () => Promise<T>, tries = Number.POSITIVE_INFINITY): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await load();
    } catch (error) {
      if (failures >= tries) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.min(failures * pauseMs, pauseMostMs)));
    }
  }
}
/** Tries for what somebody waits for: half a minute. */
export const someTries = 6;
