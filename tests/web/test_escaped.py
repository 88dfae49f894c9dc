"""What others wrote stays text: in HTML, in Markdown, in spreadsheets."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from assistant.web.pages import escaped
from assistant.web.pages.spreadsheet import csv_text


def test_amounts_are_no_formulas() -> None:
    assert escaped.markdown("+$3.00 and $2.40") == r"+\$3.00 and \$2.40"


def test_directives_and_images_are_defused() -> None:
    assert escaped.markdown(":red[x]") == r"\:red[x]"
    assert escaped.markdown(":material/home:") == r"\:material/home:"
    assert escaped.markdown("![x](https://host.example/pixel.png)").startswith(r"!\[x]")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//host.example"]
)
def test_links_to_odd_schemes_lose_their_address(url: str) -> None:
    assert escaped.markdown(f"see [here]({url})") == "see here"


def test_links_to_pages_mail_and_phone_stay() -> None:
    words = "[a](https://host.example) [b](mailto:a@host.example) [c](tel:+16507276484)"
    assert escaped.markdown(words) == words


def test_markers_of_known_sources_become_links_and_others_stay() -> None:
    linked = escaped.with_source_links("Flat [1][2], but [7].", "3", {1, 2})
    assert linked == r"Flat [\[1\]](#source-3-1)[\[2\]](#source-3-2), but [7]."


def test_labels_show_every_sign_as_it_is() -> None:
    assert escaped.plain_in_markdown("**a** [b](c) $1 :x[y]\nz") == r"\*\*a\*\* \[b\]\(c\) \$1 \:x\[y\] z"


def test_article_links_encode_what_they_carry() -> None:
    link = escaped.article_link("a b", 'x "y" & z#', "an chor")
    assert link == "/article?id=a%20b&quote=x%20%22y%22%20%26%20z%23#an%20chor"


FORMULAS = ["=1+1", "+1 555 0100", "-2", "@SUM(A1)", "\tx", "\rx", "\nx", "  =1", "＝1", "－1"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_text_cells_that_would_run_begin_with_an_apostrophe(cell: str) -> None:
    rows = list(csv.reader(io.StringIO(csv_text([{"a": cell}], ["a"]), newline="")))
    assert rows[1] == [f"'{cell}"]


def test_numbers_stay_numbers() -> None:
    assert (
        csv_text([{"a": -1, "b": Decimal("3.00"), "c": None, "d": True}], "abcd").splitlines()[1]
        == "-1,3.00,,True"
    )


def test_quotes_and_commas_survive_a_round_trip() -> None:
    rows = list(csv.reader(io.StringIO(csv_text([{"a": 'say "x", y'}], ["a"]))))
    assert rows[1] == ['say "x", y']
