"""Every key of the reader, as a person presses it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import lighthouse
import pytest
from textual.pilot import Pilot

from briefing.reader.keymap import COMMANDS
from briefing.reader.program import ReaderApp
from briefing.reader.screens.reading import ReadingScreen
from briefing.reader.widgets.article import ArticleView
from briefing.reader.widgets.panel import Panel


class Session:
    """A reader that is being used."""

    def __init__(self, app: ReaderApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def screen(self) -> ReadingScreen:
        return self.app.reading_screen

    @property
    def view(self) -> ArticleView:
        return self.screen.article_view

    def panel(self, name: str) -> Panel:
        return self.screen.panels[name]

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, words: str) -> None:
        await self.press(*("space" if letter == " " else letter for letter in words))

    def marked(self, layer: str) -> list[str]:
        """The words under a layer of the article."""
        spans, text = self.view.highlights[layer], self.view.display_text.text
        return [text[spans[index].start : spans[index].end] for index in range(len(spans))]

    def notices(self) -> str:
        return " | ".join(notice.message for notice in self.app._notifications)

    def rows(self) -> list[str]:
        """What stands on the screen."""
        return ["".join(segment.text for segment in line) for line in self.app.screen._compositor.render_strips()]

    @property
    def picture(self) -> str:
        return "\n".join(self.rows())


@asynccontextmanager
async def reading(size: tuple[int, int] = (140, 40), **options: object) -> AsyncIterator[Session]:
    app = lighthouse.reader(**options)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Session(app, pilot)


SMALL = (80, 20)


@pytest.mark.parametrize(
    ("keys", "moves"),
    [
        (["j"], lambda top: top == 1),
        (["down", "down"], lambda top: top == 2),
        (["j", "j", "k"], lambda top: top == 1),
        (["j", "up"], lambda top: top == 0),
        (["space"], lambda top: top > 5),
        (["pagedown"], lambda top: top > 5),
        (["space", "b"], lambda top: top == 0),
        (["space", "pageup"], lambda top: top == 0),
        (["ctrl+d"], lambda top: 3 < top < 12),
        (["ctrl+d", "ctrl+u"], lambda top: top == 0),
        (["G"], lambda top: top > 10),
        (["end"], lambda top: top > 10),
        (["G", "g"], lambda top: top == 0),
        (["G", "home"], lambda top: top == 0),
    ],
)
async def test_keys_that_move_the_article(keys: list[str], moves: Callable[[float], bool]):
    async with reading(SMALL) as session:
        await session.press(*keys)
        assert moves(session.view.scroll_offset.y)


async def test_at_the_end_a_page_key_says_so():
    async with reading(SMALL) as session:
        await session.press("G", "space")
        assert "the end" in session.picture


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [(["j"], 1), (["down"], 1), (["j", "j", "k"], 1), (["G"], 4), (["G", "g"], 0), (["space"], 2), (["G", "b"], 2), (["k"], 0)],
)
async def test_keys_that_move_the_cursor_of_a_panel(keys: list[str], cursor: int):
    async with reading() as session:
        await session.press("3", *keys)
        assert session.panel("quotes").cursor == cursor


@pytest.mark.parametrize(
    ("keys", "pane"),
    [
        (["1"], "summary"), (["2"], "actors"), (["3"], "quotes"), (["4"], "questions"), (["3", "0"], "article"),
        (["tab"], "summary"),
        (["tab", "tab"], "actors"), (["shift+tab"], "questions"), (["tab", "shift+tab"], "article"), (["4", "tab"], "article"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("width", [60, 100, 140])
async def test_keys_that_go_to_a_pane(keys: list[str], pane: str, width: int):
    async with reading((width, 30)) as session:
        await session.press(*keys)
        assert session.screen.pane == pane
        assert session.screen.focused is (session.screen.panels.get(pane) or session.view)
        assert session.screen.focused.size.height > 2


async def test_moving_in_a_panel_marks_the_words_in_the_article_and_brings_them_into_sight():
    async with reading(SMALL) as session:
        await session.press("4", "j", "j")
        assert session.marked("evidence") == ["he has not been told when he must leave."]
        start, end = session.view.in_sight
        assert start <= session.view.highlights["evidence"][0].start < end


async def test_evidence_with_several_places_is_marked_in_all_of_them():
    async with reading() as session:
        await session.press("4", "j", "k")
        assert session.marked("evidence") == [
            "Whether the council may sell the tower at all is disputed.",
            "The vote is on Friday.",
        ]


@pytest.mark.parametrize("back", ["backspace", "ctrl+o"])
async def test_enter_goes_to_the_words_and_back(back: str):
    async with reading(SMALL) as session:
        await session.press("1", "G", "enter")
        assert session.screen.pane == "article"
        assert session.view.scroll_offset.y > 0
        await session.press(back)
        assert session.screen.pane == "summary"


async def test_backspace_with_nowhere_to_go_says_so():
    async with reading() as session:
        await session.press("backspace")
        assert "Nowhere" in session.notices()


async def test_n_and_capital_n_walk_the_names():
    async with reading() as session:
        await session.press("n")
        assert session.marked("here") == ["Velden"]
        await session.press("n")
        assert session.marked("here") == ["Mira Oduya"]
        await session.press("N", "N")
        assert session.marked("here") == ["Oduya"], "from the first name to the last"


async def test_enter_on_a_name_opens_its_actor_and_follows_it():
    async with reading() as session:
        await session.press("n", "n", "enter")
        assert session.screen.pane == "actors"
        assert session.panel("actors").item.finding.name == "Mira Oduya"
        assert session.marked("followed") == ["Mira Oduya", "Oduya", "She", "Oduya"]
        assert "following Mira Oduya" in session.picture


async def test_brackets_walk_the_mentions_of_the_same_actor():
    async with reading() as session:
        await session.press("n", "n", "]")
        assert session.marked("here") == ["Oduya"]
        await session.press("]")
        assert session.marked("here") == ["She"]
        assert "Mira Oduya 3 of 4 · by hand" in session.picture  # why "She" means her
        await session.press("[", "[")
        assert session.marked("here") == ["Mira Oduya"]
        assert "Mira Oduya 1 of 4" in session.picture


async def test_brackets_without_an_actor_say_what_to_do():
    async with reading() as session:
        await session.press("]")
        assert "No actor here" in session.notices()


async def test_following_narrows_the_panels_until_esc():
    async with reading() as session:
        await session.press("2", "j", "F")
        assert [item.finding.text for item in session.panel("quotes").items] == [
            "I will hand over the keys when they find them,"
        ]
        assert [item.finding.kind for item in session.panel("questions").items] == ["unknown"]
        assert "1 of 5" in session.picture
        await session.press("escape")
        assert len(session.panel("quotes").items) == 5
        assert session.marked("followed") == []


async def test_following_twice_ends_it():
    async with reading() as session:
        await session.press("2", "F", "F")
        assert session.marked("followed") == []


async def test_search_finds_any_case_across_lines_while_typing():
    async with reading(SMALL) as session:
        await session.press("/")
        await session.type("tower that NOBODY".lower())
        assert session.marked("matches") == ["tower that nobody"]
        await session.press("enter")
        assert "1 of 1" in session.picture


async def test_n_walks_the_matches_until_esc():
    async with reading(SMALL) as session:
        await session.press("/")
        await session.type("tower")
        await session.press("enter")
        assert len(session.marked("matches")) == 5
        await session.press("n")
        assert "2 of 5" in session.picture
        await session.press("N", "N")
        assert "5 of 5" in session.picture
        await session.press("escape", "n")
        assert session.marked("matches") == []
        assert session.marked("here") != ["tower"]


async def test_search_for_what_is_not_there_says_so():
    async with reading() as session:
        await session.press("/")
        await session.type("zeppelin")
        assert "no match" in session.picture
        await session.press("enter")
        assert "No match of “zeppelin”" in session.notices()


async def test_esc_takes_a_search_back():
    async with reading(SMALL) as session:
        await session.press("/")
        await session.type("vote")
        assert session.view.scroll_offset.y > 0
        await session.press("escape")
        assert session.view.scroll_offset.y == 0
        assert session.marked("matches") == []
        assert session.screen.focused is session.view


async def test_a_search_is_no_pattern_and_no_markup():
    async with reading() as session:
        await session.press("/")
        await session.press("left_square_bracket", "a", "n", "d", "enter")
        assert session.marked("matches") == ["[and"]


async def test_hints_are_letters_that_lead_to_names():
    async with reading() as session:
        await session.press("f")
        hints = dict(session.view.hints)
        assert len(hints) > 3
        position, label = list(hints.items())[1]
        await session.press(*label)
        assert session.view.hints == {}
        assert session.view.highlights["here"][0].start <= position
        assert session.screen.pane == "actors"


async def test_esc_ends_hints():
    async with reading() as session:
        await session.press("f", "escape")
        assert session.view.hints == {}
        assert session.screen.pane == "article"


async def test_plus_and_minus_change_the_length_of_the_summary():
    async with reading() as session:
        await session.press("1", "minus")
        assert [item.finding.rank for item in session.panel("summary").items] == [1, 2, 3]
        assert "3 of 4" in session.picture
        await session.press("plus", "plus")
        assert "no more sentences" in session.notices()
        await session.press("minus", "minus", "minus", "minus")
        assert [item.finding.rank for item in session.panel("summary").items] == [1]


async def test_the_sentence_under_the_cursor_says_why():
    async with reading() as session:
        assert "why:" not in session.picture
        await session.press("1")
        assert "why: near the top · names key actors" in session.picture


async def test_e_chooses_what_is_coloured():
    async with reading() as session:
        everything = session.marked("names")
        await session.press("e")
        assert "Velden" not in session.marked("names")
        assert "Mira Oduya" in session.marked("names")
        await session.press("e", "e", "e")
        assert session.marked("names") == []
        await session.press("n")
        assert "e brings them back" in session.notices()
        await session.press("e")
        assert session.marked("names") == everything


async def test_x_hides_an_item_and_u_brings_it_back():
    async with reading() as session:
        await session.press("4", "x")
        assert [item.finding.kind for item in session.panel("questions").items] == ["missing", "unknown"]
        await session.press("u")
        assert len(session.panel("questions").items) == 3
        await session.press("u")
        assert "Nothing is hidden" in session.notices()


async def test_x_in_the_article_says_what_it_is_for():
    async with reading() as session:
        await session.press("x")
        assert "hides an item of a panel" in session.notices()


async def test_a_note_is_marked_and_saved(tmp_path: Path):
    async with reading(folder=tmp_path) as session:
        await session.press("4", "a")
        await session.type("ask again")
        await session.press("enter")
        assert "✎¶5+1" in session.picture
        await session.press("s")
        (saved,) = tmp_path.glob("*.md")
        assert "ask again" in saved.read_text()


async def test_c_copies_the_item():
    async with reading() as session:
        await session.press("3", "c")
        assert session.app.clipboard == "“We cannot heat a tower that nobody climbs,” — Mira Oduya"


async def test_c_with_nothing_to_copy_says_so():
    async with reading() as session:
        await session.press("c")
        assert "Nothing to copy" in session.notices()


async def test_s_saves_what_is_shown(tmp_path: Path):
    async with reading(folder=tmp_path) as session:
        await session.press("4", "x", "1", "minus", "s")
        (saved,) = tmp_path.glob("*.md")
        text = saved.read_text()
        assert saved.name in session.notices()
        assert "May the council sell" not in text
        assert "approved by ⟦…⟧" in text
        await session.press("s")
        assert len(list(tmp_path.glob("*.md"))) == 2, "the first file is left alone"


async def test_capital_s_saves_under_a_name(tmp_path: Path):
    async with reading(folder=tmp_path) as session:
        await session.press("S")
        await session.type(str(tmp_path / "mine.md"))
        await session.press("enter")
        assert (tmp_path / "mine.md").exists()


async def test_saving_where_one_may_not_is_told(tmp_path: Path):
    async with reading(folder=tmp_path / "nowhere" / "at" / "all") as session:
        await session.press("s")
        assert "Not saved" in session.notices()


async def test_bookmarks_are_set_and_found_again():
    async with reading(SMALL) as session:
        await session.press("space", "m")
        place = session.view.scroll_offset.y
        assert "Bookmark at ¶" in session.notices()
        assert "◈" in session.picture
        await session.press("g", "'")
        assert session.view.scroll_offset.y == place
        await session.press("m")
        assert "◈" not in session.picture


async def test_no_bookmark_says_so():
    async with reading() as session:
        await session.press("'")
        assert "No bookmarks" in session.notices()


async def test_v_shows_what_was_set_aside():
    async with reading((140, 60)) as session:
        assert "Read also" not in session.picture
        await session.press("v")
        assert "Read also" in session.picture
        await session.press("v")
        assert "Read also" not in session.picture


@pytest.mark.parametrize("width", [100, 140])
async def test_z_gives_a_pane_the_whole_screen_and_back(width: int):
    async with reading((width, 30)) as session:
        await session.press("3", "z")
        assert session.panel("quotes").size.width > width - 10
        await session.press("4")
        assert session.panel("questions").size.width > width - 10
        await session.press("z")
        assert session.view.size.width > 30


async def test_t_takes_the_next_theme():
    async with reading() as session:
        seen = [session.app.theme]
        for _ in range(3):
            await session.press("t")
            seen.append(session.app.theme)
        assert seen[0] == seen[3]
        assert len(set(seen)) == 3


async def test_the_palette_has_every_command():
    async with reading() as session:
        titles = " ".join(command.title for command in session.app.get_system_commands(session.screen))
        for command in COMMANDS:
            assert command.group == "Move" or command.id == "palette" or command.label in titles
        await session.press("ctrl+p")
        assert session.app.screen is not session.screen
        await session.press("escape")
        assert session.app.screen is session.screen


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_shows_the_keys_of_the_place(key: str):
    async with reading() as session:
        await session.press("2", key)
        picture = session.picture
        assert "Here: Key actors" in picture
        assert "Follow" in picture or "Mark every name" in picture
        await session.press("escape")
        assert session.app.screen is session.screen


async def test_q_leaves():
    async with reading() as session:
        await session.press("q")
        assert session.app.return_value == 0


async def test_w_groups_quotes_by_speaker_the_nameless_last():
    async with reading() as session:
        await session.press("3", "w")
        headings = [item.heading for item in session.panel("quotes").items if item.heading]
        assert headings == ["Mira Oduya", "Tomas Brandt", "Ostania’s monument office", "Unattributed"]
        await session.press("w")
        assert [item.heading for item in session.panel("quotes").items] == [*[None] * 3, "Reported speech", None]


async def test_keys_are_bound_anew_by_the_settings():
    from briefing.config import Settings

    async with reading(settings=Settings(keymap={"zoom": "Z,f5"})) as session:
        await session.press("z")
        assert not session.screen.is_zoomed
        await session.press("f5")
        assert session.screen.is_zoomed


async def test_a_wrong_keymap_is_told():
    from briefing.config import Settings

    async with reading(settings=Settings(keymap={"zooom": "Z"})) as session:
        assert "zooom" in session.notices()


async def test_enter_in_the_article_walks_on_through_the_evidence():
    async with reading((100, 20)) as session:
        await session.press("4", "enter")
        await session.press("enter")
        assert "evidence 2 of 2" in session.picture
        assert session.marked("here") == ["T"]
        await session.press("enter")
        assert "evidence 1 of 2" in session.picture


async def test_keys_that_come_in_one_breath_do_what_they_do_one_by_one():
    async with reading() as session:
        for key in ("2", "j", "enter", "right_square_bracket", "3", "j"):
            session.app.simulate_key(key)
        await session.pilot.pause()
        assert session.marked("here") == ["the keeper"]
        assert session.screen.pane == "quotes"
        assert session.panel("quotes").cursor == 0, "one quote is by the keeper"


async def test_marks_stay_on_their_words_when_hidden_lines_are_shown():
    async with reading() as session:
        await session.press("4", "G", "/")
        await session.type("radio")
        await session.press("enter", "v")
        assert session.marked("matches") == ["radio"]
        assert session.marked("evidence") == ["he has not been told when he must leave."]
        await session.press("v", "escape", "escape")
        assert session.marked("matches") == session.marked("evidence") == []
