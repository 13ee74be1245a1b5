import pytest

from octavo.engine.extraction.naming import Part, part_of


@pytest.mark.parametrize(
    ("names", "part"),
    [
        ("article-body", Part.BODY),
        ("ArticleBody", Part.BODY),
        ("article-body__newsletter", Part.FURNITURE),
        ("also-read", Part.FURNITURE),
        ("AlsoRead", Part.FURNITURE),
        ("also_read box", Part.FURNITURE),
        ("ads1", Part.FURNITURE),
        ("sponsored-content", Part.FURNITURE),
        ("c-socialMediaLinks", Part.FURNITURE),
        ("social-media-embed", Part.PLAIN),  # a post that is quoted
        ("post__title", Part.ABOUT),
        ("wp-caption-text", Part.CAPTION),
        ("photo-credit", Part.CREDIT),
        ("comments-area related", Part.COMMENTS),  # the first of the table is believed
        ("badge readability shadow", Part.PLAIN),  # parts of words say nothing
        ("", Part.PLAIN),
    ],
)
def test_names_say_what_stands_inside(names, part):
    assert part_of(names) is part
