"""Opens pages in Chromium and looks at them as their readers do: browse.py CHROMIUM PATTERN.

On each page, at the width of a desk and of a telephone, light and dark: nothing on the console, no request but
for the page itself, nothing wider than the screen, every name and target there; text is legible by contrast; the
filters work with the keyboard alone. With axe-core's own rules where `axe_playwright_python` is installed.
"""

import pathlib
import sys

from playwright.sync_api import sync_playwright

try:
    from axe_playwright_python.sync_playwright import Axe
except ImportError:
    Axe = None

# What a page must satisfy, each with the places where it does not.
CHECKS = """() => {
  const wrong = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const say = (what, element) => wrong.push(what + ': ' + (element ? element.outerHTML.slice(0, 160) : ''));
  if (document.documentElement.lang !== 'en') say('no language');
  if (!document.title) say('no title');
  if (all('h1').length !== 1) say('not one h1');
  let level = 0;
  for (const heading of all('h1, h2, h3, h4')) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) say('heading level skipped', heading);
    level = next;
  }
  const ids = all('[id]').map((element) => element.id);
  if (new Set(ids).size !== ids.length) say('an id stands twice');
  for (const link of all('a[href^="#"]')) {
    if (!document.getElementById(link.getAttribute('href').slice(1))) say('link to nowhere', link);
    if (!(link.getAttribute('aria-label') || link.textContent).trim()) say('link without a name', link);
  }
  for (const named of all('[aria-labelledby]')) {
    if (!document.getElementById(named.getAttribute('aria-labelledby'))) say('name is missing', named);
  }
  for (const input of all('input')) if (!input.labels.length) say('input without a label', input);
  for (const cell of all('th')) if (!cell.scope) say('header without scope', cell);
  for (const area of all('.scroll')) if (area.tabIndex !== 0) say('area that keys can not reach', area);
  for (const odd of all('script, img, iframe, object, embed, link, form, base, [style], [onload], [onerror], [onclick]'))
    say('unexpected', odd);
  if (document.documentElement.scrollWidth > innerWidth) say('wider than the screen: ' + document.documentElement.scrollWidth);
  const parse = (text) => (text.match(/[0-9.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const part = (value) => { value /= 255; return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4; };
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const behind = (element) => {
    for (let node = element; node; node = node.parentElement) {
      const colour = parse(getComputedStyle(node).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const seen = new Set();
  for (const element of all('body *')) {
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())) continue;
    if (!element.checkVisibility()) continue;
    const [front, back] = [light(parse(getComputedStyle(element).color)), light(behind(element))];
    const contrast = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    const key = element.tagName + element.className;
    if (contrast < 4.5 && !seen.has(key)) { seen.add(key); say('contrast ' + contrast.toFixed(2), element); }
  }
  return wrong;
}"""

VIEWS = [
    {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
]


def look(browser, path, problems):
    address = path.resolve().as_uri()
    # What is asked of hostile text does not depend on the view.
    for view in VIEWS[:1] if path.name.startswith("hostile") else VIEWS:
        context = browser.new_context(**view)
        page = context.new_page()
        page.on("console", lambda message: problems.append(f"{path}: console: {message.text}"))
        page.on("pageerror", lambda error: problems.append(f"{path}: error: {error}"))
        page.on("dialog", lambda dialog: (problems.append(f"{path}: dialog"), dialog.dismiss()))
        page.on("request", lambda request: request.url == address or problems.append(f"{path}: asks for {request.url}"))
        page.goto(address)
        problems += [f"{path} {view['viewport']['width']} {view['color_scheme']}: {what}" for what in page.evaluate(CHECKS)]
        if Axe is not None and path.name in ("sample.html", "empty.html"):
            for violation in Axe().run(page).response["violations"]:
                nodes = [node["html"][:120] for node in violation["nodes"][:3]]
                problems.append(f"{path}: axe: {violation['id']}: {violation['help']} {nodes}")
        if path.name == "sample.html":
            keyboard(page, problems)
        context.close()


def keyboard(page, problems):
    """Skip link first; the filter of verdicts and of rules by keys; what they hide is hidden."""
    shown = lambda: page.locator("section.file:visible").count()
    if shown() != 4:
        problems.append(f"{shown()} files shown, not 4")
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement.className") != "skip":
        problems.append("the skip link does not come first")
    page.locator("#v-all").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    if shown() != 2 or page.evaluate("document.activeElement.id") != "v-fail":
        problems.append(f"filter by verdict: {shown()} files")
    if page.locator("section.overview tbody tr:visible").count() != 2:
        problems.append("filter by verdict: the overview shows others")
    page.locator("label", has_text="nhs-number").click()
    if shown() != 1 or page.locator("article.finding:visible").count() != 1:
        problems.append("filter by rule")
    page.locator("#v-all").check()
    page.locator("#r-all").check()
    mark = page.locator("a.mark").first
    mark.focus()
    page.keyboard.press("Enter")
    if page.locator("article.finding:target").count() != 1:
        problems.append("a marked cell does not lead to its finding")


def printed(browser, path, problems):
    """On paper nothing is cut off at the right, and the filters are gone."""
    context = browser.new_context(viewport={"width": 680, "height": 960})
    page = context.new_page()
    page.goto(path.resolve().as_uri())
    page.emulate_media(media="print")
    if page.evaluate("document.documentElement.scrollWidth") > 680:
        problems.append(f"{path}: wider than A4: {page.evaluate('document.documentElement.scrollWidth')}")
    if page.locator(".filters:visible").count():
        problems.append(f"{path}: filters are printed")
    if not page.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF"):
        problems.append(f"{path}: no PDF")
    context.close()


def main():
    problems = []
    pages = sorted(pathlib.Path().glob(sys.argv[2]))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=sys.argv[1], args=["--no-sandbox"])
        for path in pages:
            look(browser, path, problems)
            if path.name in ("sample.html", "wide.html"):
                printed(browser, path, problems)
        browser.close()
    print("\n".join(problems))
    print(f"{len(pages)} pages")
    sys.exit(1 if problems else 0)


main()
