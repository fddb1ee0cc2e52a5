"""Watching sees what changes, appears and goes, in files and in folders."""

from pathlib import Path

from sdkgen.watching import stamp, watched


def test_a_change_is_seen(tmp_path: Path) -> None:
    file, folder = tmp_path / "a.yaml", tmp_path / "templates"
    folder.mkdir()
    file.write_text("1")
    before = stamp([file, folder])
    (folder / "b.jinja").write_text("1")
    between = stamp([file, folder])
    file.write_text("22")
    assert len({tuple(before.items()), tuple(between.items()), tuple(stamp([file, folder]).items())}) == 3
    file.unlink()
    assert set(stamp([file, folder])) == {folder / "b.jinja"}


def test_it_yields_at_once_and_after_each_change(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    seen = 0
    for _ in watched([file], pause=0):
        seen += 1
        if seen == 3:
            break
        file.write_text("x" * seen)
    assert seen == 3
