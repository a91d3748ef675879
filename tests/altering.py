"""Finished files, altered as by somebody's hand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf


def alter_page(path: Path, old: str, new: str) -> tuple[int, int]:
    """Replace words of a web page that stand there once; return their line and column."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    before = text[: text.index(old)]
    path.write_text(text.replace(old, new), "utf-8")
    return before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1


def alter_pdf(path: Path, old: str, new: str) -> int:
    """Paint other glyphs in the place of some words of a PDF; return the page, from 1.

    The words must be painted once, one after the other, and the new ones have as many characters,
    of which each is in the same font on that page.
    """
    assert len(old) == len(new)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        found = [
            (number, page, instructions, start)
            for number, page in enumerate(document.pages, 1)
            for instructions in [list(pikepdf.parse_content_stream(page))]
            for start in _places(_glyphs(page, instructions), old)
        ]
        assert len(found) == 1, [number for number, *_ in found]
        ((number, page, instructions, start),) = found
        glyphs = _glyphs(page, instructions)[start : start + len(old)]
        for glyph, character in zip(glyphs, new, strict=True):
            glyph.paint(character)
        page.Contents = document.make_stream(
            pikepdf.unparse_content_stream(
                [(list(one.operands), one.operator) for one in instructions]
            )
        )
        document.save(path)
    return number


def begin_with(path: Path, words: str, operator: tuple[Any, ...]) -> None:
    """Give an instruction, its operands first, before words that a PDF paints once; one at a time.

    What is painted after them is as before.
    """
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        for page in document.pages:
            instructions = list(pikepdf.parse_content_stream(page))
            glyphs = _glyphs(page, instructions)
            start = next(_places(glyphs, words), None)
            if start is None:
                continue
            found = next(
                i for i, one in enumerate(instructions) if one is glyphs[start].instruction
            )
            rows = [(list(one.operands), one.operator) for one in instructions]
            own = (list(operator[:-1]), pikepdf.Operator(operator[-1]))
            rows[found : found + 1] = [
                ([], pikepdf.Operator("q")),
                own,
                rows[found],
                ([], pikepdf.Operator("Q")),
            ]
            page.Contents = document.make_stream(pikepdf.unparse_content_stream(rows))
            document.save(path)
            return
    raise AssertionError(words)


def paint_over(path: Path, words: bytes, page: int = 1, *, mark: str = "") -> None:
    """Write words or paint something on a page of a PDF, as a stamping program does."""
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        target = document.pages[page - 1]
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        target.add_resource(font, pikepdf.Name.Font, name=pikepdf.Name("/Stamp"))
        painted = words if mark else b"BT /Stamp 12 Tf 90 400 Td (" + words + b") Tj ET"
        target.contents_add(document.make_stream(b"q " + painted + b" Q"))
        document.save(path)


def comment(path: Path, words: str) -> None:
    """Lay a comment over the first page of a PDF, as a reader's program does."""
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.FreeText,
            Rect=[90, 400, 200, 420],
            Contents=pikepdf.String(words),
            DA=pikepdf.String("/Helv 12 Tf"),
        )
        page = document.pages[0]
        page.Annots = pikepdf.Array([*page.get("/Annots", []), document.make_indirect(note)])
        document.save(path)


@dataclass(frozen=True)
class _Glyph:
    """A character as a page paints it: which of an instruction's codes, in which font."""

    character: str
    codes: dict[str, int]
    instruction: Any
    string: int
    position: int

    def paint(self, character: str) -> None:
        """Paint another character of the same font instead."""
        operand = self.instruction.operands[0]
        array = isinstance(operand, pikepdf.Array)
        raw = bytearray(bytes(operand[self.string] if array else operand))
        raw[2 * self.position : 2 * self.position + 2] = self.codes[character].to_bytes(2, "big")
        if array:
            operand[self.string] = pikepdf.String(bytes(raw))
        else:
            self.instruction.operands[0] = pikepdf.String(bytes(raw))


def _places(glyphs: list[_Glyph], words: str) -> Iterator[int]:
    """Yield the numbers of the glyphs with which words begin; a ligature counts as one sign."""
    text = "".join(one.character if len(one.character) == 1 else "\ufffd" for one in glyphs)
    yield from (found.start() for found in re.finditer(re.escape(words), text))


def _glyphs(page: Any, instructions: list[Any]) -> list[_Glyph]:
    maps: dict[str, dict[int, str]] = {}
    found, font = [], ""
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator == "Tf":
            font = str(instruction.operands[0])
            if font not in maps:
                maps[font] = _unicode(page.Resources.Font[font])
        elif operator in ("Tj", "TJ"):
            operand = instruction.operands[0]
            strings = list(operand) if isinstance(operand, pikepdf.Array) else [operand]
            codes = {character: code for code, character in maps[font].items()}
            for number, string in enumerate(strings):
                if isinstance(string, pikepdf.String):
                    raw = bytes(string)
                    found += [
                        _Glyph(
                            maps[font].get(int.from_bytes(raw[at : at + 2], "big"), "\ufffd"),
                            codes,
                            instruction,
                            number,
                            at // 2,
                        )
                        for at in range(0, len(raw), 2)
                    ]
    return found


def _unicode(font: Any) -> dict[int, str]:
    """Return which character each code of a font stands for, as its ToUnicode says."""
    text = font.ToUnicode.read_bytes().decode("latin-1")
    pairs = re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", text)
    return {int(code, 16): bytes.fromhex(words).decode("utf-16-be") for code, words in pairs}
