
// Lets the reader sort and filter the tables, and read, zoom and thin out the charts. Without it the tables are in the
// order of their bytes, and the charts show everything.
'use strict';
for (const table of document.querySelectorAll('table.sorted')) {
  const body = table.tBodies[0];
  table.tHead.rows[0].querySelectorAll('th').forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener('click', () => {
      const down = head.getAttribute('aria-sort') !== 'descending';
      const value = row => Number(row.cells[column].dataset.n);
      const rows = Array.from(body.rows);
      rows.sort((a, b) => column === 0
        ? b.cells[0].textContent.localeCompare(a.cells[0].textContent) : value(b) - value(a));
      if (!down) rows.reverse();
      body.replaceChildren(...rows);
      for (const each of table.tHead.rows[0].cells) each.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    });
  });
  if (body.rows.length > 10) {
    const label = document.createElement('label');
    label.className = 'filter';
    label.append('Filter: ');
    const input = document.createElement('input');
    input.type = 'search';
    label.append(input);
    table.parentElement.before(label);
    input.addEventListener('input', () => {
      const wanted = input.value.toLowerCase();
      for (const row of body.rows) row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted);
    });
  }
}

// The geometry of StackedChart.
const LEFT = 84, TOP = 10, WIDTH = 1000, HEIGHT = 300, FLOOR = TOP + HEIGHT;
const SVG = 'http://www.w3.org/2000/svg';
const hidden = new Set();
const legend = new Map();
for (const item of document.querySelectorAll('.legend li')) {
  legend.set(item.querySelector('rect').getAttribute('class'), item.textContent);
}

class Chart {
  constructor(svg) {
    this.svg = svg;
    this.plot = svg.querySelector('.plot');
    this.starts = svg.dataset.starts.split('|');
    this.paths = Array.from(this.plot.querySelectorAll('path'));
    const tops = this.paths.map(path => this.heights(path));
    // A path has the bytes of its application and of those below it in the stack.
    this.values = tops.map((top, k) => top.map((height, i) => height - (k + 1 < tops.length ? tops[k + 1][i] : 0)));
    this.scale = svg.querySelectorAll('text:not(.time)')[4].textContent.split(' ');
    this.times = Array.from(svg.querySelectorAll('.time'), text => ({ text, x: Number(text.getAttribute('x')) }));
    this.mark = document.createElementNS(SVG, 'rect');
    this.mark.setAttribute('class', 'mark');
    svg.append(this.mark);
    this.output = document.createElement('output');
    this.output.className = 'cursor';
    this.output.textContent = 'Point at the chart for its numbers, drag over it to zoom.';
    this.whole = document.createElement('button');
    this.whole.type = 'button';
    this.whole.className = 'whole';
    this.whole.textContent = 'Show the whole time';
    this.whole.addEventListener('click', () => this.show(LEFT, WIDTH));
    svg.closest('figure').append(this.output, this.whole);
    svg.addEventListener('pointerdown', event => this.begin(event));
    svg.addEventListener('pointermove', event => this.move(event));
    svg.addEventListener('pointerup', event => this.end(event));
    svg.addEventListener('pointerleave', () => this.drawMark(0, 0));
    this.show(LEFT, WIDTH);
  }

  edge(i) { return LEFT + Math.round(WIDTH * i / this.starts.length); }

  // The height of each bucket of an outline such as M84 310V200H90V...
  heights(path) {
    const found = [];
    let y = FLOOR;
    for (const [, letter, number] of path.getAttribute('d').matchAll(/([VH])(\d+)/g)) {
      if (letter === 'V') y = Number(number);
      while (letter === 'H' && found.length < this.starts.length && this.edge(found.length + 1) <= Number(number)) {
        found.push(FLOOR - y);
      }
    }
    while (found.length < this.starts.length) found.push(0);
    return found;
  }

  draw() {
    const sum = this.starts.map(() => 0);
    for (let k = this.paths.length - 1; k >= 0; k--) {
      const isShown = !hidden.has(this.paths[k].getAttribute('class'));
      let outline = 'M' + LEFT + ' ' + FLOOR;
      sum.forEach((height, i) => {
        sum[i] = height + (isShown ? this.values[k][i] : 0);
        outline += 'V' + (FLOOR - sum[i]) + 'H' + this.edge(i + 1);
      });
      this.paths[k].setAttribute('d', isShown ? outline + 'V' + FLOOR + 'z' : '');
    }
  }

  show(from, width) {
    this.from = from;
    this.width = width;
    this.plot.setAttribute('viewBox', from + ' 0 ' + width + ' ' + (FLOOR + 24));
    this.whole.hidden = width === WIDTH;
    for (const { text, x } of this.times) {
      const shown = LEFT + (x - from) * WIDTH / width;
      text.setAttribute('x', shown);
      text.style.display = shown < LEFT || shown > LEFT + WIDTH - 60 ? 'none' : '';
    }
  }

  // The place of the pointer in the units of the chart.
  place(event) {
    const box = this.svg.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width * (LEFT + WIDTH);
    return Math.min(LEFT + WIDTH, Math.max(LEFT, x));
  }

  begin(event) {
    if (event.pointerType !== 'touch' && event.button === 0) {
      this.start = this.place(event);
      this.svg.setPointerCapture(event.pointerId);
      event.preventDefault();
    }
  }

  move(event) {
    const x = this.place(event);
    if (this.start !== undefined) this.drawMark(Math.min(this.start, x), Math.abs(x - this.start));
    const at = this.from + (x - LEFT) * this.width / WIDTH;
    let i = 0;
    while (i + 1 < this.starts.length && this.edge(i + 1) <= at) i++;
    const factor = WIDTH / this.width;
    if (this.start === undefined) {
      this.drawMark(LEFT + (this.edge(i) - this.from) * factor, (this.edge(i + 1) - this.edge(i)) * factor);
    }
    this.tell(i);
  }

  end(event) {
    if (this.start === undefined) return;
    const x = this.place(event);
    const from = Math.min(this.start, x), to = Math.max(this.start, x);
    this.start = undefined;
    this.drawMark(0, 0);
    if (to - from > 8) {
      const factor = this.width / WIDTH;
      this.show(this.from + (from - LEFT) * factor, Math.max(4, (to - from) * factor));
    }
  }

  drawMark(x, width) {
    const left = Math.max(LEFT, x);
    const values = { x: left, y: TOP, width: Math.max(0, Math.min(LEFT + WIDTH, x + width) - left), height: HEIGHT };
    for (const name in values) this.mark.setAttribute(name, values[name]);
  }

  tell(i) {
    const parts = this.paths.map((path, k) => ({ name: path.getAttribute('class'), height: this.values[k][i] }))
      .filter(each => !hidden.has(each.name) && each.height > 0);
    const amount = height => (height / HEIGHT * Number(this.scale[0])).toFixed(2) + ' ' + this.scale[1];
    const sum = parts.reduce((all, each) => all + each.height, 0);
    parts.sort((a, b) => b.height - a.height);
    this.output.textContent = this.starts[i] + ': about ' + amount(sum)
      + parts.map(each => ', ' + legend.get(each.name) + ' ' + amount(each.height)).join('');
  }
}

const charts = Array.from(document.querySelectorAll('svg.chart'), svg => new Chart(svg));
for (const item of document.querySelectorAll('.legend li')) {
  const name = item.querySelector('rect').getAttribute('class');
  if (name === 'gap') continue;
  const label = document.createElement('label');
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.checked = true;
  label.append(box, ...item.childNodes);
  item.append(label);
  box.addEventListener('change', () => {
    if (box.checked) hidden.delete(name); else hidden.add(name);
    charts.forEach(each => each.draw());
  });
}
