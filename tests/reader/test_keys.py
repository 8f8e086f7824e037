"""The keymap as a whole: the settings, the palette, keys that come fast."""

from session import reading

from briefing.reader.keymap import COMMANDS


async def test_the_palette_has_every_command():
    async with reading() as session:
        titles = " ".join(command.title for command in session.app.get_system_commands(session.screen))
        for command in COMMANDS:
            assert command.group == "Move" or command.id == "palette" or command.label in titles
        await session.press("ctrl+p")
        assert session.app.screen is not session.screen
        await session.press("escape")
        assert session.app.screen is session.screen


async def test_q_leaves():
    async with reading() as session:
        await session.press("q")
        assert session.app.return_value == 0


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


async def test_keys_that_come_in_one_breath_do_what_they_do_one_by_one():
    async with reading() as session:
        for key in ("2", "j", "enter", "right_square_bracket", "3", "j"):
            session.app.simulate_key(key)
        await session.pilot.pause()
        assert session.marked("here") == ["the keeper"]
        assert session.screen.pane == "quotes"
        assert session.panel("quotes").cursor == 0, "one quote is by the keeper"
