"""Looks at a report.html as readers do: report_chromium.py FOLDER LANGUAGE [--least N] [--pictures DIR].

In light and dark, on a phone, a desk and paper: nothing is said on the console, nothing is fetched,
nothing is wider than the page, text has the contrast of WCAG AA, tables name their headers, the first
pages are the meeting's and every annex begins a new one. Every figure equals its CSV row.
"""

import argparse
import base64
import io
import os
import sys

import pypdf

from chromium import Chromium
from report_figures import check, check_minutes

WIDE = """
(() => {
  const width = document.documentElement.clientWidth;
  const wide = [...document.querySelectorAll('body *')].filter(e =>
    !e.closest('.scroll') && !e.closest('svg') && e.getBoundingClientRect().right > width + 1);
  return [document.documentElement.scrollWidth - width,
    ...wide.slice(0, 5).map(e => e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 40))];
})()
"""

CONTRAST = """
(() => {
  const parse = c => { const n = c.match(/[\\d.]+/g).map(Number); return [n[0], n[1], n[2], n[3] ?? 1]; };
  const light = c => { const [r, g, b] = c.slice(0, 3).map(v => { v /= 255;
    return v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
    return .2126 * r + .7152 * g + .0722 * b; };
  const ground = e => { for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor); if (c[3] > 0) return c; }
    return [255, 255, 255, 1]; };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
    return (x + .05) / (y + .05); };
  const bad = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || e.closest('svg')) continue;
    const r = ratio(parse(getComputedStyle(e).color), ground(e));
    if (r < 4.5) bad.push(r.toFixed(2) + ' ' + e.textContent.slice(0, 40));
  }
  for (const e of document.querySelectorAll('svg rect:not(.track)')) {
    const r = ratio(parse(getComputedStyle(e).fill), ground(e));
    if (r < 3) bad.push(r.toFixed(2) + ' ' + e.className.baseVal);
  }
  // A mark stands on bars of any colour; what it is seen against is its rim.
  for (const e of document.querySelectorAll('svg[role=img] :is(.average, .expected, .target):not(.rim)')) {
    const [own, rim] = [e, e.previousElementSibling].map(x => getComputedStyle(x));
    const r = ratio(parse(own.stroke), parse(rim.stroke));
    if (r < 3 || parseFloat(rim.strokeWidth) < parseFloat(own.strokeWidth) + 3 || rim.strokeDasharray !== 'none')
      bad.push(r.toFixed(2) + ' ' + e.className.baseVal);
  }
  return bad.slice(0, 5);
})()
"""

STRUCTURE = """
(() => {
  const faults = [];
  const all = s => [...document.querySelectorAll(s)];
  if (all('h1').length !== 1) faults.push('not one h1');
  if (all('script, link, img, iframe, object, [onclick], [style]').length) faults.push('foreign parts');
  for (const e of all('th')) if (!e.scope) faults.push('a th without scope: ' + e.textContent);
  for (const e of all('table')) {
    const label = document.getElementById(e.getAttribute('aria-labelledby'));
    if (!label || !label.textContent) faults.push('a table without a name');
    for (const row of e.rows) if (!row.querySelector('th')) faults.push('a row without header');
  }
  for (const e of all('svg[role=img]')) if (!e.querySelector('title')?.textContent) faults.push('a picture without words');
  for (const e of all('svg:not([role=img])')) if (e.getAttribute('aria-hidden') !== 'true') faults.push('a picture neither named nor hidden');
  const ids = all('[id]').map(e => e.id);
  if (new Set(ids).size !== ids.length) faults.push('an id stands twice');
  for (const e of all('a')) if (!document.getElementById(e.getAttribute('href').slice(1))) faults.push('a link to nowhere');
  if (all('[tabindex]').some(e => e.tabIndex > 0)) faults.push('a forced order of keys');
  const levels = all('h1, h2, h3').map(e => Number(e.tagName[1]));
  levels.forEach((l, i) => { if (i > 0 && l > levels[i - 1] + 2) faults.push('a skipped heading'); });
  return faults.slice(0, 10);
})()
"""

SUMS = """
(() => {
  const faults = [];
  const ranking = document.querySelector('table[aria-labelledby=ranking]');
  const rows = ranking ? [...ranking.tBodies[0].rows] : [];
  const figures = row => [...row.cells].slice(2, 4).map(cell => BigInt(cell.querySelector('data').value));
  rows.forEach((row, start) => {
    if (!row.classList.contains('total') || row.dataset.file) return;
    let end = start + 1;
    while (end < rows.length && !rows[end].classList.contains('total')) end += 1;
    const below = rows.slice(start + 1, end).map(figures);
    figures(row).forEach((sum, i) => {
      if (sum !== below.reduce((s, f) => s + f[i], 0n)) faults.push('not the sum of its rows: ' + row.textContent);
    });
  });
  return faults;
})()
"""


def look(browser, page, scheme, width, faults):
    said, asked = browser.open(page, width, 900, scheme)
    place = f"{scheme}, {width} px"
    faults += [f"{place}: console: {event['params']}" for event in said]
    faults += [f"{place}: fetched {url}" for url in asked if not url.startswith("file://")]
    wide = browser.run(WIDE)
    if wide[0] > 0 or len(wide) > 1:
        faults.append(f"{place}: wider than the page: {wide}")
    faults += [f"{place}: contrast {fault}" for fault in browser.run(CONTRAST)]
    faults += [f"{place}: {fault}" for fault in browser.run(STRUCTURE) + browser.run(SUMS)]


def on_paper(browser, page, scheme, is_sample, faults):
    """A4: the pages of the meeting, then each annex from a new page."""
    # What is wider than the paper makes the browser shrink all of it.
    browser.open(page, 688, 1000, scheme, media="print")
    excess = browser.run("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if is_sample and excess > 0:
        faults.append(f"{excess} px wider than the paper")
    browser.open(page, 794, 1123, scheme)
    titles = browser.run("[...document.querySelectorAll('h1, h2')].map(e => e.textContent)")
    sheets = browser.run("document.querySelectorAll('.sheet').length")
    pdf = base64.b64decode(browser.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    texts = [" ".join(page.extract_text().split()) for page in pages]
    for sheet in pages:
        size = (round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height)))
        if size not in ((595, 842), (594, 842), (595, 841)):
            faults.append(f"paper of {size}")
    starts = []
    for title in titles:
        found = [number for number, text in enumerate(texts) if " ".join(title.split()) in text]
        starts.append(found[0] if found else -1)
    if -1 in starts or starts != sorted(set(starts)):
        faults.append(f"sections begin on pages {starts}: {titles}")
    if is_sample and starts[:sheets + 1] != list(range(sheets + 1)):
        faults.append(f"the meeting has not {sheets} pages: {starts}")
    for title, start in zip(titles[1:], starts[1:]):
        # The number of the page comes out of the file first, a section's heading right behind it.
        body = texts[start].split(" ", 3)[3]
        if " ".join(title.split()) not in body[:len(title) + 60]:
            faults.append(f"page {start + 1} does not begin with {title!r}: {texts[start][:80]!r}")
    return pdf, len(texts)


def longest_minutes(folder):
    """Minutes look alike; the longest have all that there is."""
    pages = [os.path.join(folder, name) for name in os.listdir(folder) if name.startswith("bien-ban-")]
    return max(sorted(pages), key=os.path.getsize)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("language")
    parser.add_argument("--least", type=int, default=1, help="figures that must be there")
    parser.add_argument("--minutes", help="the match that the minutes are about")
    parser.add_argument("--pictures")
    arguments = parser.parse_args()
    page = os.path.join(arguments.folder, "report.html")
    faults = []
    with Chromium() as browser:
        for scheme in ("light", "dark"):
            for width in (360, 1280):
                look(browser, page, scheme, width, faults)
                if arguments.pictures:
                    picture(browser, arguments.pictures, f"{arguments.language}-{scheme}-{width}")
                if arguments.minutes:
                    look(browser, longest_minutes(arguments.folder), scheme, width, faults)
            pdf, pages = on_paper(browser, page, scheme, arguments.least > 1, faults)
        if browser.run("document.documentElement.lang") != arguments.language:
            faults.append("another language")
        # The sample's own texts are Vietnamese.
        marked = browser.run("[...document.querySelectorAll('h1[lang=vi], .card h3[lang=vi], th[lang=vi]')].length")
        if arguments.least > 1 and (marked > 10) != (arguments.language == "en"):
            faults.append(f"{marked} parts in the language of the rules")
        if arguments.pictures:
            with open(f"{arguments.pictures}/{arguments.language}.pdf", "wb") as file:
                file.write(pdf)
    wrong, figures, texts = check(arguments.folder, "report.html", arguments.language)
    faults += wrong
    if arguments.minutes:
        wrong, minutes = check_minutes(arguments.folder, arguments.minutes)
        faults += wrong + ([] if minutes else ["no minutes"])
    for fault in faults[:40]:
        print(fault)
    print(f"{pages} pages, {figures} figures, {texts} texts, {len(faults)} faults")
    sys.exit(1 if faults or figures < arguments.least else 0)


def picture(browser, folder, name):
    shot = browser.call("Page.captureScreenshot", captureBeyondViewport=True)
    os.makedirs(folder, exist_ok=True)
    with open(f"{folder}/{name}.png", "wb") as file:
        file.write(base64.b64decode(shot["data"]))


main()
