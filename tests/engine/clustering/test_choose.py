from dataclasses import replace

import pytest

from octavo.engine.clustering import absorb, choose_story

SECOND = (
    "Tugs fail to free the Gannet",
    "A second attempt to drag the stranded Gannet off the Skerry bank was called off on Tuesday. Cormorant Lines has "
    "hired salvage divers from Norsund. All 19 sailors stay on the container ship, which ran aground near Port Alder, "
    "while fishing around the bank is banned.",
)
ALONE = (
    "Telescope sees a comet with two tails",
    "Astronomers at the Heron observatory photographed a comet whose second tail points at the sun. The dust was thrown "  # noqa: E501
    "out by a burst in February, said Dr Olin Vass, and will be visible until the middle of April.",
)
HINDI = (
    ("नायापुर में बाढ़", "नायापुर में सोना नदी का पानी पुल से ऊपर बह रहा है। कलेक्टर मीरा सहाय ने चार हज़ार लोगों को स्कूलों में पहुँचाया। सोना नदी का बाँध टूटने का डर है।"),  # noqa: E501
    ("सोना नदी का बाँध टूटा, नायापुर डूबा", "सोना नदी का बाँध टूटने से नायापुर के चार हज़ार लोग स्कूलों में हैं। कलेक्टर मीरा सहाय ने सेना बुलाई। बाढ़ का पानी पुल से ऊपर है।"),  # noqa: E501
    ("शतरंज में जीत", "रोहन पाटिल ने बोर्ड पर शानदार खेल दिखाकर शतरंज का राष्ट्रीय खिताब जीता। फ़ाइनल में उन्होंने अठारह चालों में मुक़ाबला समाप्त किया।"),  # noqa: E501
)  # fmt: skip


def test_a_report_joins_its_story_and_says_why(view, stories):
    choice = choose_story(view(SECOND, hours=20), stories)
    assert choice.story_id == 7
    assert choice.score > 0.5
    assert any("gannet" in reason for reason in choice.reasons)
    assert "both give 19" in choice.reasons
    assert "20 hours apart" in choice.reasons


def test_an_article_of_its_own_opens_a_story(view, stories):
    choice = choose_story(view(ALONE), stories)
    assert choice.story_id is None
    assert choice.score < 0.2


def test_no_candidates(ship):
    assert choose_story(ship, []).story_id is None


def test_another_language_is_never_chosen(view, stories):
    assert choose_story(replace(view(SECOND), language="fr"), stories).story_id is None


def test_time_parts_what_words_would_join(view, stories):
    scores = [choose_story(view(SECOND, hours=hours), stories).score for hours in (1, 24, 72, 200)]
    assert scores == sorted(scores, reverse=True)
    assert choose_story(view(SECOND, hours=24 * 10), stories).story_id is None


def test_undated_articles_can_join(view, stories):
    assert choose_story(view(SECOND, dated=False), stories).story_id == 7


def test_the_order_of_candidates_does_not_matter(view, stories):
    article = view(SECOND, hours=5)
    twin = replace(stories[0], id=3)
    assert choose_story(article, [*stories, twin]) == choose_story(article, [twin, *reversed(stories)])
    assert choose_story(article, [*stories, twin]).story_id == 3


def test_a_script_the_model_knows_badly_is_grouped_by_its_words(view):
    first, second, other = (view(told, language="hi") for told in HINDI)
    story = replace(absorb(None, first), id=1)
    assert choose_story(second, [story]).story_id == 1
    assert choose_story(other, [story]).story_id is None


@pytest.mark.parametrize("vectors", [True, False])
def test_vectors_are_not_needed(view, stories, vectors):
    assert choose_story(view(SECOND, hours=2, vectors=vectors), stories).story_id == 7


def test_an_empty_article_joins_nothing(view, stories):
    assert choose_story(view(("", "")), stories).story_id is None
