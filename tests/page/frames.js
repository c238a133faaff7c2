// How fast the page draws while a hand moves something on it.
const steps = 60;

// The times between one frame and the next, in milliseconds, while something is done with the page.
export async function framesDuring(page, act) {
  await page.evaluate(() => {
    const times = [];
    let last;
    const note = now => {
      if (last !== undefined) times.push(now - last);
      last = now;
      globalThis.noting = requestAnimationFrame(note);
    };
    globalThis.frameTimes = times;
    globalThis.noting = requestAnimationFrame(note);
  });
  await act();
  return page.evaluate(() => {
    cancelAnimationFrame(globalThis.noting);
    return globalThis.frameTimes;
  });
}

// Drags what is at the middle of a place in a circle.
export async function pan(page, place) {
  const { x, y } = await middleOf(place);
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= steps; ++step) {
    const angle = (step / steps) * 2 * Math.PI;
    await page.mouse.move(x + 80 * Math.sin(angle) + step, y + 80 * (1 - Math.cos(angle)));
  }
  await page.mouse.up();
}

// Turns the wheel over the middle of a place: closer, and half of the way back.
export async function zoom(page, place) {
  const { x, y } = await middleOf(place);
  await place.focus();
  await page.mouse.move(x, y);
  for (let step = 0; step < steps; ++step) await page.mouse.wheel(0, step < (steps * 2) / 3 ? -40 : 40);
}

async function middleOf(place) {
  const { x, y, width, height } = await place.boundingBox();
  return { x: x + width / 2, y: y + height / 2 };
}

// The median of some times, and what nineteen of twenty stay below.
export function spread(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const share = part => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]?.toFixed(1);
  return `p50 ${share(0.5)} ms, p95 ${share(0.95)} ms`;
}
