"""The parity of what was built as JSON, for other programs and for auditors."""

import json

from jdpublish.parity.standing import CheckedFile, Proof, Row, Stands, Words
from jdpublish.reporting.records import finding_record


def parity_json(proof: Proof) -> bytes:
    """Return what became of every figure as a JSON text; values are texts: no digit is lost."""
    wrong = dict.fromkeys((one.file.path for one in proof.files), 0)
    for row in proof.rows:
        for one in row.stands:
            wrong[one.path] += one.standing.wrong
    record = {
        "report": proof.report,
        "summary": {
            "figures": len(proof.rows),
            "equal": len(proof.rows) - proof.differing,
            "differing": proof.differing,
            "files": len(proof.files),
            "blocks": proof.blocks,
            "findings": len(proof.findings),
        },
        "files": [_file(one, wrong[one.file.path]) for one in proof.files],
        "figures": [_row(row) for row in proof.rows],
        "findings": [finding_record(finding) for finding in proof.findings],
    }
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()


def _file(one: CheckedFile, differing: int) -> dict[str, object]:
    return {
        "path": one.file.path,
        "edition": one.file.edition,
        "format": one.file.format,
        **({"page_size": one.file.page_size} if one.file.page_size else {}),
        **({"marks": True} if one.file.marks else {}),
        **({"draft": True} if one.file.draft else {}),
        **({"pages": one.pages} if one.pages else {}),
        "bytes": one.size,
        "sha256": one.sha256,
        "as_built": one.as_built,
        "differing": differing,
    }


def _row(row: Row) -> dict[str, object]:
    quantity = row.quantity
    return {
        "chapter": row.chapter,
        "block": row.block,
        "chinese": row.chinese.text,
        "context": _context(row.chinese),
        "value": row.value,
        "unit": row.unit,
        "kind": quantity.kind.value,
        "hedge": quantity.hedge.value,
        "equal": not row.differs,
        "files": [_stands(one) for one in row.stands],
    }


def _context(words: Words) -> str:
    return f"{words.before}{words.text}{words.after}"


def _stands(one: Stands) -> dict[str, object]:
    place = {"page": one.place.page} if one.place.page else {"line": one.place.line}
    return {
        "path": one.path,
        "standing": one.standing.value,
        **({"relation": one.relation.value} if one.relation else {}),
        "words": one.words.text if one.words else None,
        **place,
        "link": one.link,
    }
