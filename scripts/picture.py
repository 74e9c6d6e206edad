#!/usr/bin/env python3
"""Takes the README's picture of the HTML report: picture.py PAGE.html PICTURE.png. `make picture` runs it.

Needs Chromium and Python's playwright (`pip install playwright`; CHROMIUM names another browser).
"""

import os
import pathlib
import sys

from playwright.sync_api import sync_playwright

WIDTH, HEIGHT = 1180, 1200

page_path, picture = sys.argv[1:]
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(
        executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
    page.goto(pathlib.Path(page_path).resolve().as_uri())
    page.screenshot(path=picture)
    browser.close()
