/**
 * The result of `work`, or what `late` throws once so many ms have passed. The work itself goes on, but nobody
 * waits for it: a driver whose socket is closed at the wrong moment never answers (mongodb 7.9 waits for a
 * drain that no longer comes).
 */
export async function within<Result>(ms: number, work: Promise<Result>, late: () => Error): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late()), ms);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
