"""A small article of our own with one finding of each kind, made by hand: the exports need no analysis."""

from briefing.model import (
    Actor,
    Analysis,
    Article,
    Block,
    Briefing,
    Gap,
    Mention,
    Question,
    Quote,
    Span,
    Speaker,
    SummarySentence,
    Words,
)

LINES = (
    ("headline", "Harbour of Eastmark stays shut"),
    ("byline", "By Lena Ostrow"),
    (
        "body",
        "The harbour board of Eastmark will meet on Friday. Its chair, Ana Brill, said the repair “cannot wait” any longer.",
    ),
    ("subhead", "What it costs"),
    ("body", "She named three *possible* builders [see list], among them . Mayor Tom Reyes said that the town has no money."),
    ("caption", "The harbour at dawn. Photo: Lena Ostrow"),
    ("body", "Whether the board will pay is open."),
    ("boilerplate", "Read also: Fish prices | Eastmark Post"),
    ("headline", "Harbour of Eastmark stays shut"),
)


def article() -> Article:
    """The article with its roles and its gap."""
    text, blocks = "", []
    for role, line in LINES:
        blocks.append(Block(len(text), len(text) + len(line), role, 0 if role == "headline" and blocks else None))
        text += line + "\n\n"
    return Article(
        source="harbour.txt",
        title=LINES[0][1],
        byline="Lena Ostrow",
        site=None,
        published="2025-12-04",
        language="en",
        sha256="0" * 64,
        text=text,
        blocks=tuple(blocks),
        gaps=(Gap(text.index("among them .") + len("among them "), "name", "certain"),),
    )


def briefing() -> Briefing:
    """The article's briefing."""
    opened = article()

    def at(words: str) -> tuple[int, int, str]:
        start = opened.text.index(words)
        return start, start + len(words), words

    board, brill = at("harbour board of Eastmark"), at("Ana Brill")
    return Briefing(
        article=opened,
        summary=(
            SummarySentence(*at("The harbour board of Eastmark will meet on Friday."), 1, ("opens the article",)),
            SummarySentence(*at("Whether the board will pay is open."), 2, ("says what is open",)),
        ),
        actors=(
            Actor("a1", board[2], "organization", None, ("board",), 0.9, (Mention(*board, "name", "name"),)),
            Actor(
                "a2",
                brill[2],
                "person",
                "chair",
                (),
                0.7,
                (Mention(*brill, "name", "name"), Mention(*at("She"), "pronoun", "nearest")),
            ),
        ),
        quotes=(
            Quote(*at("cannot wait"), "fragment", Speaker(*brill, "a2"), Words(*at("said"))),
            Quote(*at("that the town has no money"), "indirect", Speaker(*at("Mayor Tom Reyes"), None), Words(*at("said"))),
        ),
        questions=(
            Question(
                "decision", "question", "Will the board pay?", (Span(*at("Whether the board will pay is open.")[:2]),), ("a1",)
            ),
            Question("missing", "question", "Who are among the builders?", (Span(*at("among them .")[:2]),), ()),
        ),
        analysis=Analysis("0.1.0", "en_core_web_md 3.7.1"),
    )
