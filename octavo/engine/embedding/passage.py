"""Which part of an article its vector stands for."""

from __future__ import annotations

LONGEST = 2_000  # characters: title, standfirst and lead say what an article is about; the tail drifts


def article_text(title: str, standfirst: str | None, text: str) -> str:
    """What is embedded of an article: title, standfirst and the start of the text, at most `LONGEST` characters.

    A standfirst that the text repeats is left out, and a title that is only how the text begins.
    """
    lead = text.strip()
    title = "" if lead.startswith(title.strip()) else title
    standfirst = (standfirst or "").strip()
    if standfirst and standfirst[:60] in lead[: len(standfirst) + 200]:
        standfirst = ""
    whole = "\n".join(part for part in (title.strip(), standfirst, lead) if part)
    if len(whole) <= LONGEST:
        return whole
    return whole[:LONGEST].rpartition(" ")[0] or whole[:LONGEST]
