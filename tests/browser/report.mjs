// node report.mjs REPORT.html… PICTURE.svg…
// Opens each report in Chromium (CHROMIUM, else /usr/bin/chromium) and fails where a reader would be let down:
// accessibility in light and dark, sideways scrolling, a console message, a network request, a board page that does not
// print on one page of A4 or Letter, text of a chart outside its picture or on another text, anything folded on paper.
// A picture is opened alone: nothing outside it, no text on another, white paper behind all of it, its numbers in words.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("usage: node report.mjs REPORT.html… PICTURE.svg…");
  process.exit(2);
}
// millimetres of a page without its margins (12 mm above, 14 mm below, 15 mm at the sides), in CSS pixels
const paper = (width, height) => ({ width: ((width - 30) * 96) / 25.4, height: ((height - 26) * 96) / 25.4 });
const papers = { A4: paper(210, 297), Letter: paper(215.9, 279.4) };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
let failures = 0;
const fail = (file, what) => {
  failures += 1;
  console.error(`${file}: ${what}`);
};

for (const file of files.filter((file) => file.endsWith(".svg"))) {
  const address = pathToFileURL(resolve(file)).href;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.on("console", (message) => fail(file, `console: ${message.text()}`));
  page.on("request", (request) => {
    if (request.url() !== address) fail(file, `asks for ${request.url()}`);
  });
  await page.goto(address);
  for (const text of await page.evaluate(outside)) fail(file, `cut off: ${text}`);
  for (const text of await page.evaluate(overlapping)) fail(file, `one text on another: ${text}`);
  const seen = await page.evaluate(() => {
    const svg = document.documentElement;
    const [own, paper] = [svg, svg.querySelector("rect")].map((element) => element?.getBoundingClientRect());
    return {
      svg: svg.localName === "svg" && svg.querySelectorAll("text").length > 0,
      paper: paper !== undefined && paper.width >= own.width - 1 && paper.height >= own.height - 1,
      words: (svg.querySelector("desc")?.textContent ?? "").length > 0,
    };
  });
  for (const [what, there] of Object.entries(seen)) if (!there) fail(file, `without ${what}`);
  await context.close();
}

for (const file of files.filter((file) => !file.endsWith(".svg"))) {
  const address = pathToFileURL(resolve(file)).href;
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [390, 1280]) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, bypassCSP: false });
      const page = await context.newPage();
      page.on("console", (message) => fail(file, `console: ${message.text()}`));
      page.on("pageerror", (error) => fail(file, `page error: ${error.message}`));
      page.on("request", (request) => {
        if (request.url() !== address) fail(file, `asks for ${request.url()}`);
      });
      await page.goto(address);
      const { scroll, inner } = await page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        inner: document.documentElement.clientWidth,
      }));
      if (scroll > inner) fail(file, `scrolls sideways at ${width}: ${scroll} pixels wide`);
      for (const text of await page.evaluate(outside)) fail(file, `cut off in a chart at ${width}: ${text}`);
      for (const text of await page.evaluate(overlapping)) fail(file, `one text on another at ${width}: ${text}`);
      // evaluate runs outside the page's own policy, which refuses scripts
      await page.evaluate(axe);
      const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      for (const violation of result.violations) {
        if (!["serious", "critical"].includes(violation.impact)) continue;
        const where = violation.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(", ");
        fail(file, `${violation.impact} at ${width} ${colorScheme}: ${violation.id}, ${violation.help} (${where})`);
      }
      await context.close();
    }
  }
  for (const [name, { width, height }] of Object.entries(papers)) {
    const context = await browser.newContext({ viewport: { width: Math.floor(width), height: Math.floor(height) } });
    const page = await context.newPage();
    await page.goto(address);
    await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => (fold.open = false)));
    await page.emulateMedia({ media: "print" });
    const seen = await page.evaluate(() => {
      const board = document.querySelector("#board").getBoundingClientRect();
      const next = document.querySelector(".part");
      return {
        bottom: board.bottom + window.scrollY,
        breaks: getComputedStyle(next).breakBefore === "page",
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        folded: [...document.querySelectorAll("details")].filter((fold) => fold.getBoundingClientRect().height < 40).length,
      };
    });
    if (seen.bottom > height) fail(file, `the board page needs ${Math.ceil(seen.bottom)} of ${Math.floor(height)} pixels on ${name}`);
    if (!seen.breaks) fail(file, `nothing separates the board page from what follows on ${name}`);
    if (seen.wide > 0) fail(file, `${seen.wide} pixels too wide for ${name}`);
    if (seen.folded > 0) fail(file, `${seen.folded} folded parts would print empty on ${name}`);
    await context.close();
  }
}
await browser.close();
if (failures > 0) {
  console.error(`${failures} failed`);
  process.exit(1);
}
console.log(`${files.length} seen, nothing wrong`);

/** Texts of charts that reach out of their picture. */
function outside() {
  const found = [];
  for (const svg of document.querySelectorAll("svg.chart")) {
    const box = svg.getBoundingClientRect();
    for (const text of svg.querySelectorAll("text")) {
      const at = text.getBoundingClientRect();
      if (at.left < box.left - 1 || at.right > box.right + 1 || at.top < box.top - 1 || at.bottom > box.bottom + 1) {
        found.push(text.textContent.trim());
      }
    }
  }
  return found;
}

/** Texts of one chart that stand on one another. */
function overlapping() {
  const found = [];
  for (const svg of document.querySelectorAll("svg.chart")) {
    // a line is higher than its letters
    const boxes = [...svg.querySelectorAll("text")].map((text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      const spare = (bottom - top) * 0.2;
      return { left, right, top: top + spare, bottom: bottom - spare, words: text.textContent.trim() };
    });
    boxes.forEach((one, number) => {
      for (const other of boxes.slice(number + 1)) {
        const apart = one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
        if (!apart) found.push(`${one.words} / ${other.words}`);
      }
    });
  }
  return found;
}
