// What runs inside the measured browser: a bare loop of moving rectangles, a watch over frames and long tasks, and the price of
// posting what a frame says as bytes and as objects, and how soon a change is seen. Each function stands alone, since it is sent there as text.

/** Moves and draws so many rectangles in each frame, and does nothing else. */
export function bareLoop(dots) {
  const [width, height] = [1200, 800];
  const random = (scale) => Float32Array.from({ length: dots }, () => Math.random() * scale);
  const [x, y, dx, dy] = [random(width), random(height), random(4), random(4)];
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  document.body.replaceChildren(canvas);
  const context = canvas.getContext('2d');
  const colours = ['#d33', '#3a3', '#33d', '#aa3'];
  const draw = () => {
    for (let n = 0; n < dots; n++) {
      x[n] += dx[n];
      y[n] += dy[n];
      if (x[n] < 0 || x[n] > width) dx[n] = -dx[n];
      if (y[n] < 0 || y[n] > height) dy[n] = -dy[n];
    }
    context.clearRect(0, 0, width, height);
    for (let k = 0; k < 4; k++) {
      context.fillStyle = colours[k];
      for (let n = k; n < dots; n += 4) context.fillRect(x[n], y[n], 4, 4);
    }
    window.loop = requestAnimationFrame(draw);
  };
  draw();
}

export function stopLoop() {
  cancelAnimationFrame(window.loop);
}

/** Counts frames and finds the longest task (0: none over 50 ms) until `window.watched.stop()`. */
export function watchFrames() {
  let frames = 0;
  let longest = 0;
  let handle = 0;
  const beat = () => {
    frames++;
    handle = requestAnimationFrame(beat);
  };
  handle = requestAnimationFrame(beat);
  const look = (list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  };
  const observer = new PerformanceObserver(look);
  observer.observe({ type: 'longtask' });
  window.watched = {
    stop: () => {
      cancelAnimationFrame(handle);
      look({ getEntries: () => observer.takeRecords() });
      observer.disconnect();
      return { frames, longest };
    },
  };
}

/** Milliseconds from posting what a frame says of so many users to having read it: handed over as bytes, and as objects. */
export async function posted(users) {
  const { port1, port2 } = new MessageChannel();
  const once = (message, transfer, read) =>
    new Promise((resolve) => {
      const began = performance.now();
      port2.onmessage = ({ data }) => {
        read(data);
        resolve(performance.now() - began);
      };
      port1.postMessage(message, transfer);
    });
  const middle = (values) => values.sort((a, b) => a - b)[values.length >> 1];
  const bytes = [];
  const objects = [];
  let sum = 0;
  for (let round = 0; round < 9; round++) {
    const cells = Uint8Array.from({ length: users + 1 }, (_, n) => n % 40);
    bytes.push(
      await once({ time: round, cells, users }, [cells.buffer], (data) => {
        for (const cell of data.cells) sum += cell & 7;
      }),
    );
    const list = Array.from({ length: users }, (_, n) => ({
      user: n + 1,
      kind: n % 6,
      status: n % 3,
      repaired: false,
    }));
    objects.push(
      await once({ time: round, list, users }, [], (data) => {
        for (const { kind } of data.list) sum += kind;
      }),
    );
  }
  return { bytes: middle(bytes), objects: middle(objects), sum };
}

/** Presses a button; milliseconds until so many active faults are listed. After a minute it fails. */
export function until({ button, count }) {
  const listed = () => document.querySelectorAll('[aria-label="Active faults"] li').length;
  return new Promise((resolve, reject) => {
    const began = performance.now();
    button.click();
    const look = () => {
      if (listed() === count) resolve(performance.now() - began);
      else if (performance.now() - began > 60_000) reject(new Error(`${listed()} active faults listed, not ${count}`));
      else requestAnimationFrame(look);
    };
    look();
  });
}
