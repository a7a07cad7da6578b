"""What every section of a regulation has: an article, a legal basis, the hash of its file."""

from pydantic import BaseModel, ConfigDict

from office.regulations.core.values import Text


class Part(BaseModel):
    """A piece inside a section. Frozen; an unknown key is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Section(Part):
    """A dated rule with its article.

    `clause` is the article as it reads on a payslip ("Pasal 12 ayat (2)"), `legal_basis` the
    instrument it stands in, `regulation_sha` the SHA-256 of the file it was read from.
    """

    clause: Text
    legal_basis: Text
    regulation_sha: Text

    @property
    def source(self) -> str:
        """Return the article with its instrument, as cited on screens and papers."""
        return f"{self.clause}, {self.legal_basis}"
