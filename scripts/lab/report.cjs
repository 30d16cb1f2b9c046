// Usage: report.cjs BROWSER PAGE [FOLDER], with pictures of the page into FOLDER. See scripts/checks/report.
'use strict';
const fs = require('fs');
const { chromium } = require('playwright-core');
const [browser, page, pictures] = process.argv.slice(2);
const VIEWS = [
  { name: 'desktop', width: 1280, height: 900, colorScheme: 'light', script: true },
  { name: 'dark', width: 1280, height: 900, colorScheme: 'dark', script: true },
  { name: 'phone', width: 390, height: 844, colorScheme: 'light', script: true },
  { name: 'plain', width: 390, height: 844, colorScheme: 'dark', script: false },
];
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const faults = [];

async function look(chrome, view) {
  const context = await chrome.newContext({
    viewport: { width: view.width, height: view.height }, colorScheme: view.colorScheme, javaScriptEnabled: view.script,
  });
  const tab = await context.newPage();
  const expect = (holds, fault) => holds || faults.push(view.name + ': ' + fault);
  const requests = [];
  tab.on('console', message => faults.push(view.name + ': console: ' + message.text()));
  tab.on('pageerror', error => faults.push(view.name + ': ' + error));
  tab.on('dialog', dialog => faults.push(view.name + ': dialog: ' + dialog.message()));
  tab.on('request', request => requests.push(request.url()));
  await tab.goto('file://' + page);
  await tab.waitForTimeout(200);
  if (pictures) await tab.screenshot({ path: pictures + '/' + view.name + '.png', fullPage: true });
  expect(requests.length === 1, 'requests: ' + requests.slice(1));
  expect(await tab.locator('svg.chart').first().isVisible(), 'the chart is not visible');
  const text = await tab.locator('body').innerText();
  expect(text.includes('gnp.\uFFFDexe'), 'the mark of a hidden direction is not visible');
  expect(text.includes('</script><img src=x onerror=alert(1)>'), 'a hostile name is not shown as it is');
  expect(await tab.locator('img').count() === 0, 'a name became an element');
  if (view.script) {
    const beyond = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(beyond <= 0, 'the page is ' + beyond + ' pixels too wide');
    const paint = await tab.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1);
    expect(paint >= 0 && paint <= 3000, 'first paint after ' + paint + ' ms'); // generous: machines of tests are slow
    await tab.evaluate(fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8') + ';0');
    const result = await tab.evaluate(() => axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }));
    expect(result.passes.length > 10, 'axe-core checked too little');
    for (const each of result.violations) faults.push(view.name + ': axe ' + each.id + ': ' + each.nodes[0].html);
    await useChart(tab, expect);
    const first = () => tab.locator('table.sorted').nth(1).locator('tbody th').first().innerText();
    const before = await first();
    await tab.locator('table.sorted').nth(1).locator('thead button').nth(3).click();
    await tab.locator('table.sorted').nth(1).locator('thead button').nth(3).click();
    expect(await first() !== before, 'a second click does not reverse the order');
  }
  await context.close();
}

// The cursor, the legend and the zoom of the first chart.
async function useChart(tab, expect) {
  const chart = tab.locator('svg.chart').first();
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  const viewport = tab.viewportSize();
  const right = Math.min(box.x + box.width, viewport.width) - 20, left = box.x + box.width * 0.1, y = box.y + box.height / 2;
  const cursor = tab.locator('output.cursor').first();
  await tab.mouse.move(right - 5, y);
  const told = await cursor.textContent();
  expect(/^\d[^:]*: about [\d.]+ /.test(told.replace(/(\d\d):(\d\d)/, '$1.$2')), 'the cursor tells: ' + told);
  const plot = () => tab.locator('svg.plot').first().getAttribute('viewBox');
  const outlines = () => tab.locator('svg.plot').first().locator('path').evaluateAll(all => all.map(each => each.getAttribute('d')).join());
  const whole = await plot(), before = await outlines();
  const box1 = tab.locator('.legend input[type=checkbox]').first();
  await box1.uncheck();
  expect(await outlines() !== before, 'the legend hides nothing');
  await box1.check();
  await chart.scrollIntoViewIfNeeded();
  const again = await chart.boundingBox(), row = again.y + again.height / 2;
  await tab.mouse.move(left, row);
  await tab.mouse.down();
  await tab.mouse.move((left + right) / 2, row, { steps: 4 });
  await tab.mouse.up();
  expect(await plot() !== whole, 'dragging does not zoom');
  await tab.locator('button.whole').first().click();
  expect(await plot() === whole, 'the whole time is not shown again');
}

(async () => {
  const chrome = await chromium.launch({ executablePath: browser, args: ARGUMENTS });
  for (const view of VIEWS) await look(chrome, view);
  await chrome.close();
  faults.forEach(each => console.error('report: ' + each));
  console.log('report: ' + VIEWS.length + ' views, ' + faults.length + ' faults');
  process.exit(faults.length ? 1 : 0);
})();
