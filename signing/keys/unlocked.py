"""An opened key: signs for one request or batch, and shows stars wherever it is printed or dumped."""

from collections.abc import Callable, Sequence
from typing import NoReturn

from cryptography import x509


class UnlockedKey:
    """The key of one employee's certificate, open for this request only."""

    __slots__ = ("_sign", "certificate_id", "chain", "employee_id")

    def __init__(
        self,
        *,
        employee_id: int,
        certificate_id: int,
        chain: Sequence[x509.Certificate],
        sign: Callable[[bytes], bytes],
    ) -> None:
        self.employee_id = employee_id
        self.certificate_id = certificate_id
        self.chain = tuple(chain)
        self._sign = sign

    def sign(self, text: bytes) -> bytes:
        """Return the raw signature over the SHA-256 of the text."""
        return self._sign(text)

    def __str__(self) -> str:
        return f"kunci pegawai {self.employee_id}"

    __repr__ = __str__

    def __reduce__(self) -> NoReturn:
        raise TypeError("an open key is not written anywhere")
