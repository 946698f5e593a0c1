"""Each language stands alone: on English pages only names are Chinese, on Chinese pages hardly a word is English."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Page

from parkdash import sample
from parkdash.rules import rules

CHINESE = re.compile(r"[\u3400-\u9fff][\u3000-\u303f\u3400-\u9fff]*")
ENGLISH = re.compile(r"(?<![\da-f…])[A-Za-z]{2,}(?![\da-f]*…)")  # hashes are no words
# Latin letters that a Chinese reader expects: kinds of files, sizes, rounds, the name of the other language; and what
# this test itself has typed.
EXPECTED_ENGLISH = {
    "CSV",
    "XLSX",
    "xlsx",
    "xls",
    "ods",
    "csv",
    "xlsm",
    "tsv",
    "zip",
    "toml",
    "MB",
    "KB",
    "English",
    "TOML",
    "Pre",
    "IPO",
    "data",
    "mappings",
} | {"sample", "test", "zzzz"}
# Chinese that an English reader expects: the name of the other language.
EXPECTED_CHINESE = {"中文"}

# What is read or read aloud on a page, but for code, and what Streamlit itself writes.
TEXTS = """
() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent.closest('code, script, style, noscript, template, [data-testid=stFileUploaderDropzone]')) continue;
    if (parent.closest('a[href^="#"]')) continue;  // Streamlit's link past the navigation
    if (parent.closest('body [lang]')) continue;  // quoted, in the language that it says
    if (parent.closest('[data-testid=stIconMaterial], [data-testid=stHeader], [data-testid=stStatusWidget]')) continue;
    found.push(walker.currentNode.textContent);
  }
  for (const field of document.querySelectorAll('[placeholder]')) found.push(field.placeholder);
  for (const ours of document.querySelectorAll('.pd-nav, .pd-table, .pd-card, .pd-chip, .pd-crumbs, .pd-tabs'))
    found.push(ours.getAttribute('aria-label') || '');
  return found;
}
"""


def names_in(sample_home: Path) -> re.Pattern[str]:
    """Everything that the sample's offices have written themselves, the longest first."""
    frames = sample.tables().values()
    values = {
        str(v)
        for frame in frames
        for name in frame.columns
        for v in frame[name].dropna().unique()
        if isinstance(v, str)
    }
    values |= {rule["document"] for part in ("tier_rule_set", "tier_duty") for rule in rules("tiers")[part]}
    batch = json.loads((sample_home / "ledger/batches/000001/batch.json").read_text(encoding="utf-8"))
    values |= {file["name"] for file in batch["files"]} | {place["sheet"] for place in batch["columns"]}
    known = sorted(
        (v for v in values if len(v) > 1 and re.search(r"[\u3400-\u9fff]|[A-Za-z]{2}", v)), key=len, reverse=True
    )
    return re.compile("|".join(map(re.escape, known)))


def foreign(page: Page, names: re.Pattern[str], lang: str) -> list[str]:
    """Words of the other language on a page, but for names and what its readers expect."""
    letters, expected = (CHINESE, EXPECTED_CHINESE) if lang == "en" else (ENGLISH, EXPECTED_ENGLISH)
    read = "\n".join(names.sub(" ", text) for text in page.evaluate(TEXTS))
    return sorted(set(letters.findall(read)) - expected)
