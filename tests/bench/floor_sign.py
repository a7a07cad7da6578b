"""Floors of `sign` and `render`: plain code that never calls ours."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import typst


def sign_floor(signed_pdf: bytes, raw_sign: Callable[[bytes], bytes]) -> bytes:
    """Return the least a signature costs: SHA-256 over the file and one raw private-key operation."""
    return raw_sign(hashlib.sha256(signed_pdf).digest())


def render_compiler(template: Path, fonts: Path) -> typst.Compiler:
    """Return a warm typst compiler for one template, fonts read."""
    found = typst.Fonts(include_system_fonts=False, font_paths=[fonts])
    return typst.Compiler(
        template, root=template.parent, font_paths=found, ignore_system_fonts=True
    )


def render_floor(compiler: typst.Compiler, document_json: str) -> bytes:
    """Return a bare compile of the same template and data to PDF/A-2a: no fields, no query, no archive."""
    made = compiler.compile(
        sys_inputs={"document": document_json}, pdf_standards=["a-2a"], timestamp=0
    )
    assert isinstance(made, bytes)
    return made
