/**
 * Runs what has the same key one after the other within this process. Repeated requests would wait for each other in the
 * database as well, but each with a connection of the pool that the first one may need.
 */
export const oneAtATime = () => {
  const last = new Map<string, Promise<unknown>>();
  return async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = last.get(key);
    const mine = (before ?? Promise.resolve()).then(work, work);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
};
