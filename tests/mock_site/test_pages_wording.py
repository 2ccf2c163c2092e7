"""Texts are data: the templates hold none, and what they ask for is there."""

import re
from pathlib import Path
from xml.dom.minidom import parseString

import pytest

from mock_site import catalogue, layouts, pictures
from mock_site.cancelling import PAID_REASONS, UNPAID_REASONS
from mock_site.faults import PLACES
from mock_site.refunds import PaidWith, RefundStage
from mock_site.specs import LAYOUTS
from mock_site.statuses import EndReason, OrderStatus
from mock_site.wording import languages, wording

TEMPLATES = sorted(Path(layouts.__file__).parent.glob("*/templates/*.html"))
NOT_SHOWN = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", re.DOTALL)
SHOWN_ATTRIBUTES = re.compile(r'(?<!\w)(?:aria-label|placeholder|title|alt)="([^"{]+)"')


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_text_of_its_own(template: Path) -> None:
    html = template.read_text("utf-8")
    assert not re.search(r"\w", NOT_SHOWN.sub("", html))
    assert SHOWN_ATTRIBUTES.findall(html) == []


@pytest.mark.parametrize("layout", [*LAYOUTS, "shared"])
@pytest.mark.parametrize("language", languages())
def test_every_text_that_a_template_names_exists(language: str, layout: str) -> None:
    text = wording(language, layout).text
    keys = {
        key
        for template in TEMPLATES
        if template.parts[-3] == layout
        for key in re.findall(r'"([a-z_]+(?:\.[a-z_]+)+)"', template.read_text("utf-8"))
        if not key.endswith(".html") and key not in PLACES
    }
    assert len(keys) > 20
    for key in keys:
        assert text(key), key


@pytest.mark.parametrize("language", languages())
def test_every_state_reason_method_and_stage_has_its_words(language: str) -> None:
    words = wording(language)
    for status in set(OrderStatus) - {OrderStatus.FINISH}:
        assert words.one_of(f"status.{status}", 0)
    for reason in EndReason:
        assert words.one_of(f"ending.{reason}", 0)
        assert words.text(f"ending_reason.{reason}")
    for code in UNPAID_REASONS:
        assert words.text(f"cancel.unpaid.{code}")
    for code in PAID_REASONS:
        assert words.text(f"cancel.paid.{code}")
    for method in PaidWith:
        assert words.text(f"method.{method}")
    for stage in set(RefundStage) - {RefundStage.NONE}:
        assert words.text(f"refund.stage.{stage}") != words.text(f"refund.stage_renamed.{stage}")


def test_a_product_has_one_picture_and_it_can_be_drawn() -> None:
    for product in catalogue.Catalogue(1).products:
        url = pictures.picture_url(product.title)
        assert url == pictures.picture_url(product.title)
        _, _, thing, key = url.split("/")
        drawing = pictures.draw(thing, key.removesuffix(".svg"))
        assert drawing
        assert parseString(drawing).getElementsByTagName("svg")  # noqa: S318 - our own text
    assert pictures.draw("no such thing", "1") is None
