"""Random edits of a project as people make them: right ones, wrong ones, and wrong ones mended.

A storm knows what every file should say, and mends before its end what it has broken.
"""

import os
import random
import re
from dataclasses import dataclass, field
from pathlib import Path

FILES = (
    "content/*/zh-Hans/*.md",
    "content/*/en/*.md",
    "content/*/report.toml",
    "glossary/*.toml",
    "themes/*/screen.*",
)
WORDS = {
    "zh-Hans": ("全年新增12公里。", "持续推进“一网通办”。", "四个一批稳步提升。", "约3.5亿元。"),
    "en": (
        " It is about 350 million yuan.",
        " The “four batches” went on.",
        " It grew by 12 percent.",
    ),
}
_PARAGRAPH = re.compile(r"^(?![#|[-])([^\n]+) \{#([\w-]+)\}$", re.MULTILINE)
_DEFINITION = re.compile(r'^definition = "([^"\n]+)"$', re.MULTILINE)
_OWN = re.compile(r"^[^\n]+ \{#storm-\d+\}\n", re.MULTILINE)


@dataclass
class Storm:
    """Edits of a project below `root`, drawn by `dice`; `texts` is what each file should say."""

    root: Path
    dice: random.Random
    texts: dict[str, str] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    made: int = 0

    def __post_init__(self) -> None:
        for pattern in FILES:
            for path in sorted(self.root.glob(pattern)):
                self.texts[str(path.relative_to(self.root))] = path.read_text("utf-8")

    def edit(self) -> str:
        """Make one edit, and return what was done."""
        self.made += 1
        kinds = [self._reword] * 6 + [self._add, self._remove, self._define, self._style]
        kinds += [self._break] * 4 + [self._mend] * (6 if self.broken else 0)
        return self.dice.choice(kinds)()

    def calm(self) -> None:
        """Mend all that is still wrong."""
        while self.broken:
            self._mend()

    def _mend(self) -> str:
        name = self.dice.choice(sorted(self.broken))
        self.broken.discard(name)
        self._save(name, self.texts[name].encode())
        return f"mended {name}"

    def _reword(self) -> str:
        """Let a paragraph say more, or less."""
        name = self._file(r"\.md$")
        found = self.dice.choice(list(_PARAGRAPH.finditer(self.texts[name])))
        words = self.dice.choice(WORDS["zh-Hans" if "zh-Hans" in name else "en"])
        text = found[1].replace(words, "") if words in found[1] else found[1] + words
        return self._write(name, found.span(1), text)

    def _add(self) -> str:
        name = self._file(r"zh-Hans/0[1-9].*\.md$")
        words = "".join(self.dice.choices(WORDS["zh-Hans"], k=2))
        end = self.dice.choice(list(_PARAGRAPH.finditer(self.texts[name]))).end()
        return self._write(name, (end, end), f"\n\n{words} {{#storm-{self.made}}}")

    def _remove(self) -> str:
        name = self._file(r"zh-Hans/.*\.md$")
        own = list(_OWN.finditer(self.texts[name]))
        return self._write(name, self.dice.choice(own).span(), "") if own else "nothing"

    def _define(self) -> str:
        """Change a definition in the glossary by a blank, which a page shows too."""
        name = self._file(r"^glossary/")
        found = list(_DEFINITION.finditer(self.texts[name]))
        if not found:
            return "nothing"
        return self._write(name, (one := self.dice.choice(found)).span(1), f"{one[1]} …")

    def _style(self) -> str:
        name = self._file(r"screen\.css$")
        end = len(self.texts[name])
        return self._write(name, (end, end), f"\n.storm-{self.made} {{ color: inherit; }}\n")

    def _break(self) -> str:
        name = self._file(r"\.md$|^glossary/|report\.toml$|screen\.html$")
        text = self.texts[name]
        half = len(text) // 2
        ways = [
            text.encode()[:half] + b"\xff\xfe\xfa" + text.encode()[half:],
            f"{text[:half]}\0{text[half:]}".encode(),
            f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> other\n".encode(),
            f"{text}\n\n乙 {{#title}}\n\n丙 {{#title}}\n\n[[concept\nid = \n{{% if %}}\n".encode(),
            f"{text}\n\n[x](#nowhere) {{#storm-0}}\n\nid = = 3\n{{{{ no.such.thing }}}}".encode(),
        ]
        self.broken.add(name)
        self._save(name, self.dice.choice(ways))
        return f"broke {name}"

    def _file(self, pattern: str) -> str:
        """Return a file that is right now, or any where none is."""
        found = [name for name in self.texts if re.search(pattern, name)]
        return self.dice.choice([name for name in found if name not in self.broken] or found)

    def _write(self, name: str, span: tuple[int, int], words: str) -> str:
        start, stop = span
        self.texts[name] = self.texts[name][:start] + words + self.texts[name][stop:]
        if name not in self.broken:  # else it is saved when it is mended
            self._save(name, self.texts[name].encode())
        return f"changed {name}"

    def _save(self, name: str, content: bytes) -> None:
        """Save a file as one editor or another does: by a rename, in place, or in two steps."""
        path = self.root / name
        match self.dice.randrange(3):
            case 0:
                other = path.with_name(f".{path.name}.saving~")
                other.write_bytes(content)
                other.replace(path)
            case 1:
                path.write_bytes(content)
            case _:
                with path.open("wb") as file:
                    file.write(content[: len(content) // 2])
                    file.flush()
                    os.fsync(file.fileno())
                    file.write(content[len(content) // 2 :])
