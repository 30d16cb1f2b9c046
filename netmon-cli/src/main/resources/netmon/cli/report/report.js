
// Lets the reader sort and filter the tables. Without it they are in the order of their bytes.
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
